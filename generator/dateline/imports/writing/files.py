"""Writing what was planned: all of it or nothing, never over a file that is there, undone after a crash."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.imports.found import Fault

JOURNAL = "private/.importing.json"
"""Names what is being written, so that the next import can undo what a killed one left half done."""
_WAITING = ".importing"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that must not be there yet. `path` from the site's root."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Grown:
    """A file to whose end something is added. It must still hold `before`; "" stands for no file."""

    path: str
    before: bytes
    addition: bytes


Change = NewFile | Grown


def write_all(root: Path, changes: Sequence[Change]) -> Fault | None:
    """Makes all changes, or none: whatever goes wrong, the site is as it was. OSError as it comes, after undoing."""
    for change in changes:
        if fault := _refused(root, change):
            return fault
    folders = _missing_folders(root, changes)
    journal = root / JOURNAL
    notes = {
        "folders": folders,
        "files": [
            {"path": change.path, "before": len(_before(change)), "sha": _sha(_before(change) + _data(change))}
            for change in changes
        ],
    }
    journal.parent.mkdir(parents=True, exist_ok=True)
    with journal.open("x", encoding="utf-8") as file:
        json.dump(notes, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        for folder in folders:
            (root / folder).mkdir(exist_ok=True)
        for change in changes:
            _stage(root / change.path, _before(change) + _data(change))
        for change in changes:
            _put(root / change.path, change)
    except BaseException:
        undo(root)
        raise
    _close(journal)
    return None


def undo(root: Path) -> bool:
    """Takes back what a killed import left: files it had made, as long as nobody changed them since. Whether there
    was anything to take back."""
    journal = root / JOURNAL
    try:
        notes = json.loads(journal.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    except ValueError:  # killed while it wrote the journal: before anything else
        journal.unlink()
        return True
    for noted in notes["files"]:
        path = root / noted["path"]
        with contextlib.suppress(FileNotFoundError):
            _waiting(path).unlink()
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            data = path.read_bytes()
            if _sha(data) != noted["sha"]:
                continue
            if noted["before"]:
                _stage(path, data[: noted["before"]])
                _waiting(path).replace(path)
            else:
                path.unlink()
    journal.unlink()
    for folder in reversed(notes["folders"]):
        with contextlib.suppress(OSError):
            (root / folder).rmdir()
    return True


def _close(journal: Path) -> None:
    journal.unlink()
    with contextlib.suppress(OSError):  # anything else in private/ keeps it
        journal.parent.rmdir()


@contextlib.contextmanager
def alone(root: Path) -> Iterator[bool]:
    """Whether no other import writes into this site meanwhile; the system frees the lock when the process ends."""
    import fcntl

    folder = root / ".dateline"
    folder.mkdir(exist_ok=True)
    with (folder / "import.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except OSError:  # a file system that knows no locks
            pass
        yield True


def _refused(root: Path, change: Change) -> Fault | None:
    path, real = root / change.path, root.resolve()
    parent = path.parent
    while not parent.exists() and not parent.is_symlink():
        parent = parent.parent
    if not parent.resolve().is_relative_to(real) or path.is_symlink():
        return Fault(message=f"{change.path} would be written through a link.", hint="Put the folder itself there.")
    if not parent.is_dir():
        return Fault(message=f"{change.path} cannot be written: a file stands where its folder should be.")
    if isinstance(change, NewFile):
        return Fault(message=f"{change.path} is there already.", hint="Try again.") if path.exists() else None
    held = path.read_bytes() if path.exists() else b""
    changed = Fault(message=f"{change.path} was changed meanwhile.", hint="Try again.")
    return None if held == change.before else changed


def _stage(path: Path, data: bytes) -> None:
    with _waiting(path).open("wb") as file:
        file.write(data)


def _put(path: Path, change: Change) -> None:
    waiting = _waiting(path)
    if isinstance(change, Grown) and change.before:
        if path.read_bytes() != change.before:
            raise FileExistsError(17, "it was changed meanwhile", str(path))
        waiting.replace(path)
        return
    try:
        os.link(waiting, path)  # refuses to write over what came meanwhile, which a rename would not
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with path.open("xb") as file:
            file.write(waiting.read_bytes())
    waiting.unlink()


def _missing_folders(root: Path, changes: Sequence[Change]) -> list[str]:
    wanted = {
        folder.as_posix()
        for change in changes
        for folder in Path(change.path).parents
        if folder.as_posix() != "." and not (root / folder).exists()
    }
    return sorted(wanted, key=lambda folder: (folder.count("/"), folder))


def _waiting(path: Path) -> Path:
    # The digest keeps the name short enough for any file system, however long the file's own is.
    return path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}{_WAITING}")


def _before(change: Change) -> bytes:
    return change.before if isinstance(change, Grown) else b""


def _data(change: Change) -> bytes:
    return change.addition if isinstance(change, Grown) else change.data


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
