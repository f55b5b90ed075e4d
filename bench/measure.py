"""Measuring a process and what it wrote. Linux only: memory is read from /proc."""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.02
"""Seconds between two samples of memory."""


class CommandFailed(Exception):
    """A measured command ended with an error: the benchmark has no result then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`wall` and `cpu` in seconds, CPU that of all processes; `peak` in bytes, 0 when memory was not sampled."""

    wall: float
    cpu: float
    peak: int


def run(command: Sequence[str | Path], folder: Path, env: Mapping[str, str], log: Path, *, sample: bool = False) -> Run:
    """Runs a command in `folder` to its end. What it prints goes to `log`.

    CPU is what the kernel charges to the command and to every descendant that was waited for. Memory is the sum of the
    proportional set sizes (PSS) of all processes of its session, so that pages shared by forked workers count once.
    Reading PSS holds up the measured processes, so a sampled run is not to be used for its times.
    """
    with log.open("wb") as out:
        os.sync()  # what earlier runs wrote is not to be paid for by this one
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        sampler = _Sampler(process.pid) if sample else None
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = sampler.stop() if sampler else 0
    if process.returncode != 0:
        said = log.read_text(encoding="utf-8", errors="replace")[-4000:]
        raise CommandFailed(f"exit {process.returncode}: {' '.join(map(str, command))}\n{said}")
    return Run(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=peak)


class _Sampler:
    """Keeps the highest sum of PSS over the processes of a session until it is stopped."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        self._done.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        while not self._done.wait(INTERVAL):
            self._peak = max(self._peak, sum(_pss(pid) for pid in _of_session(self._session)))


def _of_session(session: int) -> list[str]:
    found = []
    for name in os.listdir("/proc"):  # noqa: PTH208 - fifty times a second
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:  # noqa: PTH123 - fifty times a second
                    fields = file.read().rpartition(b")")[2].split()
            except OSError:
                continue
            # After the name in brackets: state, parent, group, session (proc_pid_stat(5)).
            if int(fields[3]) == session:
                found.append(name)
    return found


def _pss(pid: str) -> int:
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:  # noqa: PTH123 - fifty times a second
            for line in file:
                if line.startswith(b"Pss:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def digests(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their paths in it, each with a digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        for path in files_below(folder)
    }


def files_below(folder: Path) -> list[Path]:
    """All files below a folder, but for hidden ones."""
    return [
        Path(top, name)
        for top, folders, names in os.walk(folder)
        for name in names
        if not name.startswith(".")
    ]  # fmt: skip


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[str, ...]:
    """Paths that were added, removed, or have other bytes."""
    return tuple(sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path)))
