"""Times beside their zones: which of two alike, and in one language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.plan.when import place_text, time_view
from dateline.times import Fault, Moment, known_zones, read_moment, zone
from tests.site_kit import Site

TEHRAN, YORK = "Asia/Tehran", "America/New_York"
LRM = "\u200e"


def moment(text: str, zone: str) -> Moment:
    found = read_moment(text, zone, date(2021, 9, 21))
    assert not isinstance(found, Fault), found
    return found


@pytest.mark.parametrize(
    ("text", "zone", "lang", "wanted"),
    [
        ("2021-09-21T23:30+04:30", TEHRAN, "fa", f"به وقت تهران ({LRM}+۰۴:۳۰)"),
        ("2021-09-21T23:30+03:30", TEHRAN, "fa", f"به وقت تهران ({LRM}+۰۳:۳۰)"),
        ("2021-09-21T22:59+04:30", TEHRAN, "fa", "به وقت تهران"),
        ("2021-09-22T00:00+03:30", TEHRAN, "fa", "به وقت تهران"),
        ("2009-11-01T01:30-05:00", YORK, "fa-u-ca-gregory", f"به وقت نیویورک ({LRM}-۰۵:۰۰)"),
        # What is skipped comes never, and not twice.
        ("2009-03-08T03:00-04:00", YORK, "fa", "به وقت نیویورک"),
        ("2009-11-01T01:30-05:00", YORK, "en", "EST"),
        ("2009-11-01T01:30-04:00", YORK, "en-GB", "EDT"),
    ],
)
def test_a_time_that_comes_twice_is_told_apart(text: str, zone: str, lang: str, wanted: str) -> None:
    assert time_view(moment(text, zone), zone, lang).zone == wanted


@pytest.mark.parametrize(
    ("zone", "lang", "wanted"),
    [
        (YORK, "en", "New York time"),
        (YORK, "fa", "به وقت نیویورک"),
        ("Europe/Vienna", "de", "Vienna time"),
        (YORK, "ar", "New York time"),
        ("UTC+03:30", "ar", "Universal time +03:30"),
        ("UTC-04:00", "fa", "به وقت جهانی -۰۴:۰۰"),
        ("UTC", "en", "Universal time"),
        # The signs of these are those of POSIX: five hours west of Greenwich.
        ("Etc/GMT+5", "en", "Universal time -05:00"),
        ("Etc/UTC", "en", "Universal time"),
        ("GMT", "fa", "به وقت جهانی"),
        ("Zulu", "en", "Universal time"),
        # Links by the names of countries and clocks are said by the city that they lead to.
        ("Iran", "en", "Tehran time"),
        ("Iran", "fa", "به وقت تهران"),
        ("CET", "en", "Brussels time"),
        ("US/Eastern", "en-GB", "New York time"),
        ("US/Eastern", "fa", "به وقت نیویورک"),
        # CLDR has these by names that are links by now.
        ("Asia/Kolkata", "fa", "به وقت کلکته"),
        ("Asia/Calcutta", "fa", "به وقت کلکته"),
        ("Europe/Kyiv", "fa", "به وقت کیف"),
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires time"),
        ("America/Argentina/Buenos_Aires", "fa", "به وقت بوئنوس‌آیرس"),
    ],
)
def test_a_place_is_named_in_one_language(zone: str, lang: str, wanted: str) -> None:
    assert place_text(zone, lang) == wanted


def test_no_clock_that_changes_is_called_universal() -> None:
    called = {key for key in known_zones() if place_text(key, "en").startswith("Universal")}
    assert called == {key for key in known_zones() if (info := zone(key)) and info.utcoffset(None) is not None}
    assert {place_text(f"Etc/GMT{hours:+}", "en") for hours in range(-14, 13)} == {
        "Universal time" + (f" {-hours:+03}:00" if hours else "") for hours in range(-14, 13)
    }


def test_a_day_of_persian_tells_which(tmp_path: Path) -> None:
    site = Site(tmp_path).file("content/khabar/blog.yaml", "title: خبر\nlanguage: fa\nzone: Asia/Tehran\n")
    site.file(
        "content/khabar/2021-09-21.md",
        "## 2021-09-21T23:30+04:30 یک {#one}\n\nمتن.\n\n## 2021-09-21T23:30+03:30 دو {#two}\n\nمتن.\n",
    ).build()
    for path in ("khabar/2021-09-21.html", "khabar/2021-09-21.txt", "khabar/index.html"):
        site.has(path, f"({LRM}+۰۴:۳۰)", f"({LRM}+۰۳:۳۰)")
