"""What stands beside or in an input: files of a folder, or members of a zip or tar, which is never unpacked."""

from __future__ import annotations

import gzip
import lzma
import mmap
import posixpath
import re
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.imports.found import Fault
from dateline.imports.given import LARGEST_INPUT, LARGEST_MEMBER, Given, read_file

MOST_MEMBERS = 250_000
"""Files of one archive. A Twitter archive of a hundred thousand posts with pictures has about as many."""
MOST_TAKEN = 1024 * 1024 * 1024
"""Bytes that are taken out of one archive: they are held in memory until all is written."""
MOST_UNPACKED = 4 * 1024 * 1024 * 1024
"""Bytes that a gzipped tar may unpack to, which it does at once: nothing in it can be reached otherwise."""
_UNPACK = "Unpack it and import the folder."

_Read = Callable[[int], bytes]


class _TooMuch(OSError):
    """A stream that goes on beyond its limit."""


@dataclass(slots=True)
class Packed:
    """An archive's regular files by their names, parted by /. `taken` counts the bytes that were read out of it."""

    shown: str
    members: Mapping[str, tuple[int, _Read]]
    taken: int = 0

    def bytes(self, name: str, most: int) -> bytes | Fault | None:
        """A member's bytes; None when there is none of that name; a fault when it is damaged or too large."""
        found = self.members.get(name)
        if found is None:
            return None
        size, read = found
        if size > most:
            said = f"{name} has {size // 1024 // 1024} MB; {most // 1024 // 1024} MB is the most."
            return Fault(message=said, path=self.shown)
        if self.taken + size > MOST_TAKEN:
            said = f"What this archive holds takes more than {MOST_TAKEN // 1024 // 1024} MB."
            return Fault(message=said, hint=_UNPACK, path=self.shown)
        try:
            data = read(min(most, MOST_TAKEN - self.taken) + 1)
        except _FAULTS as fault:
            return _damaged(self.shown, fault, name)
        if len(data) > most:
            return Fault(message=f"{name} unpacks to more than it says.", hint=_AGAIN, path=self.shown)
        self.taken += len(data)
        return data


_AGAIN = "Download the archive again; it may have been cut short."
_FAULTS = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for damaged archives; NotImplementedError is a RuntimeError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The files that belong to an input, seen from the folder `base` in it ("" or ending with /).

    `packed` is None for a folder, and for a file with others `beside` it.
    """

    given: Given
    beside: bool = False
    packed: Packed | None = None
    base: str = ""

    def at(self, base: str) -> Store:
        """The same files seen from another folder."""
        return Store(given=self.given, beside=self.beside, packed=self.packed, base=base)

    def content(self, name: str) -> bytes | Fault | None:
        """The bytes of a file of the input, such as its list of posts; None when there is none."""
        if self.packed is not None:
            return self.packed.bytes(self.base + name, LARGEST_INPUT)
        path = self.given.member(self.base + name, beside=self.beside)
        return None if path is None else read_file(path, LARGEST_INPUT)

    def medium(self, name: str) -> Path | bytes | Fault | None:
        """What `Medium.data` wants of a picture or file: the path in a folder, the bytes from an archive, or None."""
        if self.packed is not None:
            return self.packed.bytes(self.base + name, LARGEST_MEMBER)
        return self.given.member(self.base + name, beside=self.beside)

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        if self.packed is not None:
            return self.base + name in self.packed.members
        return self.given.member(self.base + name, beside=self.beside) is not None

    def named(self, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """The names of the files right in this folder that match wholly; of a file's neighbours none."""
        if self.beside:
            return ()
        names = self.packed.members if self.packed is not None else self._names()
        inner = (name.removeprefix(self.base) for name in names if name.startswith(self.base))
        return tuple(sorted(name for name in inner if pattern.fullmatch(name)))

    def _names(self) -> tuple[str, ...]:
        folder = self.given.path / self.base
        try:
            return tuple(f"{self.base}{path.name}" for path in folder.iterdir() if path.is_file())
        except OSError:
            return ()


def opened(given: Given, *inner: str) -> Store | Fault | None:
    """The files of a folder or archive, seen from where the first of the `inner` names stands that is there, however
    many folders are around it in an archive; None when there is none of them."""
    if given.is_folder:
        store = Store(given=given)
        return next((store for name in inner if store.has(name)), None)
    packed = _packed(given)
    if packed is None or isinstance(packed, Fault):
        return packed
    for name in inner:
        ends = sorted((found for found in packed.members if f"/{found}".endswith(f"/{name}")), key=_depth)
        if ends:
            return Store(given=given, packed=packed, base=ends[0].removesuffix(name))
    return None


def looks_packed(given: Given) -> bool:
    """Whether a file is a zip, or a gzipped tar by its name."""
    return given.head.startswith(b"PK\x03\x04") or (
        given.head.startswith(b"\x1f\x8b") and given.path.name.lower().endswith((".tar.gz", ".tgz"))
    )


def names_in(given: Given) -> tuple[str, ...]:
    """The names of an archive's files, for a look at what it is; none when it cannot be read."""
    packed = _packed(given)
    return tuple(packed.members) if isinstance(packed, Packed) else ()


def _depth(name: str) -> tuple[int, str]:
    return name.count("/"), name


def _packed(given: Given) -> Packed | Fault | None:
    if not looks_packed(given):
        return None
    try:
        return _zipped(given) if given.head.startswith(b"PK") else _tarred(given)
    except _FAULTS as fault:
        return _damaged(given.shown, fault)


def _damaged(shown: str, fault: Exception, name: str = "") -> Fault:
    if isinstance(fault, _TooMuch):
        return Fault(message="This archive unpacks to more than it may.", hint=_UNPACK, path=shown)
    if "password" in str(fault) or "encrypted" in str(fault):
        return Fault(message="This archive is locked with a password.", hint=_UNPACK, path=shown)
    where = f" at {name}" if name else ""
    return Fault(message=f"This archive is damaged{where}.", hint=_AGAIN, path=shown)


def _zipped(given: Given) -> Packed | Fault:
    archive = zipfile.ZipFile(given.path)  # stays open: its members are read when they are asked for
    found: dict[str, tuple[int, _Read]] = {}
    for info in archive.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.is_dir() or kind not in (0, stat.S_IFREG):
            continue
        if fault := _unfit(info.filename, len(found), given.shown):
            return fault
        found[info.filename] = (info.file_size, partial(_from_zip, archive, info))
    return Packed(given.shown, found)


def _from_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(info) as member:
        return member.read(most)


def _tarred(given: Given) -> Packed | Fault:
    held = _gunzipped(given)
    found: dict[str, tuple[int, _Read]] = {}
    with tarfile.open(fileobj=held, mode="r:") as archive:
        for info in archive:
            if not info.isreg() or info.issparse():
                continue
            name = info.name.removeprefix("./")
            if fault := _unfit(name, len(found), given.shown):
                return fault
            found[name] = (info.size, partial(_from_tar, held, info.offset_data, info.size))
    return Packed(given.shown, found)


def _from_tar(held: mmap.mmap, start: int, size: int, most: int) -> bytes:
    return held[start : start + min(size, most)]


def _gunzipped(given: Given) -> mmap.mmap:
    """What a gzipped file unpacks to, in a nameless file: read but once, and gone with its last reader."""
    with gzip.open(given.path, "rb") as packed, tempfile.TemporaryFile() as file:
        while data := packed.read(1024 * 1024):
            if file.tell() + len(data) > MOST_UNPACKED:
                raise _TooMuch
            file.write(data)
        file.flush()
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _unfit(name: str, number: int, shown: str) -> Fault | None:
    """Names that lead out of the archive show that it was made to harm: none of it is read."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", name) or "\0" in name:
        said = f"This archive holds a file that leads out of it: {name[:80]}."
        return Fault(message=said, hint="Do not unpack it; get it again from where it was made.", path=shown)
    if posixpath.normpath(name) != name:
        return Fault(message=f"This archive holds a name that is none: {name[:80]}.", hint=_AGAIN, path=shown)
    if number >= MOST_MEMBERS:
        return Fault(message=f"This archive holds more than {MOST_MEMBERS:,} files.", hint=_UNPACK, path=shown)
    return None
