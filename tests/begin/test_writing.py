"""A disk that is full in the middle of a text leaves the editor's file as it was."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from dateline.begin.writing import add_whole
from tests.begin.sites import LOG, snapshot, starter_site
from tests.cli.running import run


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that is added to a file the first bytes are taken, then none."""

    class Half(io.FileIO):
        taken = False

        def write(self, data: Any) -> int:
            if self.taken:
                raise OSError(28, "No space left on device")
            self.taken = True
            return super().write(bytes(data)[:7])

    real = Path.open

    def opened(self: Path, mode: str = "r", buffering: int = -1, *arguments: Any, **more: Any) -> Any:
        return Half(self, mode) if buffering == 0 else real(self, mode, buffering, *arguments, **more)

    monkeypatch.setattr(Path, "open", opened)


def test_what_is_added_stands_there_whole(tmp_path: Path) -> None:
    add_whole(tmp_path / "log.md", b"one\n")
    add_whole(tmp_path / "log.md", b"two\n" * 100_000)
    assert (tmp_path / "log.md").read_bytes() == b"one\n" + b"two\n" * 100_000


def test_nothing_is_added_to_a_log_when_the_disk_is_full(tmp_path: Path, full: None) -> None:
    root = starter_site(tmp_path / "site")
    before = snapshot(root)
    done = run("new", "entry", "river-watch", "--title", "A second one", "--site", root)
    assert done.exit_code == 2
    assert "no space left on device" in done.stderr
    assert str(root / "content/river-watch") in done.stderr
    assert snapshot(root) == before
    assert (root / LOG).exists()


def test_no_blog_is_begun_when_the_disk_is_full(tmp_path: Path, full: None) -> None:
    root = starter_site(tmp_path / "site")
    assert run("new", "blog", "second", "--site", root).exit_code == 2
    assert not (root / "content/second").exists()


def test_a_file_that_was_there_is_as_it_was(tmp_path: Path, full: None) -> None:
    path = tmp_path / "log.md"
    path.write_bytes(b"what others wrote\n")
    with pytest.raises(OSError, match="No space") as refused:
        add_whole(path, b"what cannot be added")
    assert refused.value.filename == str(path)
    assert path.read_bytes() == b"what others wrote\n"
