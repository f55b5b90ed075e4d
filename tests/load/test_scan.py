"""Which files there are, and whether they changed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from dateline.load.scan import Known, Tree, scan, scan_again

LATER = 10**19
"""An instant (ns) at which no stamp is racy any more."""


def _scan(root: Path, known: dict[str, Known] | None = None, now: int = LATER) -> Tree:
    return scan(root, ("content",), known or {}, now)


def _told(tree: Tree) -> list[tuple[str, str]]:
    return [(problem.span.path, problem.code) for problem in tree.problems]


def _file(root: Path, name: str, text: str = "x") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_files_are_listed_by_path_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    for name in ("b/z.md", "a.md", "b/.hidden", ".git/config", "b/x.md~", "b/.x.swp", "b/#x#", "b/Thumbs.db"):
        _file(tmp_path / "content", name)

    assert list(_scan(tmp_path).files) == ["content/a.md", "content/b/z.md"]


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    path = _file(tmp_path, "content/a.md", "one")
    first = _scan(tmp_path).files
    status = path.stat()
    path.write_text("two")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    stamp = path.stat()
    forged = {"content/a.md": Known((3, stamp.st_mtime_ns, stamp.st_ctime_ns, stamp.st_ino), "old", LATER)}

    assert _scan(tmp_path, forged).files["content/a.md"].sha == "old"
    assert _scan(tmp_path, dict(first)).files["content/a.md"].sha != first["content/a.md"].sha


def test_a_file_that_changed_just_before_it_was_read_is_read_again(tmp_path: Path) -> None:
    path = _file(tmp_path, "content/a.md")
    stamp = path.stat()
    seen = max(stamp.st_mtime_ns, stamp.st_ctime_ns) + 1_000_000
    known = {"content/a.md": Known((1, stamp.st_mtime_ns, stamp.st_ctime_ns, stamp.st_ino), "old", seen)}

    assert _scan(tmp_path, known).files["content/a.md"].sha != "old"


def test_a_link_within_the_content_is_followed(tmp_path: Path) -> None:
    _file(tmp_path, "content/a.md")
    (tmp_path / "content/b.md").symlink_to("a.md")
    (tmp_path / "content/sub").mkdir()
    _file(tmp_path, "content/folder/c.md")
    (tmp_path / "content/sub/again").symlink_to("../folder")

    tree = _scan(tmp_path)

    assert list(tree.files) == ["content/a.md", "content/b.md", "content/folder/c.md", "content/sub/again/c.md"]
    assert tree.problems == ()


def test_links_that_lead_out_or_round_are_told_and_not_followed(tmp_path: Path) -> None:
    _file(tmp_path, "content/a/x.md")
    _file(tmp_path, "contents-of-another/secret.md")
    (tmp_path / "content/out").symlink_to("../contents-of-another")
    (tmp_path / "content/file.md").symlink_to("/etc/passwd")
    (tmp_path / "content/a/up").symlink_to("..")
    (tmp_path / "content/a/self").symlink_to(".")
    (tmp_path / "content/ring").symlink_to("ring")
    (tmp_path / "content/gone").symlink_to("nowhere")

    tree = _scan(tmp_path)

    assert list(tree.files) == ["content/a/x.md"]
    assert sorted(_told(tree)) == [
        ("content/a/self", "DL105"),
        ("content/a/up", "DL105"),
        ("content/file.md", "DL105"),
        ("content/gone", "DL104"),
        ("content/out", "DL105"),
        ("content/ring", "DL104"),
    ]


def test_folders_that_link_to_each_other_have_an_end(tmp_path: Path) -> None:
    _file(tmp_path, "content/a/x.md")
    _file(tmp_path, "content/b/y.md")
    (tmp_path / "content/a/to-b").symlink_to("../b")
    (tmp_path / "content/b/to-a").symlink_to("../a")

    tree = _scan(tmp_path)

    assert {code for _, code in _told(tree)} == {"DL105"}
    assert len(tree.files) == 4


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content/pipe.md")

    assert _told(_scan(tmp_path)) == [("content/pipe.md", "DL104")]


def test_folders_without_end_are_told_once(tmp_path: Path) -> None:
    _file(tmp_path, "content/" + "d/" * 900 + "x.md")

    tree = _scan(tmp_path)

    assert tree.files == {}
    assert [code for _, code in _told(tree)] == ["DL110"]


_NAMES = ("a.md", "b.yaml", "entries/a.md", "entries/.b.md.swp", "media/x.jpg")
_ACTS = st.tuples(
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from(_NAMES),
    st.sampled_from(["written", "written again", "gone", "moved", "a folder", "a link", "folder gone"]),
)


@given(rounds=st.lists(st.lists(_ACTS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_whoever_is_told_what_changed_finds_what_a_whole_scan_finds(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, str, str]]]
) -> None:
    root = tmp_path_factory.mktemp("site")
    for blog in ("one", "two"):
        _file(root, f"content/{blog}/blog.yaml")
        _file(root, f"content/{blog}/entries/x.md")
    tree = _scan(root)
    for acts in rounds:
        changed = {path for act in acts for path in _do(root, *act)}
        whole = _scan(root, tree.files)
        again = scan_again(tree, changed, LATER)
        event("told" if again is not None else "looked at whole")
        if again is not None:
            assert list(again.files.items()) == list(whole.files.items())
            assert (again.problems, again.linked) == (whole.problems, whole.linked)
        tree = whole


def _do(root: Path, blog: str, name: str, what: str) -> Iterator[str]:
    """Does something to a file; the paths that a watcher tells of."""
    path = root / "content" / blog / name
    folder = path.parent.relative_to(root).as_posix()
    yield path.relative_to(root).as_posix()
    if what == "folder gone":
        shutil.rmtree(path.parent, ignore_errors=True)
        yield from (folder, folder.rpartition("/")[0])
        return
    if not path.parent.exists():
        yield from (folder, folder.rpartition("/")[0])
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif what != "written again" or path.is_symlink():
        path.unlink(missing_ok=True)
    if what in ("written", "written again"):
        path.write_text(f"{time.time_ns()}")
    elif what == "moved":
        to = path.with_name(f"moved-{path.name}")
        path.write_text("x")
        path.replace(to)
        yield to.relative_to(root).as_posix()
    elif what == "a folder":
        path.mkdir()
        (path / "within.md").write_text("x")
    elif what == "a link":
        path.symlink_to("../one/blog.yaml")


def test_of_what_changed_only_the_folder_is_walked_again(tmp_path: Path) -> None:
    for name in ("one/blog.yaml", "one/a.md", "two/blog.yaml"):
        _file(tmp_path, f"content/{name}")
    tree = _scan(tmp_path)
    (tmp_path / "content/one/a.md").write_text("another")
    (tmp_path / "content/two/blog.yaml").write_text("another")
    again = scan_again(tree, ["content/one/a.md"], LATER)
    assert again is not None
    assert {name for name in tree.files if again.files[name] != tree.files[name]} == {"content/one/a.md"}
    assert scan_again(tree, [], LATER) == tree


@pytest.mark.parametrize("changed", ["content/site.yaml", "content", "content/three/a.md", "content/three"])
def test_what_may_be_anywhere_is_looked_for_everywhere(tmp_path: Path, changed: str) -> None:
    _file(tmp_path, "content/one/blog.yaml")
    tree = _scan(tmp_path)
    _file(tmp_path, "content/three/a.md")
    assert scan_again(tree, [changed], LATER) is None
