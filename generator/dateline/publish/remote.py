"""What is known of a target: by its manifests, and by the note of a publish that did not come to its end."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from dateline.commit import MANIFEST_NAME, parse_manifest
from dateline.publish.note import DONE_PATH, NOTE_PATH, Note, parse_done, parse_note
from dateline.publish.outcome import Declined
from dateline.publish.planning import GONE, There
from dateline.publish.target import Target


def look(target: Target, local: Mapping[str, str], *, adopt: bool, everything: bool) -> There | Declined:
    """Reads the target's root manifest and the note; of the blogs' manifests only those that differ from `local`.

    `adopt`: someone else's files may be there. `everything`: whatever cannot be understood there is passed over.
    """
    data = target.read(NOTE_PATH)
    note = None if data is None else parse_note(data)
    if data is not None and note is None and not everything:
        return Declined(
            message="At the target lies the note of an unfinished publish that cannot be read.",
            hint="Publish with --all, which sends every file again, or with the version of Dateline that began it.",
        )
    root = target.read(MANIFEST_NAME)
    if root is None and data is None and not adopt and not target.is_bare():
        return Declined(
            message="The target is not empty, and Dateline did not publish there.",
            hint="Choose an empty place. Or pass --adopt: files already there stay, except where the site has a file "
            "of the same name.",
        )
    files = _files(target, root, local, note) if root is not None else {}
    if isinstance(files, Declined):
        if not adopt:
            return files
        files = {}
    if note is None:
        return There(files=files, noted=data is not None)
    return _with_note(files, note, parse_done(target.read(DONE_PATH), note))


def _files(target: Target, root: bytes, local: Mapping[str, str], note: Note | None) -> dict[str, str] | Declined:
    listed = parse_manifest(root)
    if listed is None:
        return _damaged(MANIFEST_NAME)
    files = {MANIFEST_NAME: hashlib.sha256(root).hexdigest(), **listed}
    ours: dict[str, dict[str, str]] = {}
    for path, sha in local.items():
        ours.setdefault(path.partition("/")[0], {})[path] = sha
    noted = {} if note is None else {**note.learnt, **dict(note.acts)}
    for path, sha in listed.items():
        if not path.endswith(f"/{MANIFEST_NAME}") or path.count("/") > 1:
            continue
        folder = path.partition("/")[0]
        if local.get(path) == sha and path not in noted:
            # The same manifest: what it says need not be fetched.
            files.update(ours[folder])
            continue
        data = target.read(path)
        if data is None:
            # Deleted by hand, most likely with its folder; or not yet come back.
            del files[path]
            continue
        inner = parse_manifest(data)
        # While a publish is under way, a blog's manifest may be newer than the root's.
        if inner is None or (path not in noted and hashlib.sha256(data).hexdigest() != sha):
            return _damaged(path)
        files.update((f"{folder}/{name}", sha) for name, sha in inner.items())
    return files


def _damaged(path: str) -> Declined:
    return Declined(
        message=f"At the target, {path} was changed by hand or is damaged, so Dateline cannot tell which files are its "
        "own.",
        hint="Restore it, or pass --adopt to write the site over what is there.",
    )


def _with_note(files: dict[str, str], note: Note, done: int) -> There:
    """What the manifests say, corrected by what is known to have been done since."""
    learnt = {**note.learnt, **dict(note.acts[:done])}
    doubted = frozenset(path for path, _ in note.acts[done:])
    for path, sha in learnt.items():
        if sha == GONE:
            files.pop(path, None)
        else:
            files[path] = sha
    return There(
        files=files,
        doubted=doubted,
        learnt={path: sha for path, sha in learnt.items() if path not in doubted},
        noted=True,
        stopped=done > 0 or any(sha != GONE for _, sha in note.acts),
    )
