"""`new entry --stdin`: what a script sends is one entry, read back as it was sent, or nothing is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.begin import Begun, Declined, Wish, append_entry
from dateline.load.log import read_log
from dateline.schema.reader import Reader
from tests.begin.sites import BLOG, edit, snapshot, starter_site
from tests.begin.test_entry import LOG, NOON
from tests.cli.running import environment, run, run_apart
from tests.repository.desks import IDENTITY, git


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site."""
    return starter_site(tmp_path / "site")


def _begin(root: Path, **wish: Any) -> Begun:
    begun = append_entry(root, Wish(**wish), NOON)
    assert isinstance(begun, Begun), begun
    return begun


def _send(root: Path, text: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dateline", "new", "entry", "--stdin", *arguments],
        cwd=root, env=environment(), input=text, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_script_sends_a_text_and_gets_id_path_and_line(site: Path) -> None:
    done = _send(site, "Water in Mill Lane – سیل.\n\nMore of it.\n".encode(), "--title", "Water", "--tag", "water")

    assert (done.returncode, done.stderr) == (0, b"")
    name, path, line = done.stdout.decode().rstrip("\n").split("\t")
    assert name == "water"
    written = (site / path).read_text(encoding="utf-8").split("\n")[int(line) - 1 :]
    assert written[0].endswith("Water {#water}")
    assert written[1:] == ["tags: [water]", "", "Water in Mill Lane – سیل.", "", "More of it.", ""]
    assert run("check", site).exit_code == 0


def test_a_text_without_a_headline_is_published(site: Path) -> None:
    begun = _begin(site, text="Water.")
    assert not begun.is_draft
    assert (site / LOG).read_text() == "## 12:00 {#20260305-1200}\n\nWater.\n"


def test_unless_it_is_to_be_a_draft(site: Path) -> None:
    append_entry(site, Wish(title="T", text="x", draft=True), NOON)
    assert (site / LOG).read_text() == "## 12:00 T {#t .draft}\n\nx\n"


@pytest.mark.parametrize(
    "text",
    [
        "by: mk",
        "---\ntitle: x\n---",
        "### A heading\n\nx",
        "    code",
        "> quoted\n>\n> — [@x]",
        "```\n## 12:00\n```",
        "| a |",
    ],
)
def test_markdown_is_taken_as_it_is(site: Path, text: str) -> None:
    begun = _begin(site, text=text, title="T")
    (entry,) = read_log((site / LOG).read_text(), Reader(path=begun.path, zone="UTC"), "2026-03-05")
    assert (entry.body.text, entry.title, entry.by) == (text, "T", ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x\n\n## 12:30 Another", "Line 3 of the text is a level-2 heading"),
        ("## Just a heading", "Line 1 of the text"),
        ("```\nnever closed", "left open"),
        ("x <b>\n\n<!-- never closed", "left open"),
        ("x" * 200_001, "200,001 characters"),
    ],
)
def test_a_text_that_would_be_more_than_one_entry_is_declined(site: Path, text: str, words: str) -> None:
    before = snapshot(site)
    declined = append_entry(site, Wish(title="T", text=text), NOON)

    assert isinstance(declined, Declined)
    assert words in declined.message and declined.hint
    assert snapshot(site) == before


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"", "Nothing came from standard input"),
        (b" \n\n", "Nothing came"),
        (b"caf\xe9", "Line 1 of the text: This is not UTF-8"),
        (b"a\nb\x00", "Line 2 of the text: There is a control character"),
        (b"x" * (8 * 1024 * 1024 + 1), "8 MiB"),
    ],
)
def test_what_is_no_text_is_declined(site: Path, sent: bytes, words: str) -> None:
    before = snapshot(site)
    done = _send(site, sent)

    assert done.returncode == 2
    assert words in done.stderr.decode() and b"Traceback" not in done.stderr
    assert done.stdout == b""
    assert snapshot(site) == before


def test_line_ends_and_a_mark_of_the_sender_are_the_logs_own(site: Path) -> None:
    done = _send(site, b"\xef\xbb\xbfone\r\n\r\ntwo\r\n", "--title", "T")
    path = done.stdout.decode().split("\t")[1]
    assert (site / path).read_bytes().endswith(b"\n\none\n\ntwo\n")


def test_a_wrong_tag_is_declined(site: Path) -> None:
    done = run("new", "entry", "--title", "T", "--tag", "Two Words", "--site", site)
    assert done.exit_code == 2
    assert "two-words" in done.stderr


@settings(max_examples=80)
@given(
    text=st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\n##`~<!->:{} \t"), max_size=60)
)
@example(text="no character at all: \ufdd0")
@example(text="a line\u2028for YAML alone")
def test_any_text_is_read_back_as_it_was_or_declined(site: Path, text: str) -> None:
    (site / LOG).unlink(missing_ok=True)
    text = text.strip("\n").rstrip()
    begun = append_entry(site, Wish(title="T", text=text, by="desk"), NOON)
    if isinstance(begun, Begun):
        written = (site / LOG).read_text(encoding="utf-8")
        (entry,) = read_log(written, Reader(path=LOG, zone="UTC"), "2026-03-05")
        assert entry.body.text == text
        assert isinstance(append_entry(site, Wish(title="Next"), NOON), Begun), "the next entry finds its place"
    else:
        assert not (site / LOG).exists()


def _known_as(site: Path, monkeypatch: pytest.MonkeyPatch, **known: str) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("DATELINE_BY", raising=False)
    git(site, "init", "--quiet")
    for name, value in known.items():
        git(site, "config", name.replace("_", "."), value)


def _written(site: Path) -> str:
    (log,) = (path for path in (site / BLOG).glob("2*.md") if path.name != "2026-01-12.md")
    return log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("known", "by"),
    [
        ({"dateline_by": "desk", "user_name": "Someone"}, "by: desk\n"),
        ({"user_name": "the NEWS desk"}, "by: desk\n"),
        ({"user_name": "Someone else"}, ""),
        ({"dateline_by": "nobody"}, ""),
        ({}, ""),
    ],
)
def test_whom_git_knows_writes(site: Path, monkeypatch: pytest.MonkeyPatch, known: dict[str, str], by: str) -> None:
    _known_as(site, monkeypatch, **known)
    done = run("new", "entry", "--title", "T", "--site", site)

    assert _written(site).partition("\n")[2] == by
    assert (", by desk." in done.stdout) == bool(by)


def test_the_logs_own_byline_comes_first_and_an_asked_for_one_before_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(site / "content/people.yaml", "desk:\n", "mk:\n  name: M. K.\ndesk:\n")
    _known_as(site, monkeypatch, dateline_by="desk")
    run("new", "entry", "--title", "First", "--site", site)
    (log,) = (path for path in (site / BLOG).glob("2*.md") if path.name != "2026-01-12.md")
    log.write_text(f"by: mk\n\n{log.read_text(encoding='utf-8')}")
    run("new", "entry", "--title", "Second", "--site", site)
    run("new", "entry", "--title", "Third", "--by", "desk", "--site", site)
    monkeypatch.setenv("DATELINE_BY", "mk")
    assert run("new", "entry", "--title", "Fourth", "--site", site, env={"DATELINE_BY": "desk"}).exit_code == 0

    after = _written(site).split("{#second}\n")[1]
    assert not after.startswith("by:")
    assert after.split("{#third}\n")[1].startswith("by: desk\n")
    assert after.split("{#fourth}\n")[1].startswith("by: desk\n")


def test_two_persons_of_one_name_are_not_guessed_between(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(site / "content/people.yaml", "desk:\n", "night:\n  name: The news desk\ndesk:\n")
    _known_as(site, monkeypatch, user_name="The news desk")
    run("new", "entry", "--title", "T", "--site", site)
    assert "by:" not in _written(site)


def test_where_git_is_missing_nobody_is_guessed(site: Path) -> None:
    done = run_apart("new", "entry", "--title", "T", cwd=site, env={"PATH": "/nonexistent"})
    assert done.returncode == 0, done.stderr
    assert "by:" not in _written(site)
