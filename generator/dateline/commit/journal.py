"""The journal: a complete one is a decided commit, an incomplete one never happened.

Text, one act a line, in the order in which the acts are done::

    dateline journal 1
    clear old-file                a file of ours where a folder must be
    clear-folder old-folder       an emptied folder of ours where a file must be
    place blog/page.html          rename from the stage into the output: a file, or a folder that is new with all in it
    delete gone.html              last of all
    end <sha256 of all bytes before this line>
"""

from __future__ import annotations

import hashlib
from typing import Final

from msgspec import Struct

from dateline.commit.manifest import MANIFEST_NAME
from dateline.commit.paths import path_fault

JOURNAL_NAME: Final = "journal"
FILES_NAME: Final = "files"
REPLACED_NAME: Final = "replaced"

_HEAD: Final = "dateline journal 1\n"
_END: Final = "end "


class Journal(Struct, frozen=True, kw_only=True):
    """The acts of one commit, each group in the order in which it is done; the groups go in this order."""

    clear: tuple[str, ...] = ()
    clear_folders: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    delete: tuple[str, ...] = ()


PAGES: Final = 1


def rank(path: str) -> int:
    """When a path is placed: assets first, then pages, what points at them (indexes, feeds, data), manifests, the
    root's last. So a reader who loads a page in the middle of a commit finds what the page refers to.
    """
    name = path.rpartition("/")[2]
    if path == MANIFEST_NAME:
        return 4
    if name == MANIFEST_NAME:
        return 3
    if name == "index.html" or name.endswith((".xml", ".json", ".atom", ".rss")):
        return 2
    return PAGES if name.endswith(".html") else 0


def format_journal(journal: Journal) -> bytes:
    lines = [_HEAD]
    lines += [f"clear {path}\n" for path in journal.clear]
    lines += [f"clear-folder {path}\n" for path in journal.clear_folders]
    lines += [f"place {path}\n" for path in journal.place]
    lines += [f"delete {path}\n" for path in journal.delete]
    body = "".join(lines).encode()
    return body + f"{_END}{hashlib.sha256(body).hexdigest()}\n".encode()


def parse_journal(data: bytes) -> Journal | None:
    """None unless the journal is complete to its last byte and stays within the root."""
    body, mark, digest = data.rpartition(f"\n{_END}".encode())
    body += b"\n"
    if not mark or digest != hashlib.sha256(body).hexdigest().encode() + b"\n":
        return None
    groups: dict[str, list[str]] = {"clear": [], "clear-folder": [], "place": [], "delete": []}
    # Not splitlines(): it also splits at U+2028 and kin, which a path may hold.
    head, *lines = body.decode().removesuffix("\n").split("\n")
    for line in lines:
        verb, _, path = line.partition(" ")
        if verb not in groups or path_fault(path):
            return None
        groups[verb].append(path)
    if f"{head}\n" != _HEAD:
        return None
    return Journal(
        clear=tuple(groups["clear"]),
        clear_folders=tuple(groups["clear-folder"]),
        place=tuple(groups["place"]),
        delete=tuple(groups["delete"]),
    )
