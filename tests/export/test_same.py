"""The same content and the same instant give the same bytes: twice, elsewhere, in another zone, by other processes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.export import BAGIT, FORMATS, HTML, WACZ
from tests.cli.running import run_apart
from tests.export.copies import AS_OF, a_site, exported, newsroom
from tests.site_kit import Site, assert_same, tree

NAMES = {HTML: "copies", BAGIT: "bag", WACZ: "news.wacz"}
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7"}


def all_copies(site: Site, into: Path, as_of: int = AS_OF) -> dict[str, bytes]:
    """Every kind of copy."""
    into.mkdir()
    for form, name in NAMES.items():
        exported(site, form, into / name, as_of=as_of)
    exported(site, BAGIT, into / "bag.zip", as_of=as_of)
    return tree(into)


def test_copies_are_the_same_wherever_they_are_made(tmp_path: Path) -> None:
    here = all_copies(newsroom(tmp_path / "one"), tmp_path / "a")
    there = newsroom(tmp_path / "another/place")
    for file in (there.root / "content").rglob("*"):
        os.utime(file, (1, 1))
    (tmp_path / "b").mkdir()
    for form, name in {**NAMES, "zip": "bag.zip"}.items():
        done = run_apart(
            "export", "--format", BAGIT if form == "zip" else form, "-o", tmp_path / "b" / name, there.root,
            cwd=tmp_path, env={**ELSEWHERE, "SOURCE_DATE_EPOCH": str(AS_OF)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert_same(tree(tmp_path / "b"), here)


def test_copies_are_the_same_after_edits_that_were_taken_back(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    before = all_copies(site, tmp_path / "a")
    site.edit("content/flood/2009-06-16.md", "It ended.", "It went on.").build()
    site.edit("content/flood/2009-06-16.md", "It went on.", "It ended.")
    assert_same(all_copies(site, tmp_path / "b"), before)


@pytest.mark.parametrize("form", FORMATS)
def test_another_instant_dates_archives_and_leaves_pages_as_they_are(form: str, tmp_path: Path) -> None:
    site = a_site(tmp_path)
    one, two = (tmp_path / f"{at}-{NAMES[form]}" for at in (1, 2))
    exported(site, form, one, as_of=AS_OF)
    exported(site, form, two, as_of=AS_OF + 86_400)
    found = [tree(path) if path.is_dir() else {"": path.read_bytes()} for path in (one, two)]
    differing = {name for name in found[0] if found[0][name] != found[1].get(name)}
    assert (
        differing
        == {
            HTML: set(),
            BAGIT: {"bag-info.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"},
            WACZ: {""},
        }[form]
    )


def test_the_time_of_day_on_the_clock_is_nowhere(tmp_path: Path) -> None:
    """Not even the year in which the test runs, as long as it is not that of the copy."""
    for path, data in all_copies(a_site(tmp_path), tmp_path / "a", as_of=1_300_000_000).items():
        if not path.endswith((".jpg", ".avif", ".webp", ".png", ".wacz", ".zip")):
            assert b"2027-" not in data and b"2026-" not in data, path
