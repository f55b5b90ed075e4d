"""One build of one output at a time."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from dateline.commit import OutputLock, lock_output

from .outputs import refused


def _locked(output: Path) -> OutputLock:
    lock = lock_output(output)
    assert isinstance(lock, OutputLock), lock
    return lock


def test_a_second_build_of_the_same_output_is_told_so(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with _locked(output):
        assert "Another build" in refused(lock_output(output)).message
    with _locked(output):
        pass


def test_another_name_of_the_same_output_is_locked_too(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "link").symlink_to("output")
    with _locked(tmp_path / "output"):
        refused(lock_output(tmp_path / "link"))


def test_other_outputs_in_the_same_folder_are_free(tmp_path: Path) -> None:
    with _locked(tmp_path / "one"), _locked(tmp_path / "two"):
        pass


def test_a_lock_leaves_nothing_behind(tmp_path: Path) -> None:
    with _locked(tmp_path / "output"):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_killed_build_does_not_lock_out_the_next(tmp_path: Path) -> None:
    output = tmp_path / "output"
    child = os.fork()
    if child == 0:
        lock_output(output)
        os._exit(0)
    os.waitpid(child, 0)
    assert [path.name for path in tmp_path.iterdir()] == [".output.dateline-lock"]
    with _locked(output):
        pass


def test_a_lock_file_deleted_before_it_is_locked_is_not_taken_for_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The last holder goes between our opening of its file and our locking of it.
    output, flock = tmp_path / "output", fcntl.flock

    def go_first(fd: int, operation: int) -> None:
        monkeypatch.undo()
        (tmp_path / ".output.dateline-lock").unlink()
        flock(fd, operation)

    monkeypatch.setattr(fcntl, "flock", go_first)
    with _locked(output):
        refused(lock_output(output))


def test_a_forked_worker_does_not_free_the_lock(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with _locked(output) as lock:
        child = os.fork()
        if child == 0:
            lock.__exit__(None, None, None)
            os._exit(0)
        os.waitpid(child, 0)
        refused(lock_output(output))


def test_a_folder_that_cannot_hold_the_lock_is_reported_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert "cannot be used" in refused(lock_output(tmp_path / "file" / "output")).message
