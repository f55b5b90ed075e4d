"""The reference of commands is what the commands say themselves."""

from __future__ import annotations

from pathlib import Path

from dateline.cli.program import COMMANDS
from dateline.cli.reference import reference

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/commands.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), (
        "write it again: python -m dateline.cli.reference > docs/reference/commands.md"
    )


def test_every_command_stands_in_it_with_its_options() -> None:
    text = reference()
    assert [line for line in text.splitlines() if line.startswith("## ")] == [f"## `dateline {c}`" for c in COMMANDS]
    assert "### `dateline new entry`" in text
    assert "| `-o, --output DIR` | Where the site goes. [default: ROOT/output] |" in text
    assert "\b" not in text
