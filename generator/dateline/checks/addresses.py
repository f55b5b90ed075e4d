"""Where outputs stand: at paths that every file system can hold, each at one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from unicodedata import normalize

from dateline.commit import MANIFEST_NAME, path_fault
from dateline.plan.output import Output
from dateline.problems import Problem, Span, error, warning

_LONGEST_NAME = 240
"""Bytes. Most file systems hold names of 255; the stage adds nothing, but an archive's tools may."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.I)
_UNPORTABLE = re.compile(r'[<>:"|?*]')


class Stand(NamedTuple):
    """Where some outputs stand: (path, source) of each, their folded paths, the folders that they lie in (with the path
    of one of them), and what is wrong with a path by itself."""

    places: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    folders: Mapping[str, str]
    problems: tuple[Problem, ...]


def stand_of(outputs: Iterable[Output]) -> Stand:
    """Where outputs stand."""
    outputs = tuple(outputs)
    return Stand(
        places=tuple((output.path, output.source) for output in outputs),
        names=tuple(_fold(output.path) for output in outputs),
        folders=_folders(outputs),
        problems=tuple(problem for output in outputs for problem in _check_path(output)),
    )


def check_addresses(outputs: tuple[Output, ...], stands: Iterable[Stand] | None = None) -> Iterator[Problem]:
    """No path that cannot be written, no two outputs at one, none where another's folder must be, none that differ
    in case or in Unicode's form only. `stands` are those of all the outputs, part by part, where they are known."""
    stands = (stand_of(outputs),) if stands is None else tuple(stands)
    for stand in stands:
        yield from stand.problems
    folders: dict[str, str] = {}
    for stand in reversed(stands):
        folders.update(stand.folders)
    whole = [name for stand in stands for name in stand.names]
    if len(set(whole)) == len(whole) and folders.keys().isdisjoint(whole):
        return
    seen: dict[str, Output] = {}
    for output in outputs:
        folded = _fold(output.path)
        other = seen.get(folded)
        span = Span(output.source or output.path)
        if other is not None:
            said = f"Another file of the site stands at {other.path} already."
            if other.path != output.path:
                said = f"{output.path} and {other.path} are one file where case or Unicode's form does not count."
            hint = "Rename one: a static file, page, alias or media file."
            yield error(span, "DL903", said, hint)
        elif folded in folders:
            said = f"{output.path} stands where a folder must be, for {folders[folded]}."
            yield error(span, "DL903", said, "Rename one of the two.")
        else:
            seen[folded] = output


def _check_path(output: Output) -> Iterator[Problem]:
    fault = path_fault(output.path)
    if (
        fault is None
        and len(output.path) > 60
        and any(len(name.encode()) > _LONGEST_NAME for name in output.path.split("/"))
    ):
        fault = f"a name in it is longer than {_LONGEST_NAME} bytes"
    if fault is None and not output.source and not output.path.endswith(MANIFEST_NAME):
        return
    span = Span(output.source or output.path)
    if fault is not None:
        yield error(span, "DL901", f"This cannot be published: {fault}.", "Rename it with plain letters.")
    elif output.path.split("/", 1)[-1] == MANIFEST_NAME:
        said = f"{output.path} is the list of files that each build writes."
        yield error(span, "DL903", said, "Rename your file, or leave it out.")
    elif output.source:
        # Addresses that come from ids and titles are looked at where those are written.
        reason = next((reason for name in output.path.split("/") if (reason := unportable(name))), None)
        if reason is not None:
            yield warning(span, "DL902", f"The path {output.path} holds a name that {reason}.", "Rename it.")


def unportable(name: str) -> str | None:
    """What keeps a file name from being unpacked or checked out on Windows, in words; None when nothing does."""
    if _DEVICE.fullmatch(name):
        return "Windows keeps for a device"
    if _UNPORTABLE.search(name):
        return 'Windows cannot store (none of < > : " | ? *)'
    if name.endswith((".", " ")):
        return "Windows cannot store (it ends in a dot or space)"
    return None


def _folders(outputs: tuple[Output, ...]) -> dict[str, str]:
    folders: dict[str, str] = {}
    for output in outputs:
        path = output.path
        while "/" in path:
            path = path.rsplit("/", 1)[0]
            if folders.setdefault(_fold(path), output.path) != output.path:
                break
    return folders


def _fold(path: str) -> str:
    return normalize("NFC", path).casefold()
