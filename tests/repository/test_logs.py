"""Merging logs entry by entry: nothing of either side is lost, and no entry is taken apart."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.load.sections import cut
from dateline.repository.logs import merge_logs
from dateline.repository.merging import merge_files

BASE = "by: mk\n\n## 09:00 First {#first}\ntags: [water]\n\nThe river rises.\n"


def _never(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    raise AssertionError("this needs no text merge")


def _conflict(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    return f"<<<<<<<\n{ours}=======\n{theirs}>>>>>>>\n", False


def _entry(clock: str, name: str, text: str) -> str:
    return f"\n## {clock} {name.title()} {{#{name}}}\ntags: [water]\n\n{text}\n"


def test_what_both_appended_stands_one_after_the_other() -> None:
    ours, theirs = _entry("10:00", "ours", "Ours."), _entry("10:01", "theirs", "Theirs.")

    assert merge_logs(BASE, BASE + ours, BASE + theirs, _never) == (BASE + ours + theirs, True)


KEYS = "by: mk\ntags: [water]\nplace: Lower Town\nsources: [levels]\n"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        # The lines that both entries have stand there once, and one heading has the text of both.
        (
            f"{BASE}\n## 10:00 Ours {{#ours}}\n{KEYS}\nOurs.\n",
            f"{BASE}\n## 10:01 Theirs {{#theirs}}\n{KEYS}\nTheirs.\n",
        ),
        # A sentence that both changed stands there twice, and nobody is told.
        (BASE.replace("rises", "falls"), BASE.replace("rises", "stands still")),
    ],
)
def test_why_logs_are_not_merged_by_gits_union(tmp_path: Path, ours: str, theirs: str) -> None:
    for name, text in (("base", BASE), ("ours", ours), ("theirs", theirs)):
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["git", "merge-file", "-p", "--union", "ours", "base", "theirs"], cwd=tmp_path, capture_output=True, check=True
    )
    written = {(section.text, section.body) for text in (BASE, ours, theirs) for section in cut(text)[1]}
    union = {(section.text, section.body) for section in cut(done.stdout.decode())[1]}
    assert not union <= written, "git's union merge keeps entries whole: it would do"

    merged, _ = merge_logs(BASE, ours, theirs, lambda *texts: (texts[1], False))
    assert {(section.text, section.body) for section in cut(merged)[1]} <= written


def test_a_log_that_both_began_holds_both(tmp_path: Path) -> None:
    merged, clean = merge_logs("", "## 09:00 A {#a}\n\nx\n", "## 09:01 B {#b}\n\ny\n", _never)

    assert (merged, clean) == ("## 09:00 A {#a}\n\nx\n\n## 09:01 B {#b}\n\ny\n", True)


def test_what_stands_above_the_first_heading_is_taken_from_who_changed_it() -> None:
    assert merge_logs(BASE, BASE + _entry("10:00", "a", "x"), BASE.replace("by: mk", "by: jd"), _never) == (
        BASE.replace("by: mk", "by: jd") + _entry("10:00", "a", "x"),
        True,
    )


def test_a_change_in_one_entry_and_a_new_one_below_it_are_both_kept() -> None:
    changed = BASE.replace("rises", "rises fast")

    assert merge_logs(BASE, changed, BASE + _entry("10:00", "a", "x"), _never) == (
        changed + _entry("10:00", "a", "x"),
        True,
    )
    assert merge_logs(BASE, BASE + _entry("10:00", "a", "x"), changed, _never) == (
        changed + _entry("10:00", "a", "x"),
        True,
    )


def test_an_entry_that_one_took_out_is_gone_when_the_other_left_it_alone() -> None:
    both = BASE + _entry("10:00", "a", "x")
    more = both + _entry("11:00", "b", "y")

    assert merge_logs(both, BASE, more, _never) == (BASE + _entry("11:00", "b", "y"), True)
    assert merge_logs(both, more, BASE, _never) == (BASE + _entry("11:00", "b", "y"), True)


def test_an_entry_that_one_took_out_and_the_other_changed_is_for_a_person() -> None:
    both = BASE + _entry("10:00", "a", "x")

    assert merge_logs(both, BASE, both.replace("\nx\n", "\nbetter\n"), _conflict)[1] is False


def test_words_that_both_changed_are_marked_within_their_entry() -> None:
    both = BASE + _entry("10:00", "a", "x")
    ours, theirs = both.replace("rises", "falls"), both.replace("rises", "stands") + _entry("11:00", "b", "y")

    merged, clean = merge_logs(both, ours, theirs, _conflict)

    assert not clean
    assert merged.index("falls") < merged.index("stands") < merged.index(">>>>>>>") < merged.index("{#a}")
    assert merged.endswith(_entry("10:00", "a", "x") + _entry("11:00", "b", "y"))


def test_two_entries_under_one_id_are_both_kept_for_check_to_name() -> None:
    ours, theirs = _entry("10:00", "a", "Ours."), _entry("10:01", "a", "Theirs.")

    assert merge_logs(BASE, BASE + ours, BASE + theirs, _never) == (BASE + ours + theirs, True)


def test_one_entry_that_both_have_stands_once() -> None:
    same = _entry("10:00", "a", "x")

    merged, _ = merge_logs(
        BASE, BASE + same + _entry("11:00", "b", "y"), BASE + same + _entry("12:00", "c", "z"), _never
    )
    assert merged == BASE + same + _entry("11:00", "b", "y") + _entry("12:00", "c", "z")


def test_entries_without_ids_are_known_by_their_headings() -> None:
    merged, clean = merge_logs(
        "## 09:00 A\n\nx\n", "## 09:00 A\n\nx\n\n## 10:00\n\ny\n", "## 09:00 A\n\nbetter\n", _never
    )

    assert (merged, clean) == ("## 09:00 A\n\nbetter\n\n## 10:00\n\ny\n", True)


def test_newest_first_stays_newest_first() -> None:
    ours, theirs = "## 10:00 O {#o}\n\no\n\n", "## 10:01 T {#t}\n\nt\n\n"
    base = "## 09:00 A {#a}\n\nx\n"

    assert merge_logs(base, ours + base, theirs + base, _never)[0] == ours + theirs + base


def test_blank_lines_elsewhere_stay_as_they_are() -> None:
    base = "## 09:00 A {#a}\nx\n## 09:30 B {#b}\n\n\n\ny\n\n\n\n## 09:40 C {#c}\n\nz\n"

    merged, _ = merge_logs(base, base + _entry("10:00", "o", "o"), base + _entry("10:01", "t", "t"), _never)
    assert merged == base + _entry("10:00", "o", "o") + _entry("10:01", "t", "t")


@pytest.mark.parametrize("odd", ["```\nnever closed\n", "<!-- never closed\n"])
def test_a_log_whose_entries_cannot_be_told_apart_is_merged_as_text(odd: str) -> None:
    broken = f"## 09:00 A {{#a}}\n\n{odd}\n## 09:01 B {{#b}}\n"

    assert merge_logs(BASE, broken, BASE + _entry("10:00", "t", "t"), _conflict)[1] is False


ENTRIES = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5)


def _log(names: list[str], words: dict[str, str]) -> str:
    return "".join(_entry("10:00", name, words[name]) for name in names).lstrip("\n") or ""


@given(data=st.data())
def test_nothing_of_either_side_is_ever_lost(data: st.DataObject) -> None:
    words = st.fixed_dictionaries({name: st.sampled_from(("One.", "Two.", "Three.")) for name in "abcdefgh"})
    base_words = data.draw(words)
    base = _log(data.draw(ENTRIES), base_words)
    ours, theirs = (_log(data.draw(ENTRIES), {**base_words, **data.draw(words)}) for _ in range(2))

    def both(_: str, ours: str, theirs: str) -> tuple[str, bool]:
        return ours + "\n" + theirs, False

    merged, _ = merge_logs(base, ours, theirs, both)

    _, was = cut(base)
    known = {(section.text, section.body) for section in was}
    _, found = cut(merged)
    kept = {(section.text, section.body) for section in found}
    for side in (ours, theirs):
        new = {(section.text, section.body) for section in cut(side)[1]} - known
        assert new <= kept, "what one side wrote is not there"
    everything = {(s.text, s.body) for text in (base, ours, theirs) for s in cut(text)[1]}
    assert kept <= everything, "an entry was made up of two"
    assert merge_logs(base, ours, base, both)[0] == ours
    assert merge_logs(base, base, theirs, both)[0] == theirs


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_keep_their_line_ends(tmp_path: Path, end: str) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    texts = (BASE, BASE + _entry("10:00", "a", "x"), BASE + _entry("10:01", "b", "y"))
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(text.replace("\n", end).encode())

    assert merge_files(*files)
    assert files[1].read_bytes().decode() == (texts[1] + _entry("10:01", "b", "y")).replace("\n", end)


def test_what_is_no_text_is_left_to_git(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, data in zip(files, (b"a\nb\nc\n", b"a\nb\nc\xe9\n", b"A\nb\nc\n"), strict=True):
        file.write_bytes(data)

    assert merge_files(*files)
    assert files[1].read_bytes() == b"A\nb\nc\xe9\n"
