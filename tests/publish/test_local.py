"""Only a whole output is published, every byte as its build left it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.build import Options, build
from dateline.publish import Declined
from dateline.publish.local import Local, read_local
from tests.publish.outputs import page, write_output
from tests.shard.sharding import built_shard
from tests.site_kit import Site

FILES = {"index.html": page(), "a.png": b"1", "blog/index.html": page("../a.png"), "blog/b.html": page()}


def _declined(output: Path) -> Declined:
    found = read_local(output, lambda done, total: None)
    assert isinstance(found, Declined)
    return found


def test_a_whole_output_is_read_with_hashes_and_sizes(tmp_path: Path) -> None:
    output = write_output(tmp_path / "output", FILES, "blog")
    (output / ".gitkeep").write_bytes(b"")
    (output / "blog/theirs.txt").write_bytes(b"theirs")
    told: list[tuple[int, int]] = []
    found = read_local(output, lambda done, total: told.append((done, total)))
    assert isinstance(found, Local)
    assert set(found.files) == {*FILES, "manifest-sha256.txt", "blog/manifest-sha256.txt"}
    assert found.sizes["a.png"] == 1
    assert found.others == 1
    assert told == [(number, 6) for number in range(6)]


def _missing(output: Path) -> None:
    (output / "a.png").unlink()


def _edited(output: Path) -> None:
    (output / "blog/b.html").write_bytes(b"edited")


def _link(output: Path) -> None:
    (output / "a.png").unlink()
    (output.parent / "elsewhere.png").write_bytes(b"1")
    (output / "a.png").symlink_to(output.parent / "elsewhere.png")


def _no_blog_manifest(output: Path) -> None:
    (output / "blog/manifest-sha256.txt").unlink()


def _edited_blog_manifest(output: Path) -> None:
    path = output / "blog/manifest-sha256.txt"
    path.write_bytes(path.read_bytes()[:-80])


def _garbled_manifest(output: Path) -> None:
    (output / "manifest-sha256.txt").write_bytes(b"garbled")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_missing, "a.png"),
        (_edited, "blog/b.html"),
        (_link, "a.png"),
        (_no_blog_manifest, "blog/manifest-sha256.txt"),
        (_edited_blog_manifest, "blog/manifest-sha256.txt"),
        (_garbled_manifest, "manifest-sha256.txt"),
    ],
)
def test_an_output_that_is_not_as_the_build_left_it_is_declined(
    change: Callable[[Path], None], named: str, tmp_path: Path
) -> None:
    output = write_output(tmp_path / "output", FILES, "blog")
    change(output)
    found = _declined(output)
    assert f"{named} is not as the build left it" in found.message
    assert "dateline build" in found.hint


def test_where_nothing_was_built_nothing_is_published(tmp_path: Path) -> None:
    assert "There is no output" in _declined(tmp_path / "output").message
    (tmp_path / "output").mkdir()
    assert "holds no manifest" in _declined(tmp_path / "output").message


def test_a_build_that_was_stopped_half_way_is_completed_first(tmp_path: Path) -> None:
    from tests.commit.outputs import acts_of, building, put, run_killed

    output = tmp_path / "site/output"
    acts = acts_of(building(write_output(output, FILES, "blog"), {"index.html": b"new"}))
    shutil.rmtree(tmp_path / "site")
    write_output(output, FILES, "blog")
    put(output, {})
    run_killed(building(output, {"index.html": b"new"}), acts.index("place index.html"))
    assert "was stopped half-way" in _declined(output).message


def test_a_shard_is_no_site(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.file("content/blog/blog.yaml", "title: A blog\n").file(
        "content/blog/2020-01-01.md", "## 10:00 One {#one}\n\nA.\n"
    )
    shard = built_shard(site.root, 1, 1, tmp_path / "shard")
    found = _declined(shard)
    assert "is a part of a site" in found.message
    assert "dateline merge" in found.hint


def test_what_a_build_leaves_is_good(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").build()
    found = read_local(site.options.output, lambda done, total: None)
    assert isinstance(found, Local)
    assert set(found.files) == set(site.output())
    again = build(Options(root=site.root, output=site.options.output, as_of=site.options.as_of))
    assert again.written == ()
