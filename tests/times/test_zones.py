"""The pinned tz database, and the hints for names that it does not have."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from dateline.times import known_zones, nearest_zone, zone
from dateline.times.abbreviations import AMBIGUOUS, REGIONS, WELL_KNOWN
from dateline.times.zones import steady_day


def test_every_known_zone_can_be_read() -> None:
    for key in known_zones():
        found = zone(key)
        assert found is not None
        assert found.key == key


@pytest.mark.parametrize(
    "key", ["", "utc", "America", "America/Newyork", "../zones", "/etc/localtime", "Asia/Tehran\n"]
)
def test_any_other_name_is_no_zone(key: str) -> None:
    assert zone(key) is None


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("America/NewYork", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("Tehran", "Asia/Tehran"),
        ("new york", "America/New_York"),
        ("Tehren", "Asia/Tehran"),
        ("Iran/Tehran", "Asia/Tehran"),
        ("GMT+1", None),
        ("UTC+02:00", None),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_a_mistyped_zone_has_a_nearest_name(word: str, near: str | None) -> None:
    assert nearest_zone(word) == near


def test_the_database_of_the_system_has_no_say(tmp_path: Path) -> None:
    package = resources.files("tzdata") / "zoneinfo"
    for key in ("Asia/Tehran", "Atlantis/Capital"):
        (tmp_path / key).parent.mkdir(exist_ok=True)
        (tmp_path / key).write_bytes((package / "UTC").read_bytes())
    code = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from datetime import date\nfrom zoneinfo import ZoneInfo\n"
        "from dateline.times import read_moment, zone\n"
        "print(ZoneInfo('Atlantis/Capital'), zone('Atlantis/Capital'))\n"
        "print(read_moment('21:17', 'Asia/Tehran', date(2009, 6, 16)).iso())"
    )
    env = {**os.environ, "PYTHONTZPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout == "Atlantis/Capital None\n2009-06-16T21:17:00+04:30\n"


@pytest.mark.parametrize(
    ("key", "day", "steady"),
    [
        ("America/New_York", date(2009, 6, 16), True),
        ("America/New_York", date(2009, 3, 8), False),
        ("America/New_York", date(2009, 11, 1), False),
        ("Asia/Tehran", date(2009, 3, 21), True),
        ("Asia/Tehran", date(2009, 3, 22), False),
        ("Asia/Tehran", date(2009, 9, 21), False),
        ("Nowhere", date(2009, 6, 16), False),
        ("UTC", date.max, False),
        ("UTC", date.min, False),
    ],
)
def test_only_a_day_without_a_change_of_clocks_is_steady(key: str, day: date, steady: bool) -> None:
    assert (steady_day(key, day) is not None) is steady


def test_each_abbreviation_has_one_kind_of_meaning_and_a_zone_that_exists() -> None:
    assert not REGIONS.keys() & WELL_KNOWN.keys()
    assert not AMBIGUOUS.keys() & (REGIONS.keys() | WELL_KNOWN.keys())
    assert {*REGIONS.values(), *(key for _, key in WELL_KNOWN.values())} <= known_zones()
