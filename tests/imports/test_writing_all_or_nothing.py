"""Whatever goes wrong while an import is written, the site is as it was; and a killed one is taken back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.imports.found import Fault
from dateline.imports.writing import files
from dateline.imports.writing.files import JOURNAL, Grown, NewFile, undo, write_all
from tests.cli.running import environment
from tests.imports.kit import INPUTS, content, imported, new_site, refused, run
from tests.site_kit import tree

CHANGES = (
    NewFile("content/b/entries/one.md", b"one"),
    NewFile("content/b/media/two.png", b"two"),
    Grown("content/b/sources.yaml", b"old\n", b"new\n"),
    Grown("content/b/.imported", b"", b"ledger\n"),
)


def _site(root: Path) -> dict[str, bytes]:
    (root / "content/b").mkdir(parents=True)
    (root / "content/b/sources.yaml").write_bytes(b"old\n")
    return tree(root)


def test_everything_is_written(tmp_path: Path) -> None:
    _site(tmp_path)
    assert write_all(tmp_path, CHANGES) is None
    assert tree(tmp_path) == {
        "content/b/entries/one.md": b"one",
        "content/b/media/two.png": b"two",
        "content/b/sources.yaml": b"old\nnew\n",
        "content/b/.imported": b"ledger\n",
    }
    assert not (tmp_path / "private").exists(), "nothing is left behind"


@pytest.mark.parametrize("step", range(14))
@pytest.mark.parametrize("killed", [False, True])
def test_a_fault_at_any_step_leaves_the_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, killed: bool
) -> None:
    """The disk refuses the nth thing that is done. Once the import itself undoes it; once it was killed, and the next
    one does."""
    before = _site(tmp_path)
    done = 0

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done > step:
                raise OSError(28, "No space left on device")
            return real(*arguments, **named)

        return call

    real_undo = files.undo

    def undoing(root: Path) -> bool:
        patch.undo()
        return False if killed else real_undo(root)

    with monkeypatch.context() as patch:
        patch.setattr(files, "_stage", failing(files._stage))
        patch.setattr(files, "_put", failing(files._put))
        patch.setattr(Path, "mkdir", failing(Path.mkdir))
        patch.setattr(os, "fsync", failing(os.fsync))
        patch.setattr(files, "undo", undoing)
        try:
            write_all(tmp_path, CHANGES)
        except OSError:
            pass
        else:
            assert done <= step
            return
    if killed or (tmp_path / JOURNAL).exists():
        undo(tmp_path)
    assert tree(tmp_path) == before
    assert write_all(tmp_path, CHANGES) is None, "and the next import goes through"


def test_what_came_meanwhile_is_never_written_over(tmp_path: Path) -> None:
    """A file of the same name, a changed sources.yaml: refused, and neither is touched."""
    before = _site(tmp_path)
    (tmp_path / "content/b/sources.yaml").write_bytes(b"an editor's\n")
    assert isinstance(write_all(tmp_path, CHANGES), Fault)
    (tmp_path / "content/b/sources.yaml").write_bytes(b"old\n")
    (tmp_path / "content/b/entries").mkdir()
    (tmp_path / "content/b/entries/one.md").write_bytes(b"an editor's")
    assert isinstance(write_all(tmp_path, CHANGES), Fault)
    assert tree(tmp_path) == {**before, "content/b/entries/one.md": b"an editor's"}


def test_undoing_spares_what_an_editor_changed_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _site(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(files, "_close", lambda journal: None)
        assert write_all(tmp_path, CHANGES) is None
    (tmp_path / "content/b/entries/one.md").write_bytes(b"edited")
    assert undo(tmp_path)
    assert tree(tmp_path) == {"content/b/sources.yaml": b"old\n", "content/b/entries/one.md": b"edited"}
    assert not undo(tmp_path)


@pytest.mark.parametrize(
    "link", ["content/b", "content/b/entries", "content/b/sources.yaml", "content/b/entries/one.md"]
)
def test_nothing_is_written_through_a_link(tmp_path: Path, link: str) -> None:
    """Not even where it leads to a folder that can be written."""
    site, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "sources.yaml").write_bytes(b"old\n")
    _site(site)
    path = site / link
    if path.is_dir():
        for child in path.iterdir():
            child.unlink()
        path.rmdir()
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside if "." not in path.name else outside / "sources.yaml")
    before = tree(outside)
    assert isinstance(write_all(site, CHANGES), Fault)
    assert tree(outside) == before


def test_a_killed_import_is_taken_back_by_the_next(tmp_path: Path) -> None:
    """A process that ends between two files; the next run undoes it, says so, and imports everything once."""
    site = new_site(tmp_path)
    wanted = new_site(tmp_path / "other")
    imported(wanted, INPUTS / "liveblogs.xml")
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from dateline.imports.writing import files\n"
        "from dateline.imports.importing import Wish, import_from\n"
        "real, count = files._put, []\n"
        "def put(*a):\n"
        "    count.append(1)\n"
        "    if len(count) > 4: os._exit(9)\n"
        "    real(*a)\n"
        "files._put = put\n"
        "import_from(Path(sys.argv[1]), Path(sys.argv[2]), 'x', Wish(), 1)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(site.root), str(INPUTS / "liveblogs.xml")],
        env=environment(), check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 9
    assert (site.root / JOURNAL).exists()
    assert imported(site, INPUTS / "liveblogs.xml").undone
    same = {path: data for path, data in content(site).items() if not path.startswith("other/")}
    assert same == content(wanted)


def test_two_imports_at_once(tmp_path: Path) -> None:
    """The second is told to wait."""
    site = new_site(tmp_path)
    with files.alone(site.root) as first:
        assert first
        assert "Another import" in refused(site, INPUTS / "rss.xml").message
    assert not isinstance(run(site, INPUTS / "rss.xml"), Fault)
