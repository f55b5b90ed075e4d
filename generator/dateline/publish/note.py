"""The note that lies at the target while a publish is under way: what it will touch, written before anything is.

From a target's manifests alone nobody could tell, after an interruption, which files are already the new ones: a file
whose content is taken back meanwhile would be believed to be there, and would not be. So what is in the note and not
known to be done is in doubt, and is sent or deleted again. Text, one fact or act a line::

    dateline publish 1
    has <sha256> blog/page.html     learnt from an earlier note, and not what the target's manifests say
    lacks gone.html                 the same, of a file that is no longer there
    send <sha256> blog/new.html     the acts, in their order
    delete old.html
    end <sha256 of all bytes before this line>

Beside it stands how many of the acts, from the first on, are done for certain: `<sha256 of the note> <number>`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from dateline.commit import path_fault
from dateline.publish.planning import GONE, Act, Plan

# No output path begins like this, so neither can ever be a file of the site.
NOTE_PATH: Final = ".dateline-publish"
DONE_PATH: Final = ".dateline-publish-done"

_HEAD: Final = "dateline publish 1\n"
_END: Final = "end "
_SHA: Final = re.compile(r"[0-9a-f]{64}")
_DONE: Final = re.compile(rb"([0-9a-f]{64}) ([0-9]{1,12})\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`learnt` and `acts` as path → sha256, or `GONE`; acts in their order. `digest` stands for the note."""

    digest: str
    learnt: dict[str, str] = field(default_factory=dict)
    acts: tuple[tuple[str, str], ...] = ()


def format_note(plan: Plan, acts: Iterable[Act]) -> bytes:
    """The bytes of the note for some of a plan's acts."""
    lines = [_HEAD]
    lines += [f"has {sha} {path}\n" if sha else f"lacks {path}\n" for path, sha in sorted(plan.learnt.items())]
    lines += [f"send {act.sha} {act.path}\n" if act.is_sent else f"delete {act.path}\n" for act in acts]
    body = "".join(lines).encode()
    return body + f"{_END}{hashlib.sha256(body).hexdigest()}\n".encode()


def parse_note(data: bytes) -> Note | None:
    """None unless the note is whole, of this form, and names paths within the target only."""
    body, mark, digest = data.rpartition(f"\n{_END}".encode())
    body += b"\n"
    if not mark or digest != hashlib.sha256(body).hexdigest().encode() + b"\n" or not body.startswith(_HEAD.encode()):
        return None
    learnt: dict[str, str] = {}
    acts: list[tuple[str, str]] = []
    # Not splitlines(): it also splits at U+2028 and kin, which a path may hold.
    for line in body.decode().removesuffix("\n").split("\n")[1:]:
        verb, _, rest = line.partition(" ")
        sha, _, path = rest.partition(" ") if verb in ("has", "send") else (GONE, "", rest)
        if path_fault(path) or (sha and not _SHA.fullmatch(sha)):
            return None
        if verb in ("has", "lacks"):
            learnt[path] = sha
        elif verb in ("send", "delete"):
            acts.append((path, sha))
        else:
            return None
    return Note(digest=hashlib.sha256(data).hexdigest(), learnt=learnt, acts=tuple(acts))


def format_done(note: bytes, count: int) -> bytes:
    """How many acts of a note are done."""
    return f"{hashlib.sha256(note).hexdigest()} {count}\n".encode()


def parse_done(data: bytes | None, note: Note) -> int:
    """How many acts of the note are done for certain; 0 when that is of another note, or unreadable."""
    found = _DONE.fullmatch(data or b"")
    if found is None or found[1].decode() != note.digest:
        return 0
    return min(int(found[2]), len(note.acts))
