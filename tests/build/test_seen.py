"""What a process of its own saw of the output is what this one would have seen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.build import seen
from dateline.build.seen import Seen
from tests.build.editing import RICH
from tests.site_kit import Site, assert_same

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The rich site, whose output is looked at by another process however small it is."""
    monkeypatch.setattr(seen, "_WORTH", 1)
    return Site(tmp_path / "site", like=RICH).by(2).build()


def test_nothing_to_do_is_seen(site: Site) -> None:
    assert site.build().changed().made == {}


def test_what_was_altered_deleted_or_put_in_the_place_of_a_file_is_put_right(site: Site) -> None:
    clean = site.output()
    lost, altered, folder = sorted(path for path in clean if path.startswith("live/") and path.endswith(".html"))[:3]
    (site.options.output / lost).unlink()
    (site.options.output / altered).write_bytes(b"not what was made")
    (site.options.output / folder).unlink()
    (site.options.output / folder).symlink_to(altered.rpartition("/")[2])
    site.edit("content/later/entries/two.md", "A month on", "Some time on").build()
    site.edit("content/later/entries/two.md", "Some time on", "A month on").build()
    assert_same(site.output(), clean)


def test_it_finds_what_is_found_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "_WORTH", 1)
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "folder").mkdir()
    (tmp_path / "manifest-sha256.txt").write_bytes(b"of some size")
    for path in ("theirs/inside", ".hidden/inside"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_bytes(b"22")
    (tmp_path / "link").symlink_to("theirs")
    paths = ("one", "folder", "none", "folder/none", "link", "link/inside", ".hidden/inside", "theirs/inside")
    with Seen(tmp_path, ahead=True) as ahead, Seen(tmp_path, ahead=False) as at_once:
        assert ahead.stats(paths) == at_once.stats(paths)
        assert sorted(ahead.stats(paths)) == [".hidden/inside", "link/inside", "one", "theirs/inside"]
        everywhere = tuple(ahead.stats(paths))
        assert ahead.are_as_left(everywhere, tuple(ahead.stats(paths).values()))
        size, time = ahead.stats(paths)["one"]
        for found in (ahead, at_once):
            assert found.are_as_left(["one"], [(size, time)])
            assert not found.are_as_left(["one", "none"], [(size, time), (0, 0)])
            assert not found.are_as_left(["one"], [(2, time)])
            assert not found.are_as_left(["folder"], [(0, 0)])


def test_a_process_that_nobody_asked_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "_WORTH", 1)
    (tmp_path / "manifest-sha256.txt").write_bytes(b"of some size")
    with Seen(tmp_path, ahead=True):
        pass
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
