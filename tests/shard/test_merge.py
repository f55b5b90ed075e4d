"""Shards put together are the bytes of one build, and a good beginning for the next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import dateline.build.site
from dateline.build import Options, build
from dateline.commit import MANIFEST_NAME, read_owned
from tests.shard.sharding import built_shard, checkout, merged, refusal, shards_apart, whole
from tests.site_kit import LONG_AFTER, Site, assert_same, tree


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_shards_of_separate_machines_merge_to_the_bytes_of_one_build(of: int, tmp_path: Path) -> None:
    folders = shards_apart(tmp_path, of, search=of == 3, long_night=True)
    root = checkout(tmp_path / "merging", search=of == 3, long_night=True)
    wanted = whole(checkout(tmp_path / "alone", search=of == 3, long_night=True), tmp_path / "alone/output")
    result = merged(root, folders, tmp_path / "merged")
    assert result.ok, (result.problems, result.refused)
    assert_same(tree(tmp_path / "merged"), wanted)
    assert any("search/" in path for path in wanted) == (of == 3)


def test_a_shard_holds_its_blogs_and_no_page_of_the_site(tmp_path: Path) -> None:
    for number, folder in enumerate(shards_apart(tmp_path, 3), start=1):
        files = tree(folder)
        blogs = {path.partition("/")[0] for path in files if "/" in path} - {"_shard"}
        assert len(blogs) == 1
        assert set(files) - {path for path in files if path.partition("/")[0] in blogs} == {
            MANIFEST_NAME,
            "_shard/shard.json",
            f"_shard/{blogs.pop()}.msgpack",
        }
        assert f'"number": {number}'.encode() in files["_shard/shard.json"]
        owned = read_owned(folder)
        assert owned is not None
        assert set(owned.files) == set(files)


def test_a_shard_is_the_same_on_every_machine(tmp_path: Path) -> None:
    one = built_shard(checkout(tmp_path / "one"), 1, 2, tmp_path / "one/shard")
    two = built_shard(checkout(tmp_path / "two"), 1, 2, tmp_path / "two/shard")
    assert_same(tree(one), tree(two))


def test_no_blog_is_read_to_merge_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = shards_apart(tmp_path, 2, search=True)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a blog was made again")

    monkeypatch.setattr(dateline.build.site, "make_block", never)
    monkeypatch.setattr("dateline.build.share.make_block", never)
    assert merged(checkout(tmp_path / "merging", search=True), folders, tmp_path / "merged").ok


def test_after_a_merge_a_build_has_nothing_to_do_and_an_edit_costs_what_it_does(tmp_path: Path) -> None:
    folders = shards_apart(tmp_path, 2)
    root = checkout(tmp_path / "merging")
    output = tmp_path / "merged"
    assert merged(root, folders, output).ok
    options = Options(root=root, output=output, as_of=LONG_AFTER)
    again = build(options)
    assert (again.ok, again.made, again.written) == (True, (), ())
    log = root / "content/khabar/2013-01-01.md"
    log.write_text(log.read_text().rstrip() + "\n\nباد آمد.\n")
    edited = build(options)
    assert edited.ok, edited.problems
    assert not [path for path in edited.written if path.startswith("long-night/")]
    assert_same(tree(output), whole(root, tmp_path / "clean"))


def test_a_second_merge_into_the_same_output_brings_only_what_changed(tmp_path: Path) -> None:
    output = tmp_path / "merged"
    root = checkout(tmp_path / "merging")
    assert merged(root, shards_apart(tmp_path / "before", 2), output).ok
    assert merged(root, shards_apart(tmp_path / "same", 2), output).written == ()
    changed = tmp_path / "changed"
    for number in (1, 2):
        machine = checkout(changed / f"machine-{number}")
        shutil.rmtree(machine / "content/khabar")
        built_shard(machine, number, 2, changed / f"shards/{number}")
    shutil.rmtree(root / "content/khabar")
    result = merged(root, [changed / "shards"], output)
    assert result.ok, (result.problems, result.refused)
    assert {path.partition("/")[0] for path in result.removed} >= {"khabar"}
    assert not [path for path in result.written if path.startswith("long-night/n")]
    assert_same(tree(output), whole(root, tmp_path / "clean"))


def test_a_file_that_was_edited_in_the_output_is_put_right_by_a_merge(tmp_path: Path) -> None:
    folders = shards_apart(tmp_path, 2)
    root, output = checkout(tmp_path / "merging"), tmp_path / "merged"
    assert merged(root, folders, output).ok
    wanted = tree(output)
    (output / "long-night/n3.html").write_bytes(b"edited")
    (output / "storm/first.html").unlink()
    assert merged(root, folders, output).ok
    assert_same(tree(output), wanted)


def test_a_shard_that_is_built_again_makes_only_what_changed_and_merges_the_same(tmp_path: Path) -> None:
    root = checkout(tmp_path / "machine")
    folders = [built_shard(root, number, 2, tmp_path / f"shards/{number}") for number in (1, 2)]
    log = root / "content/khabar/2013-01-01.md"
    log.write_text(log.read_text().rstrip() + "\n\nباد آمد.\n")
    for number in (1, 2):
        built_shard(root, number, 2, tmp_path / f"shards/{number}")
    result = merged(root, folders, tmp_path / "merged")
    assert result.ok, (result.problems, result.refused)
    assert_same(tree(tmp_path / "merged"), whole(root, tmp_path / "clean"))


def test_an_instant_at_which_nothing_else_falls_due_still_goes_into_the_shard(tmp_path: Path) -> None:
    root = checkout(tmp_path / "machine")
    folders = [built_shard(root, number, 2, tmp_path / f"shards/{number}") for number in (1, 2)]
    built_shard(root, 1, 2, folders[0], as_of=LONG_AFTER + 60)
    assert "instants" in refusal(folders).message
    built_shard(root, 2, 2, folders[1], as_of=LONG_AFTER + 60)
    assert merged(root, folders, tmp_path / "merged").ok


def test_an_error_that_only_the_whole_site_shows_is_found_by_the_merge(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    for name in ("first", "second"):
        site.file(f"content/{name}/blog.yaml", f"title: {name}\n")
        site.file(f"content/{name}/2020-01-0{len(name) - 4}.md", "## 10:00 One {#one}\n\nText.\n")
    site.append("content/first/2020-01-01.md", "## 11:00 Two {#two}\n\nSee [it](../second/nowhere.html).\n")
    folders = [built_shard(site.root, number, 2, tmp_path / f"shards/{number}") for number in (1, 2)]
    result = merged(site.root, folders, tmp_path / "merged")
    alone = build(Options(root=site.root, output=tmp_path / "alone", as_of=LONG_AFTER))
    assert result.problems == alone.problems
    assert any("nowhere" in problem.message for problem in result.problems)
    assert tree(tmp_path / "merged") == (tree(tmp_path / "alone") if alone.ok else {})
