"""The file or folder that is imported: read within limits, and never left."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dateline.imports.found import Fault
from dateline.load.text import decode
from dateline.problems import Problem

LARGEST_INPUT = 512 * 1024 * 1024
"""Bytes of the one file that is imported: a blog of a hundred thousand comments is a tenth of this."""
LARGEST_MEMBER = 64 * 1024 * 1024
"""Bytes of a file that comes along, such as a picture."""
_HEAD = 64 * 1024


@dataclass(frozen=True)
class Given:
    """A file or folder. `path` as the editor named it, `shown` how it is named in messages."""

    path: Path
    shown: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.is_dir()

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB of a file; nothing of a folder, or of what cannot be read."""
        try:
            with self.path.open("rb") as file:
                return file.read(_HEAD)
        except OSError:
            return b""

    def bytes(self) -> bytes | Fault:
        """The whole file, or why it is not read."""
        return read_file(self.path, LARGEST_INPUT)

    def text(self) -> str | Fault:
        """The whole file as UTF-8 text with LF line ends, or the place where it stops being that; at most 8 MiB."""
        data = self.bytes()
        return data if isinstance(data, Fault) else as_text(data, self.shown)

    def member(self, name: str, *, beside: bool = False) -> Path | None:
        """The regular file that a folder (or, with `beside`, the folder of the given file) holds under the relative
        name; None when there is none, or when the name or a link in it leads out of that folder."""
        base = self.path.parent if beside else self.path
        if not name or "\0" in name or Path(name).is_absolute():
            return None
        try:
            root = base.resolve(strict=True)
            found = (base / name).resolve(strict=True)
            inside = found != root and found.is_relative_to(root)
            return found if inside and found.is_file() else None
        except (OSError, RuntimeError, ValueError):
            return None

    def members(self, ending: str = "") -> tuple[str, ...]:
        """Names, relative to the folder and parted by /, of its regular files that end so; sorted. Hidden folders and
        links to folders are not entered."""
        found = []
        for folder, folders, files in os.walk(self.path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            here = Path(folder).relative_to(self.path)
            found += [
                (here / name).as_posix()
                for name in files
                if name.endswith(ending) and self.member((here / name).as_posix()) is not None
            ]
        return tuple(sorted(found))


def read_file(path: Path, most: int = LARGEST_MEMBER) -> bytes | Fault:
    """The bytes of a regular file of at most `most` bytes."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return Fault(message="This is not a file.", hint="Name the export or page itself.", path=str(path))
            if status.st_size > most:
                said = f"This file has {status.st_size // 1024 // 1024} MB; {most // 1024 // 1024} MB is the most."
                return Fault(message=said, hint="Export a part of it.", path=str(path))
            return file.read(most)
    except OSError as fault:
        reason = (fault.strerror or "it cannot be read").lower()
        return Fault(message=f"This cannot be read: {reason}.", path=str(path))


def as_text(data: bytes, shown: str) -> str | Fault:
    """UTF-8 text with LF line ends, without a byte order mark."""
    found = decode(data, shown)
    if isinstance(found, Problem):
        span = found.span
        return Fault(message=found.message, hint=found.hint, path=shown, line=span.line, column=span.column)
    return found


def as_json(data: bytes, shown: str) -> Any | Fault:
    """What a JSON document (RFC 8259) says, or the place where it stops being one. Numbers that are none of JSON's
    (NaN, Infinity) and texts with halves of characters are refused."""
    import json

    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text, parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()
        return found
    except json.JSONDecodeError as fault:
        said = f"This is not JSON: {fault.msg[:1].lower()}{fault.msg[1:]}."
        hint = "Export it again; the file may have been cut short."
        return Fault(message=said, hint=hint, path=shown, line=fault.lineno, column=fault.colno)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        return Fault(message="This is not UTF-8.", hint="Save the file as UTF-8.", path=shown, line=line)
    except UnicodeEncodeError:
        return Fault(message="A text in this JSON holds half a character (a lone surrogate).", path=shown)
    except RecursionError:
        return Fault(message="This JSON is nested too deeply.", path=shown)
    except ValueError as fault:
        return Fault(message=f"This is not JSON: {fault}.", path=shown)


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number of JSON's")
