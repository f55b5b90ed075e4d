"""A blog that rests is told of again as it was told, and noticed as soon as it does not lie as it was left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.build import whole
from dateline.build.still import lying, lying_as
from dateline.commit import MANIFEST_NAME
from dateline.state.records import LaterMades, Made, Mades, Share, StoredShare
from tests.build.ways import BESIDE, building
from tests.site_kit import Site

QUAKE, FLOOD = "content/quake/2009-06-16.md", "content/flood/2009-06-17.md"
WAYS = ["one process", BESIDE]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path).bare().file("content/quake/blog.yaml", "title: Quake\n")
    site.file("content/flood/blog.yaml", "title: Flood\n")
    site.file(QUAKE, "## 08:00 First {#first}\ntags: [night]\n\nIt began.\n")
    return site.file(FLOOD, "## 10:00 Water {#water}\ntags: [night]\n\nMuch of it.\n").build()


@pytest.fixture(params=WAYS)
def by_any_way(request: pytest.FixtureRequest, site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    return site if request.param == WAYS[0] else building(site, BESIDE, monkeypatch)


def test_nobody_asks_what_was_made_of_it(by_any_way: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site = by_any_way.edit(QUAKE, "It began.", "It went on.").build()
    asked: list[str] = []
    read = LaterMades._read

    def noted(this: LaterMades) -> Mades:
        found = read(this)
        asked.append(min(found).partition("/")[0])
        return found

    monkeypatch.setattr(LaterMades, "_read", noted)
    site.edit(QUAKE, "It went on.", "It ended.").build()
    assert set(asked) == {"quake"}
    site.same_as_clean()


@pytest.mark.parametrize(
    ("path", "harm"),
    [
        *[
            (path, harm)
            for path in ("flood/water.html", "flood/atom.xml")
            for harm in ("altered", "deleted", "touched")
        ],
        # One that is gone, or says something else, is refused: nobody knows any more which files are ours.
        (f"flood/{MANIFEST_NAME}", "touched"),
    ],
)
def test_what_does_not_lie_as_it_was_left_is_put_right(by_any_way: Site, path: str, harm: str) -> None:
    file = by_any_way.options.output / path
    if harm == "altered":
        file.write_bytes(file.read_bytes().replace(b"a", b"b"))
    elif harm == "deleted":
        file.unlink()
    else:
        os.utime(file, (1_000, 1_000))
    by_any_way.edit(QUAKE, "It began.", "It ended.").build().same_as_clean()
    assert by_any_way.build().made == {}


def test_a_time_that_moved_is_noted_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or every build from then on would look at everything."""
    for path in (f"flood/{MANIFEST_NAME}", "flood/water.html", MANIFEST_NAME):
        os.utime(site.options.output / path, (1_000, 1_000))
        site.build()
        with monkeypatch.context() as patch:
            patch.delattr(whole, "build_whole")
            site.build()


def test_the_folder_of_a_blog_that_rests_may_be_gone(by_any_way: Site) -> None:
    for file in sorted((by_any_way.options.output / "flood").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    by_any_way.edit(QUAKE, "It began.", "It ended.").build().same_as_clean()


def test_a_share_comes_back_with_all_that_was_made() -> None:
    made = {"quake/a.html": Made(key=b"k", sha="s", stat=(1, 2)), "quake/b.jpg": Made(key=b"l", sha="t", stat=(3, 4))}
    share = Share(
        blog="quake", signature=b"", last_due=None, next_due=None, others=(), summary=None, problems=(), links=(),
        made=made, todo=(("quake/a.html", "new"),),
    )  # fmt: skip
    found = StoredShare.of(share).found()
    assert (len(found.made), dict(found.made)) == (2, made)
    assert (dict(found.made.items()), list(found.made), "quake/a.html" in found.made) == (made, [*made], True)
    assert (found.reused, found.todo) == (True, ())
    assert StoredShare.of(found) == StoredShare.of(share)


def test_how_files_lie_is_told_and_heard() -> None:
    stats = {"a": (1, 2), "b/c": (3, 4)}
    assert lying(lying_as(stats)) == (("a", "b/c"), ((1, 2), (3, 4)))
