"""Stale, render, gate, stage: from planned outputs to files that wait to be moved into the output."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.build.options import Progress
from dateline.commit import Staged, StageWriter, scan_stats
from dateline.gate.gate import Gate
from dateline.plan.output import BYTES, COPY, Output
from dateline.problems import Problem, Span, error
from dateline.render.renderer import Renderer
from dateline.stale.stale import find_stale
from dateline.state.records import Made

_ENOUGH = 20
"""Problems of templates after which rendering stops: one fault in a layout would be told for every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What outputs are made with. `owned` is what the manifests say: path → hash.

    `writer` is None when nothing is to be written.
    """

    root: Path
    output: Path
    owned: Mapping[str, str]
    renderer: Renderer
    gate: Gate
    writer: StageWriter | None
    progress: Progress

    def is_whole(self, made: Mapping[str, Made]) -> bool:
        """Whether the output holds just what was made, by the manifests, sizes and times."""
        if any(self.owned.get(path) != done.sha for path, done in made.items()):
            return False
        found = scan_stats(self.output, made)
        return all(found.get(path) == done.stat for path, done in made.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of some outputs: all of them as `made`, those made again with the reason, those staged."""

    made: Mapping[str, Made]
    todo: tuple[tuple[str, str], ...]
    written: tuple[Staged, ...]
    faults: tuple[Problem, ...]


def make_outputs(making: Making, outputs: tuple[Output, ...], known: Mapping[str, Made]) -> Done:
    """Makes those outputs that are stale. `known` is what an earlier build made of them."""
    owned = {output.path: making.owned[output.path] for output in outputs if output.path in making.owned}
    # A key is believed where the output still holds the bytes that were made under it.
    believed = {path: done for path, done in known.items() if owned.get(path) == done.sha}
    stats = scan_stats(making.output, owned)
    altered = {
        path
        for path, sha in owned.items()
        if not ((done := believed.get(path)) is not None and stats.get(path) == done.stat)
        and (path not in stats or _sha_of(making.output / path) != sha)
    }
    stale = find_stale(outputs, {path: done.key for path, done in believed.items()}, owned, altered)
    made = {
        output.path: Made(key=output.key, sha=owned[output.path], stat=stats[output.path], source=output.source)
        for output in stale.same
    }
    written: list[Staged] = []
    faults: list[Problem] = []
    for number, (output, _) in enumerate(stale.todo):
        making.progress("render", number, len(stale.todo))
        data = _bytes_of(output, making)
        fault = data if isinstance(data, Problem) else making.gate.refuse(output.path, data)
        if fault is not None:
            if not any(_is_same(fault, told) for told in faults):
                faults.append(fault)
            if len(faults) >= _ENOUGH:
                break
            continue
        assert isinstance(data, bytes)
        sha = hashlib.sha256(data).hexdigest()
        stat = stats.get(output.path, (-1, -1))
        if making.writer is not None and not faults and (owned.get(output.path) != sha or output.path in altered):
            staged = making.writer.write(output.path, data, sha)
            written.append(staged)
            stat = (staged.size, staged.mtime_ns)
        made[output.path] = Made(key=output.key, sha=sha, stat=stat, source=output.source)
    todo = tuple((output.path, reason) for output, reason in stale.todo)
    return Done(made=made, todo=todo, written=tuple(written), faults=tuple(faults))


def _is_same(one: Problem, other: Problem) -> bool:
    """Whether they tell the same at the same place: the hint names the page at which a template's fault was met."""
    return (one.span, one.code, one.message) == (other.span, other.code, other.message)


def _sha_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _bytes_of(output: Output, making: Making) -> bytes | Problem:
    if output.kind == COPY:
        try:
            return (making.root / output.source).read_bytes()
        except OSError as fault:
            reason = (fault.strerror or os.strerror(fault.errno or 0)).lower()
            return error(Span(output.source), "DL104", f"This cannot be read: {reason}.", "Check that it still exists.")
    if output.kind == BYTES:
        data = output.view()
        assert isinstance(data, bytes)
        return data
    return making.renderer.render(output)
