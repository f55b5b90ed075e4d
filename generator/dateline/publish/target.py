"""What publishing needs of a target, whichever kind it is of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """How a file is to be served, where the target keeps that with the file: HTTP's Content-Type and Cache-Control."""

    content_type: str
    cache_control: str


class Target(Protocol):
    """Paths are relative to the target and have passed `path_fault`, or are those of the note.

    Every method raises `TargetFailed` when the target refuses. `send` and `delete` are called from several threads.
    """

    @property
    def jobs(self) -> int:
        """How many files are worth sending at once."""

    @property
    def has_folders(self) -> bool:
        """Whether it is a file system: a file cannot stand where a folder does."""

    def is_bare(self) -> bool:
        """Whether there is nothing, but for names that begin with a dot."""

    def read(self, path: str) -> bytes | None:
        """A file's bytes; None when there is none."""

    def send(self, path: str, data: bytes | Path, headers: Headers) -> None:
        """Puts a file in its place, wholly or not at all; `data` are its bytes, or the large file that holds them."""

    def delete(self, path: str) -> None:
        """Deletes a file, if it is there."""

    def tidy(self, deleted: Collection[str]) -> None:
        """Leaves no empty folders where files were deleted, and nothing half-written by this run or an earlier one."""

    def close(self) -> None:
        """Ends the connection."""
