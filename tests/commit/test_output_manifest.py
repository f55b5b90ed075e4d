"""Manifests: their form, what damages them, and what they make ours."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.commit import (
    MANIFEST_NAME,
    Layers,
    Owned,
    compose_manifests,
    format_manifest,
    parse_manifest,
    path_fault,
    read_owned,
    unchanged,
)

from .outputs import built, put

ONE, TWO = "1" * 64, "2" * 64
SITE = {"index.html": b"home", "blog/a.html": b"a", "blog/media/b.jpg": b"b", "tags/x.html": b"x"}

paths = st.text(min_size=1, max_size=12).filter(lambda path: path_fault(path) is None)
digests = st.integers(0, 2**256 - 1).map("{:064x}".format)


@given(st.dictionaries(paths, digests))
def test_a_manifest_is_read_as_it_was_written(files: dict[str, str]) -> None:
    assert parse_manifest(format_manifest(files)) == files


def test_the_lines_are_sorted_by_the_bytes_of_their_paths() -> None:
    data = format_manifest({"é": ONE, "z": TWO, "Z": ONE, "a/b": ONE, "a": TWO, "\U0001f600": ONE, "\uffee": TWO})
    listed = [line[66:] for line in data.split(b"\n")[:-1]]
    assert listed == sorted(listed)
    assert data.startswith(f"{ONE}  Z\n{TWO}  a\n{ONE}  a/b\n".encode())


@pytest.mark.parametrize(
    "data",
    [
        f"{ONE}  a".encode(),
        f"{ONE}  a\n\n".encode(),
        f"{ONE} a\n".encode(),
        f"{ONE} *a\n".encode(),
        f"{ONE[1:]}  a\n".encode(),
        f"{'A' * 64}  a\n".encode(),
        f"{ONE}  a\r\n".encode(),
        f"{ONE}  a\n{TWO}  a\n".encode(),
        f"{ONE}  a\n<<<<<<< HEAD\n{TWO}  b\n".encode(),
        f"{ONE}  ../a\n".encode(),
        f"{ONE}  /a\n".encode(),
        f"{ONE}  a/..\n".encode(),
        f"{ONE}  C:a\n".encode(),
        f"\\{ONE}  a\\\\b\n".encode(),
        f"{ONE}  a\0b\n".encode(),
        f"{ONE}  \n".encode(),
        f"{ONE}  ".encode() + b"\xff\n",
    ],
)
def test_a_manifest_with_one_bad_line_is_damaged_as_a_whole(data: bytes) -> None:
    assert parse_manifest(f"{TWO}  good\n".encode() + data) is None


def test_a_path_or_digest_that_no_manifest_can_hold_is_a_bug() -> None:
    for files in ({"a\nb": ONE}, {"../a": ONE}, {"a": "x"}, {"a": ONE.upper() + "\n"}):
        with pytest.raises(ValueError, match="no "):
            format_manifest(files)


def test_each_blog_has_a_manifest_and_the_root_lists_the_rest_and_those() -> None:
    manifests = compose_manifests({"i.html": ONE, "blog/a/b": TWO, "blogs/c": ONE, "blog.html": TWO}, ["blog"])
    inner = manifests["blog/manifest-sha256.txt"]
    assert parse_manifest(inner) == {"a/b": TWO}
    assert parse_manifest(manifests["manifest-sha256.txt"]) == {
        "i.html": ONE,
        "blogs/c": ONE,
        "blog.html": TWO,
        "blog/manifest-sha256.txt": hashlib.sha256(inner).hexdigest(),
    }
    assert len(manifests) == 2


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
@pytest.mark.parametrize("folder", [".", "blog"])
def test_sha256sum_agrees_with_the_manifests(tmp_path: Path, folder: str) -> None:
    built(tmp_path, SITE)
    check = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST_NAME]
    subprocess.run(check, cwd=tmp_path / folder, check=True)
    put(tmp_path, {"index.html": b"edited", "blog/a.html": b"edited"})
    failed = subprocess.run(check, cwd=tmp_path / folder, check=False, capture_output=True)
    assert failed.returncode == 1


def test_owned_is_every_built_file_with_its_hash_manifests_included(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    put(tmp_path, {"foreign.html": b"f", "blog/foreign.html": b"f"})
    owned = read_owned(tmp_path)
    assert owned is not None
    assert owned.damaged == ()
    assert set(owned.files) == {*SITE, "manifest-sha256.txt", "blog/manifest-sha256.txt"}
    for path, digest in owned.files.items():
        assert hashlib.sha256((tmp_path / path).read_bytes()).hexdigest() == digest


@given(st.dictionaries(paths, digests))
def test_a_manifest_that_is_known_to_be_good_is_read_the_same(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="dateline-manifest-") as folder:
        data = format_manifest(files)
        put(Path(folder), {MANIFEST_NAME: data})
        sound = {hashlib.sha256(data).hexdigest()}
        assert read_owned(Path(folder), sound=sound) == read_owned(Path(folder))


def test_only_the_very_bytes_that_are_known_to_be_good_go_unlooked_at(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    sound = {hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.rglob(MANIFEST_NAME)}
    put(tmp_path, {MANIFEST_NAME: f"{ONE}  ../outside\n".encode()})
    assert read_owned(tmp_path, sound=sound) == Owned(files=Layers({}, {}), damaged=(MANIFEST_NAME,))


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_nothing_is_owned_without_a_root_manifest(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert read_owned(tmp_path / name) is None


def test_a_damaged_root_manifest_owns_nothing(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    put(tmp_path, {MANIFEST_NAME: b"<<<<<<< HEAD\n"})
    assert read_owned(tmp_path) == Owned(files=Layers({}, {}), damaged=(MANIFEST_NAME,))


@pytest.mark.parametrize("data", [b"damaged", f"{ONE}  foreign.html\n".encode()])
def test_a_blog_manifest_that_someone_changed_cannot_make_files_ours(tmp_path: Path, data: bytes) -> None:
    built(tmp_path, SITE)
    put(tmp_path, {"blog/manifest-sha256.txt": data})
    owned = read_owned(tmp_path)
    assert owned is not None
    assert owned.damaged == ("blog/manifest-sha256.txt",)
    assert "blog/foreign.html" not in owned.files
    assert "blog/a.html" not in owned.files
    assert "tags/x.html" in owned.files


def test_a_blog_whose_folder_was_deleted_by_hand_is_built_again_in_full(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    shutil.rmtree(tmp_path / "blog")
    owned = read_owned(tmp_path)
    assert owned is not None
    assert not [path for path in owned.files if path.startswith("blog/")]
    assert built(tmp_path, SITE).written == 3


def test_unchanged_means_that_the_manifests_name_the_same_bytes() -> None:
    owned = Owned(files=Layers({"a": ONE}, {}))
    assert unchanged(owned, "a", ONE)
    assert not unchanged(owned, "a", TWO)
    assert not unchanged(owned, "b", ONE)
    assert not unchanged(None, "a", ONE)
