"""The stage: what it leaves behind, who may write to it, and what it reports."""

from __future__ import annotations

import errno
import hashlib
import multiprocessing
import os
import pickle
import shutil
import stat
from pathlib import Path

import pytest

from dateline.commit import (
    Committed,
    Staged,
    StageWriter,
    Staging,
    altered,
    drop_replaced,
    paths,
    recover,
    scan_stats,
)

from .outputs import acts_of, build, building, built, put, tree, with_manifests

SITE = {"index.html": b"home", "blog/a.html": b"a"}


def test_leaving_without_a_commit_leaves_the_output_as_it_was(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with Staging(output, owned=None) as staging:
        staging.add("a/b.html", b"b")
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_middle_leaves_the_output_as_it_was(tmp_path: Path) -> None:
    output = tmp_path / "output"
    built(output, SITE)
    before = tree(output)
    with pytest.raises(ZeroDivisionError), Staging(output, owned=None) as staging:
        staging.add("index.html", b"new")
        raise ZeroDivisionError
    assert tree(output) == before
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


@pytest.mark.parametrize("room_for", range(4))
def test_a_full_disk_leaves_the_output_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room_for: int
) -> None:
    output = tmp_path / "output"
    built(output, SITE)
    before = tree(output)
    write, left = os.write, iter(range(room_for, -1, -1))

    def fill(fd: int, data: bytes) -> int:
        if next(left) == 0:
            write(fd, data[:1])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(fd, data)

    monkeypatch.setattr(os, "write", fill)
    with pytest.raises(OSError, match="No space left"):
        build(output, {"index.html": b"new", "blog/b.html": b"b"})
    monkeypatch.undo()
    assert tree(output) == before
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_disk_full_after_the_decision_is_completed_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "output"
    built(output, SITE)
    new = {"index.html": b"new", "fresh/folder/b.html": b"b"}

    def full(source: str, target: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", target)

    def build_until_full(act: str) -> None:
        if act == "place fresh":
            monkeypatch.setattr(os, "replace", full)

    with pytest.raises(OSError, match="No space left"):
        build(output, new, step=build_until_full)
    monkeypatch.undo()
    assert recover(output) is not None
    assert tree(output) == with_manifests(new)


def test_a_write_that_the_system_cuts_short_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, data[:3]))
    built(tmp_path / "output", {"index.html": b"0123456789"})
    assert (tmp_path / "output" / "index.html").read_bytes() == b"0123456789"


def test_only_what_differs_is_written_and_all_of_it_is_counted(tmp_path: Path) -> None:
    output = tmp_path / "output"
    first = built(output, SITE)
    assert first == Committed(written=4, removed=0, bytes=sum(map(len, tree(output).values())))
    times = scan_stats(output, tree(output))
    assert built(output, SITE) == Committed(written=0, removed=0, bytes=0)
    assert scan_stats(output, tree(output)) == times
    second = built(output, {"index.html": b"home"})
    assert (second.written, second.removed) == (1, 2)


def test_a_build_with_nothing_to_do_decides_nothing(tmp_path: Path) -> None:
    output = tmp_path / "output"
    built(output, SITE)
    assert acts_of(building(output, SITE)) == ["open the stage"]


def test_records_tell_hash_size_and_the_time_that_the_output_file_keeps(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with Staging(output, owned=None) as staging:
        record = staging.add("a/b.html", b"12345")
        assert isinstance(staging.commit(), Committed)
    assert record.sha256 == hashlib.sha256(b"12345").hexdigest()
    assert scan_stats(output, ["a/b.html", "a", "missing"]) == {"a/b.html": (record.size, record.mtime_ns)}


def test_files_and_folders_get_the_usual_rights(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        built(tmp_path / "output", SITE)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "output/blog/a.html").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "output/blog").stat().st_mode) == 0o755


def _write_share(task: tuple[StageWriter, int]) -> list[Staged]:
    writer, share = task
    return [writer.write(f"blog/day-{page % 3}/{share}-{page}.html", b"%d" % page) for page in range(50)]


def test_worker_processes_fill_one_stage_together(tmp_path: Path) -> None:
    output = tmp_path / "output"
    context = multiprocessing.get_context("fork")
    with Staging(output, owned=None) as staging:
        with context.Pool(2) as pool:
            for records in pool.imap_unordered(_write_share, [(staging.writer, share) for share in range(4)]):
                staging.take(records)
        assert staging.commit() == Committed(written=200, removed=0, bytes=4 * (10 + 40 * 2))
    assert tree(output)["blog/day-1/3-49.html"] == b"49"
    assert len(tree(output)) == 200


def test_what_a_worker_staged_but_did_not_report_is_not_committed(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with Staging(output, owned=None) as staging:
        pickle.loads(pickle.dumps(staging.writer)).write("blog/half-done.html", b"x")
        staging.add("index.html", b"home")
        staging.commit()
    assert tree(output) == {"index.html": b"home"}


def test_a_forked_worker_that_leaves_the_with_block_does_not_drop_the_stage(tmp_path: Path) -> None:
    output = tmp_path / "output"
    staging = Staging(output, owned=None)
    with staging:
        staging.add("index.html", b"home")
        child = os.fork()
        if child == 0:
            staging.__exit__(None, None, None)
            os._exit(0)
        os.waitpid(child, 0)
        assert isinstance(staging.commit(), Committed)
    assert tree(output) == {"index.html": b"home"}


def test_a_staged_file_that_vanished_stops_the_commit_before_it_is_decided(tmp_path: Path) -> None:
    output = tmp_path / "output"
    built(output, SITE)
    before = tree(output)
    with (
        pytest.raises(FileNotFoundError, match="'a/b'"),
        Staging(output, owned=None, adopt=True) as staging,
    ):
        staging.add("index.html", b"new")
        staging.add("a/b", b"new")
        (tmp_path / ".output.dateline-staging/files/a/b").unlink()
        staging.commit()
    assert tree(output) == before


def test_claims_that_contradict_each_other_are_bugs(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with Staging(output, owned={"a": "0" * 64}) as staging:
        record = staging.add("a", b"one")
        with pytest.raises(FileExistsError):
            staging.add("a", b"two")
        with pytest.raises(ValueError, match="twice"):
            staging.take([record])
        with pytest.raises(NotADirectoryError):
            staging.add("a/b", b"inside a file")
        with pytest.raises(ValueError, match="not ours"):
            staging.remove("foreign.html")
        staging.remove("a")
        with pytest.raises(ValueError, match="both written and removed"):
            staging.commit()
    assert not output.exists()


def test_hand_edited_and_deleted_files_are_noticed_and_built_again(tmp_path: Path) -> None:
    output = tmp_path / "output"
    built(output, {**SITE, "same.html": b"same", "gone.html": b"gone", "folder.html": b"f"})
    expected = scan_stats(output, tree(output))
    assert altered(output, expected) == ()
    put(output, {"index.html": b"edited", "foreign.html": b"f"})
    os.utime(output / "same.html", ns=(1, 1))
    (output / "gone.html").unlink()
    (output / "folder.html").unlink()
    (output / "folder.html").mkdir()
    assert altered(output, expected) == ("folder.html", "gone.html", "index.html", "same.html")


def test_hand_edited_files_are_written_over_and_removed_as_ours(tmp_path: Path) -> None:
    output = tmp_path / "output"
    built(output, SITE)
    put(output, SITE | {"index.html": b"edited", "blog/a.html": b"edited"})
    built(output, {"index.html": b"new"})
    assert tree(output) == with_manifests({"index.html": b"new"})


def test_an_empty_folder_left_by_a_deletion_by_hand_does_not_bar_a_file(tmp_path: Path) -> None:
    output = tmp_path / "output"
    built(output, {"news/a.html": b"a"})
    (output / "news/a.html").unlink()
    built(output, {"news": b"now a file"})
    assert tree(output)["news"] == b"now a file"


def test_files_move_even_where_a_rename_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "output"
    rename = os.replace

    def refuse_other_device(source: str, target: str) -> None:
        if "/files/" in source:
            raise OSError(errno.EXDEV, "Invalid cross-device link", source)
        rename(source, target)

    monkeypatch.setattr(os, "replace", refuse_other_device)
    with Staging(output, owned=None) as staging:
        record = staging.add("a/b.html", b"b")
        assert staging.commit() == Committed(written=1, removed=0, bytes=1)
    assert tree(output) == {"a/b.html": b"b"}
    assert altered(output, {"a/b.html": (record.size, record.mtime_ns)}) == ()


def test_the_stage_lies_inside_the_output_when_that_alone_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    output.mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != str(tmp_path))
    with Staging(output, owned=None) as staging:
        staging.add("a.html", b"a")
        assert (output / ".dateline-staging/files/a.html").exists()
        assert isinstance(staging.commit(), Committed)
    assert tree(output) == {"a.html": b"a"}


def test_an_output_deleted_by_hand_is_simply_made_again(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "er" / "output"
    built(output, SITE)
    shutil.rmtree(output)
    built(output, SITE)
    assert tree(output) == with_manifests(SITE)


# --- what is replaced -------------------------------------------------------------------------------------------


def replaced_in(site: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in site.glob(".output.dateline-replaced/*/replaced/*"))


def test_what_a_lasting_commit_replaced_is_gone_when_the_stage_is_left(tmp_path: Path) -> None:
    built(tmp_path / "output", {"a.html": b"old", "b.html": b"same"})
    built(tmp_path / "output", {"a.html": b"new", "b.html": b"same"})
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_what_another_commit_replaced_waits_to_be_freed(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for data in (b"one", b"two", b"three"):
        build(output, {"a.html": data}, lasting=False)
    assert {b"one", b"two"} <= set(replaced_in(tmp_path))
    assert tree(output)["a.html"] == b"three"
    drop_replaced(output)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    assert tree(output)["a.html"] == b"three"


def test_what_is_not_freed_waits_beside_the_output_and_never_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("beside", "inside"):
        output = tmp_path / place / "output"
        monkeypatch.setattr(paths, "_beside_is_usable", lambda _, place=place: place == "beside")
        for data in (b"old", b"new"):
            build(output, {"a.html": data}, frees=False)
        assert tree(output) == with_manifests({"a.html": b"new"})
    assert b"old" in replaced_in(tmp_path / "beside")
    assert [path.name for path in (tmp_path / "inside").iterdir()] == ["output"]


def test_a_system_without_second_names_replaces_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*given: object, **named: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    built(tmp_path / "output", {"a.html": b"old"})
    built(tmp_path / "output", {"a.html": b"new"})
    assert tree(tmp_path / "output")["a.html"] == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


@pytest.mark.parametrize("lasting", [True, False])
def test_somebody_elses_file_where_replaced_ones_would_go(tmp_path: Path, lasting: bool) -> None:
    (tmp_path / ".output.dateline-replaced").write_text("Mine.")
    for data in (b"old", b"new"):
        build(tmp_path / "output", {"a.html": data}, lasting=lasting)
    drop_replaced(tmp_path / "output")
    assert tree(tmp_path / "output")["a.html"] == b"new"
    assert {path.name for path in tmp_path.iterdir()} == {"output", ".output.dateline-replaced"}
    assert (tmp_path / ".output.dateline-replaced").read_text() == "Mine."
