"""What one save costs: in a new process, and under `dateline serve`."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.editing import Desk, Saved
from bench.facts import Newest
from bench.generators import Generator
from bench.measure import CommandFailed, changed, digests, run

PREVIEW = ".dateline/preview"
"""Where `serve` keeps the site that it shows, below the site's folder."""
PATIENCE = 900.0
SAVE_PATIENCE = 60.0
"""Seconds to wait for a server's first build, and for a save; reached only when something is wrong."""
_LOOK = 0.0005
_PAUSE = 0.3
"""Seconds between two looks at the files, and between two saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Wall times in seconds, one for each round, and the files whose bytes one added and one edited entry changed."""

    nothing: tuple[float, ...]
    edited: tuple[float, ...]
    added: tuple[float, ...]
    edited_files: tuple[int, ...]
    added_files: tuple[int, ...]
    added_paths: tuple[tuple[str, ...], ...]


def measure_steps(generator: Generator, site: Path, newest: Newest, rounds: int, log: Path) -> Steps:
    """Edits, builds, builds again, adds, builds; each build in a new process. Digests are taken outside the times.

    Ends with a clean build of the same content: the bytes must be those that the increments led to.
    """
    output = generator.output(site)
    desk = Desk(site, newest)
    nothing: list[float] = []
    edited: list[float] = []
    added: list[float] = []
    edited_files: list[int] = []
    added_files: list[int] = []
    added_paths: list[tuple[str, ...]] = []

    def build() -> float:
        return run(generator.command, site, generator.env, log).wall

    try:
        build()
        before = digests(output)
        for _ in range(rounds):
            saved = desk.edit_body()
            edited.append(build())
            after = digests(output)
            _require(saved, output)
            edited_files.append(len(changed(before, after)))
            nothing.append(build())
            before = digests(output)
            if changed(before, after):
                raise CommandFailed(f"a build with nothing to do changed {changed(before, after)[:5]}")
            saved = desk.add_entry()
            added.append(build())
            after = digests(output)
            _require(saved, output)
            added_paths.append(changed(before, after))
            added_files.append(len(added_paths[-1]))
            before = after
        generator.clean(site)
        build()
        if found := changed(before, digests(output)):
            raise CommandFailed(f"increments and a clean build differ in {len(found)} files: {', '.join(found[:5])}")
    finally:
        desk.restore()
    return Steps(
        nothing=tuple(nothing),
        edited=tuple(edited),
        added=tuple(added),
        edited_files=tuple(edited_files),
        added_files=tuple(added_files),
        added_paths=tuple(added_paths),
    )


def _require(saved: Saved, output: Path) -> None:
    for page in saved.pages:
        if saved.text.encode() not in (output / page).read_bytes():
            raise CommandFailed(f"{page} does not show what was saved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Seconds from a save until the last of its pages has its new bytes on the disk."""

    edited: tuple[float, ...]
    added: tuple[float, ...]


def measure_serve(generator: Generator, site: Path, newest: Newest, rounds: int, log: Path) -> Served:
    """Starts the preview, saves, and watches the files that it shows.

    Drafts are left out, so that the preview is the site that `build` makes.
    """
    command = (*generator.command[:-1], "serve", "--no-drafts", "--port", "0")
    output = site / PREVIEW
    desk = Desk(site, newest)
    edited: list[float] = []
    added: list[float] = []
    with log.open("wb") as out:
        server = subprocess.Popen(
            [str(word) for word in command],
            cwd=site,
            env={**os.environ, **generator.env},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            told = _wait_for_lines(server, log, 2)  # the address, and the first build
            for number in range(rounds + 1):
                for times, save in ((edited, desk.edit_body), (added, desk.add_entry)):
                    seconds = _time_save(save, output, server, log)
                    if number:  # the very first save finds cold what every later one finds warm
                        times.append(seconds)
                    told = _wait_for_lines(server, log, told + 1)
                    time.sleep(_PAUSE)
        finally:
            # Not SIGINT: whatever is started in the background ignores it.
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)
            desk.restore()
    return Served(edited=tuple(edited), added=tuple(added))


def _time_save(save: Callable[[], Saved], output: Path, server: subprocess.Popen[bytes], log: Path) -> float:
    # The clock that stamps files may be a tick behind; that a page shows the new text is looked at anyway.
    since = time.time_ns() - 20_000_000
    saved = save()
    began = time.perf_counter()
    pending = saved.pages
    while pending:
        pending = tuple(page for page in pending if not _shows(output / page, saved.text, since))
        if pending:
            _expect_alive(server, log, began, SAVE_PATIENCE, f"{pending[0]} with what was saved")
            time.sleep(_LOOK)
    return time.perf_counter() - began


def _shows(page: Path, text: str, since: int) -> bool:
    try:
        return page.stat().st_mtime_ns >= since and text.encode() in page.read_bytes()
    except FileNotFoundError:
        return False


def _wait_for_lines(server: subprocess.Popen[bytes], log: Path, wanted: int) -> int:
    """Waits until the server has said `wanted` lines; how many there are."""
    began = time.perf_counter()
    while (found := log.read_bytes().count(b"\n")) < wanted:
        _expect_alive(server, log, began, PATIENCE, "a word of the server")
        time.sleep(0.01)
    return found


def _expect_alive(server: subprocess.Popen[bytes], log: Path, began: float, patience: float, what: str) -> None:
    if server.poll() is not None or time.perf_counter() - began > patience:
        raise CommandFailed(f"`serve`: waited in vain for {what}\n{log.read_text(errors='replace')[-4000:]}")
