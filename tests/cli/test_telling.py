"""Source lines for carets, counts, and the progress line."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from dateline.cli.progress import ProgressLine, is_watched
from dateline.cli.tell import count_line, counted, source_lines
from dateline.problems import Span, error, warning


def test_a_line_is_read_as_the_loader_counts_them(tmp_path: Path) -> None:
    (tmp_path / "log.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\x0bstill three\nfour")
    line = source_lines(tmp_path)
    assert [line("log.md", number) for number in range(6)] == ["", "one", "two", "three\x0bstill three", "four", ""]


def test_whatever_cannot_be_shown_is_left_out(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("outside")
    (root / "link.md").symlink_to(tmp_path / "secret.txt")
    (root / "loop.md").symlink_to("loop.md")
    (root / "folder").mkdir()
    os.mkfifo(root / "pipe")
    with (root / "large.md").open("wb") as file:
        file.truncate(9 * 1024 * 1024)
    line = source_lines(root)
    for path in ("missing.md", "folder", "pipe", "link.md", "loop.md", "large.md", "../secret.txt", "a\x00b", ""):
        assert line(path, 1) == "", path


def test_bytes_that_are_no_text_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "log.md").write_bytes(b"caf\xe9 \x00\n")
    assert source_lines(tmp_path)("log.md", 1) == "caf\N{REPLACEMENT CHARACTER} \x00"


def test_counts_are_grammatical() -> None:
    one, two = error(Span("a", 1), "DL101", "x"), error(Span("a", 2), "DL101", "x")
    soft = warning(Span("b"), "DL107", "x")
    assert count_line((one,)) == "1 error in 1 file."
    assert count_line((one, two, soft)) == "2 errors and 1 warning in 2 files."
    assert count_line((soft,)) == "1 warning in 1 file."
    assert [counted(number, "entry") for number in (0, 1, 12_000)] == ["0 entries", "1 entry", "12,000 entries"]


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_quick_work_draws_nothing() -> None:
    clock, stream = _Clock(), io.StringIO()
    line = ProgressLine(stream, clock)
    for done in range(100):
        line("render", done, 100)
        clock.now += 0.004
    line.clear()
    assert stream.getvalue() == ""


def test_long_work_rewrites_one_line_now_and_then_and_takes_it_away() -> None:
    clock, stream = _Clock(), io.StringIO()
    line = ProgressLine(stream, clock)
    clock.now = 1.0
    line("render", 5, 1000)
    clock.now = 1.05
    line("render", 6, 1000)
    clock.now = 1.2
    line("commit", 0, 0)
    line.clear()
    line.clear()
    assert stream.getvalue() == "\r\x1b[KMaking pages 5 of 1000\r\x1b[KWriting …\r\x1b[K"


@pytest.mark.parametrize(
    ("tty", "term", "watched"), [(True, "xterm", True), (True, "dumb", False), (False, "xterm", False)]
)
def test_only_a_terminal_that_rewrites_lines_is_watched(tty: bool, term: str, watched: bool) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return tty

    assert is_watched(Stream(), term) is watched
