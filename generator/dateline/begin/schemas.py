"""The JSON Schemas of content as files, beside a site."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.begin.outcome import Declined
from dateline.completion.documents import DOCUMENTS, MARK, text_of

FOLDER = ".schema"
"""Where they lie in a site."""


def schema_files() -> dict[str, str]:
    """NAME.json → text."""
    return {f"{name}.json": text_of(name) for name in DOCUMENTS}


def write_schemas(folder: Path) -> tuple[str, ...] | Declined:
    """Writes NAME.json for every schema into a folder, which is made when missing; their names.

    Only what was written by it is written over. Declines, with nothing written, where another file is in the way.
    """
    files = schema_files()
    for name in files:
        if not _is_ours(folder / name):
            return Declined(message=f"{folder / name} was not written by Dateline.", hint="Name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(files)


def _is_ours(file: Path) -> bool:
    if not file.exists() and not file.is_symlink():
        return True
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("$comment") == MARK
