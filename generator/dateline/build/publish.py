"""Stale, render, gate, commit: from planned outputs to the folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.build.options import Options, Progress
from dateline.commit import MANIFEST_NAME, OutputRefused, Owned, Staging, compose_manifests, scan_stats
from dateline.gate.gate import Gate
from dateline.load.theme import Theme
from dateline.plan.output import BYTES, COPY, Output
from dateline.problems import Problem, Span, error
from dateline.render.renderer import Renderer
from dateline.stale.stale import Stale, find_stale
from dateline.state.store import Made, State

_ENOUGH = 20
"""Problems of templates after which rendering stops: one fault in a layout would be told for every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did. With problems or a refusal the output is as it was."""

    stale: Stale
    problems: tuple[Problem, ...] = ()
    refused: OutputRefused | None = None
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    made: Mapping[str, Made] | None = None
    manifest: str = ""


def publish(
    options: Options,
    outputs: tuple[Output, ...],
    blogs: Iterable[str],
    theme: Theme,
    url: str,
    owned: Owned | None,
    state: State,
    progress: Progress,
) -> Published:
    """Makes what is stale, scans it, and moves into the output what differs."""
    files = owned.files if owned else {}
    ours = {path: sha for path, sha in files.items() if not _is_manifest(path)}
    # State of another output folder, or of one that something else has written to since, says nothing about this one.
    believed = state if state.manifest and state.manifest == files.get(MANIFEST_NAME) else State()
    on_disk = scan_stats(options.output, ours)
    altered = _altered(options.output, ours, believed, on_disk)
    stale = find_stale(outputs, {path: done.key for path, done in believed.made.items()}, ours, altered)
    renderer = Renderer(theme, url)
    gate = Gate(options.terms)
    problems: list[Problem] = []
    shas: dict[str, str] = {output.path: ours[output.path] for output in stale.same}
    keys: dict[str, bytes] = {output.path: output.key for output in outputs}
    with Staging(options.output, owned=files, adopt=options.adopt) as staging:
        written: list[str] = []
        for number, (output, _) in enumerate(stale.todo):
            progress("render", number, len(stale.todo))
            data = _bytes_of(output, renderer, options.root)
            if isinstance(data, Problem) or (refusal := gate.refuse(output.path, data)) is not None:
                found = data if isinstance(data, Problem) else refusal
                if found is not None and found not in problems:
                    problems.append(found)
                if len(problems) >= _ENOUGH:
                    break
                continue
            sha = hashlib.sha256(data).hexdigest()
            shas[output.path] = sha
            if not problems and (ours.get(output.path) != sha or output.path in altered):
                staging.add(output.path, data, sha)
                written.append(output.path)
        progress("render", len(stale.todo), len(stale.todo))
        if problems or not options.commit:
            return Published(stale=stale, problems=tuple(problems))
        manifests = compose_manifests(shas, blogs)
        for path, data in manifests.items():
            sha = hashlib.sha256(data).hexdigest()
            if files.get(path) != sha:
                staging.add(path, data, sha)
                written.append(path)
        removed = tuple(sorted(set(files) - set(shas) - set(manifests)))
        for path in removed:
            staging.remove(path)
        progress("commit", 0, len(written))
        committed = staging.commit()
        if isinstance(committed, OutputRefused):
            return Published(stale=stale, refused=committed)
    stats = on_disk | scan_stats(options.output, written)
    made = {path: Made(key=keys[path], sha=sha, stat=stats.get(path, (-1, -1))) for path, sha in shas.items()}
    manifest = hashlib.sha256(manifests[MANIFEST_NAME]).hexdigest()
    return Published(stale=stale, written=tuple(written), removed=removed, made=made, manifest=manifest)


def _is_manifest(path: str) -> bool:
    return path == MANIFEST_NAME or (path.count("/") == 1 and path.endswith("/" + MANIFEST_NAME))


def _altered(
    output: Path, ours: Mapping[str, str], state: State, on_disk: Mapping[str, tuple[int, int]]
) -> frozenset[str]:
    """Owned files that are not as they were written: told by size and time, and on doubt by their bytes."""
    found = set()
    for path, sha in ours.items():
        made = state.made.get(path)
        here = on_disk.get(path)
        if here is not None and made is not None and made.sha == sha and made.stat == here:
            continue
        if here is None or _sha_of(output / path) != sha:
            found.add(path)
    return frozenset(found)


def _sha_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _bytes_of(output: Output, renderer: Renderer, root: Path) -> bytes | Problem:
    if output.kind == COPY:
        try:
            return (root / output.source).read_bytes()
        except OSError as fault:
            reason = (fault.strerror or os.strerror(fault.errno or 0)).lower()
            return error(Span(output.source), "DL104", f"This cannot be read: {reason}.", "Check that it still exists.")
    if output.kind == BYTES:
        data = output.view()
        assert isinstance(data, bytes)
        return data
    return renderer.render(output)
