"""What goes to the target and what goes from it, in which order. Pure: it knows neither disk nor network."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dateline.publish.order import CLEAR, ROOT_MANIFEST, stage_of

GONE = ""
"""In place of a hash: that no file is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """What is known of the target. `files`: path → sha256 of what is Dateline's there, manifests included.

    `doubted` are paths that an interrupted publish may have touched or not: ours, with whatever bytes. `learnt` is what
    its note tells beyond the target's manifests: path → sha256, or `GONE`. `noted`: whether there is such a note;
    `stopped`: whether it is one of a publish that did not come to its end, and names not only what was to be kept.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    doubted: frozenset[str] = frozenset()
    learnt: Mapping[str, str] = field(default_factory=dict)
    noted: bool = False
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One file sent, or deleted where `sha` is `GONE`. `stage`: acts of one stage may be done in any order."""

    path: str
    sha: str
    stage: int

    @property
    def is_sent(self) -> bool:
        """Whether the file goes to the target."""
        return self.sha != GONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`acts` in their order; `learnt` as in `There`, without the paths that are acted upon."""

    acts: tuple[Act, ...] = ()
    learnt: Mapping[str, str] = field(default_factory=dict)

    def stages(self) -> Iterator[Sequence[Act]]:
        """The acts stage by stage: each begins when all of the one before are done."""
        for _, acts in groupby(self.acts, key=lambda act: act.stage):
            yield tuple(acts)

    @property
    def sends(self) -> tuple[Act, ...]:
        """What goes to the target."""
        return tuple(act for act in self.acts if act.is_sent)

    @property
    def deletes(self) -> tuple[Act, ...]:
        """What goes from the target."""
        return tuple(act for act in self.acts if not act.is_sent)


def plan_publish(local: Mapping[str, str], there: There, *, folders: bool, everything: bool = False) -> Plan:
    """From what is there to what is `local` (path → sha256, manifests included).

    `folders`: the target is a file system, where a file cannot stand in a folder's place, nor, on some, beside another
    whose name differs by case only. `everything`: nothing that the target says of its files is believed.
    """
    sends = [
        Act(path=path, sha=sha, stage=stage_of(path))
        for path, sha in local.items()
        if everything or path in there.doubted or there.files.get(path) != sha
    ]
    gone = (there.files.keys() | there.doubted) - local.keys()
    barring = _barring(gone, local) if folders else frozenset()
    # A page that goes must go before its pictures, a feed before the pages: sending, read backwards.
    last = 2 * ROOT_MANIFEST + 1
    deletes = [
        Act(path=path, sha=GONE, stage=CLEAR if path in barring else last - stage_of(path)) for path in sorted(gone)
    ]
    acts = tuple(sorted([*sends, *deletes], key=lambda act: (act.stage, act.path)))
    touched = {act.path for act in acts}
    return Plan(acts=acts, learnt={path: sha for path, sha in there.learnt.items() if path not in touched})


def _barring(gone: set[str], local: Mapping[str, str]) -> frozenset[str]:
    """Those of the `gone` that stand where something of the site must be."""
    folders = {above for path in local for above in _above(path)}
    names = {_fold(path) for path in local}
    return frozenset(
        path
        for path in gone
        if path in folders or _fold(path) in names or any(above in local for above in _above(path))
    )


def _above(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts)))


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
