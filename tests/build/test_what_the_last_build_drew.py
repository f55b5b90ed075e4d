"""An edit after an edit draws up the entries that changed, and no others of their blog."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from dateline.model.entry import Entry
from dateline.plan import entries, lines
from tests.site_kit import DEMONSTRATION, Site

LOG = "content/quake/2009-06-16.md"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A blog of twenty entries that was edited once."""
    log = "\n\n".join(f"## {hour:02}:00 Hour {hour} {{#hour-{hour}}}\n\nNothing new." for hour in range(4, 24))
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", "title: Quake\n").file(LOG, log)
    return site.build().edit(LOG, "Hour 23", "The last hour").build()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was drawn up anew: views and lines, by the entry."""
    found: list[str] = []

    def count(module: ModuleType, name: str, what: str) -> None:
        made: Callable[..., object] = getattr(module, name)

        def counted(entry: Entry, *rest: object) -> object:
            found.append(f"{what} {entry.id}")
            return made(entry, *rest)

        monkeypatch.setattr(module, name, counted)

    count(entries, "_entry_view", "view")
    count(lines, "_line", "line")
    return found


def test_one_entry_is_drawn_up_of_a_blog_whose_one_entry_changed(site: Site, drawn: list[str]) -> None:
    site.edit(LOG, "Hour 22", "The last hour but one").build()
    assert drawn == ["view hour-22", "line hour-22"]
    site.same_as_clean()


def test_all_are_when_what_they_have_in_common_changes(site: Site, drawn: list[str]) -> None:
    site.file("content/quake/blog.yaml", "title: Earthquake\n").build()
    assert len(drawn) == 40
    site.same_as_clean()


def test_a_new_entry_among_them_moves_none_of_the_others(site: Site, drawn: list[str]) -> None:
    site.append(LOG, "## 05:30 Forgotten {#forgotten}\n\nIt shook.").build()
    assert drawn == ["view forgotten", "line forgotten"]
    site.same_as_clean()


def test_a_damaged_record_costs_time_and_nothing_else(site: Site, drawn: list[str]) -> None:
    for record in (site.root / ".dateline").glob("*/views/quake"):
        record.write_bytes(record.read_bytes()[:-1])
    site.edit(LOG, "Hour 22", "The last hour but one").build()
    assert len(drawn) >= 20
    site.same_as_clean()


def test_an_edit_on_a_known_day_asks_nothing_of_babel(site: Site) -> None:
    # In a process of its own: this one has asked long ago.
    script = (
        "import sys; from pathlib import Path; from dateline.build import Options, build;"
        "root = Path(sys.argv[1]);"
        "result = build(Options(root=root, output=root / 'output', as_of=4_000_000_000));"
        "assert result.ok and result.written; print('babel' in sys.modules)"
    )
    command = (sys.executable, "-c", script, str(site.root))

    def asks() -> str:
        env = {"PYTHONPATH": str(DEMONSTRATION / "generator")}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=env, timeout=60).stdout.strip()

    another = "content/quake/2031-03-04.md"  # a day that no other test asks for
    site.file(another, "## 05:30 Another day {#another}\n\nIt shook.\n")
    assert asks() == "True"
    site.edit(another, "It shook", "It shook again")
    assert asks() == "False"
    site.build().same_as_clean()
