"""Compiled templates, kept as Python keeps its own: beside their source, or in the state where that cannot be."""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from dateline.engine import fingerprint


class CompiledTemplates(BytecodeCache):
    """Looks in each of `folders`, and writes into the first that lets it. A file is of use only to the very engine that
    wrote it, for the very source that it was made from, in an environment of its language that is as careful; anything
    else is passed over."""

    def __init__(self, folders: Sequence[Path], language: str, *, careful: bool) -> None:
        self._folders = tuple(folders)
        self._manner = language + "-careful" * careful

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of a template's file: compiled, its phrases are of one language and its fields read in one way."""
        return f"{super().get_cache_key(name, filename)}-{self._manner}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket, if a fitting file is found."""
        head = _head(bucket)
        for folder in self._folders:
            try:
                data = (folder / bucket.key).read_bytes()
            except OSError:
                continue
            if data.startswith(head):
                with contextlib.suppress(ValueError, EOFError, TypeError):
                    bucket.code = marshal.loads(data[len(head) :])
                    return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Writes the bucket."""
        if sys.dont_write_bytecode:
            return
        data = _head(bucket) + marshal.dumps(bucket.code)
        for folder in self._folders:
            partial = folder / f".{bucket.key}.{os.getpid()}"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                partial.write_bytes(data)
                partial.replace(folder / bucket.key)
            except OSError:
                continue
            return


def _head(bucket: Bucket) -> bytes:
    return fingerprint() + str(bucket.checksum).encode()
