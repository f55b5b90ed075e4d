"""Each page of the guide is followed as it is written; what cannot be tried here is counted."""

from __future__ import annotations

import re
import shlex
import sys
from collections import Counter
from pathlib import Path

import click
import pytest

from dateline.cli.program import program
from tests.docs.given import GIVEN, SEEN
from tests.docs.pages import PAGES, blocks
from tests.docs.reader import Reader

COUNTS = {
    "how-to/correct.md": {"file": 7, "run": 2},
    "how-to/hosting.md": {"file": 1},
    "how-to/hosts/cloudflare-pages.md": {"run": 1, "shown": 1},
    "how-to/hosts/github-pages.md": {"run": 1, "shown": 1},
    "how-to/hosts/gitlab-pages.md": {"run": 1, "shown": 1},
    "how-to/hosts/netlify.md": {"run": 1, "shown": 1},
    "how-to/hosts/own-server.md": {"shown": 4},
    "how-to/hosts/s3.md": {"shown": 1},
    "how-to/import.md": {"run": 7, "shown": 2},
    "how-to/keep.md": {"run": 6, "shown": 2},
    "how-to/languages.md": {"file": 4, "run": 2},
    "how-to/move.md": {"file": 2, "run": 3},
    "how-to/pipelines.md": {"run": 1},
    "how-to/publish.md": {"run": 2, "shown": 3},
    "how-to/search.md": {"file": 1},
    "how-to/shards.md": {"file": 1, "run": 1},
    "how-to/theme.md": {"file": 6},
    "how-to/together.md": {"run": 4, "shown": 1},
    "how-to/writing.md": {"file": 2, "run": 6},
    "media.md": {"file": 3, "run": 1},
    "reference/commands.md": {"shown": 28},
    "reference/content.md": {"file": 9},
    "reference/text.md": {"file": 14, "run": 1},
    "tutorial.md": {"run": 8, "shown": 3},
}
"""How many blocks of each kind stand on a page; none on the others. Shown ones are not tried: as few as can be."""

FOLLOWED = [page for page in COUNTS if page != "tutorial.md" and set(COUNTS[page]) - {"shown"}]
"""The tutorial has a test of its own."""


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_of_a_known_kind(page: str) -> None:
    assert dict(Counter(block.kind for block in blocks(page))) == COUNTS.get(page, {})


def test_nothing_is_counted_that_is_not_there() -> None:
    assert set(COUNTS) <= set(PAGES)
    assert {*GIVEN, *SEEN} <= set(FOLLOWED)


@pytest.mark.parametrize("page", FOLLOWED)
@pytest.mark.skipif(sys.platform == "win32", reason="the blocks are for a POSIX shell")
def test_a_page_can_be_followed(page: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    if page in GIVEN:
        GIVEN[page](tmp_path)
    reader.follow(blocks(page))
    for path, texts in SEEN.get(page, {}).items():
        found = (tmp_path / "work" / path).read_text("utf-8")
        words = " ".join(re.sub(r"<[^>]*>", "", found).split())
        assert [text for text in texts if text not in found and text not in words] == [], path


COMMANDS = [
    pytest.param(line, id=f"{page}:{block.line}: {line}")
    for page in PAGES
    for block in blocks(page)
    if block.language == "console"
    for line in block.text.replace("\\\n", " ").splitlines()
    if line.startswith("dateline ")
]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_that_is_only_shown_could_be_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its subcommands, options and the number of its arguments are real."""
    monkeypatch.chdir(tmp_path)
    first = shlex.split(line, comments=True)
    words = first[1 : min((first.index(mark) for mark in ("&&", ">") if mark in first), default=None)]
    command: click.Command = program
    context = click.Context(program, info_name="dateline")
    while isinstance(command, click.Group):
        name, found, words = command.resolve_command(context, words)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    assert command.make_parser(context).parse_args(list(words))[1] == [], "too many arguments"
