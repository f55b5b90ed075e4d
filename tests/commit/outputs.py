"""A build in miniature, and ways to look at an output folder and to kill a process in the middle."""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from dateline.commit import (
    Committed,
    OutputRefused,
    Staging,
    check_output,
    compose_manifests,
    read_owned,
    recover,
    unchanged,
)

BLOGS = ("blog", "other")

Step = Callable[[str], None]


def with_manifests(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """All that a build of `files` puts into the output."""
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    blogs = [blog for blog in BLOGS if any(path.startswith(f"{blog}/") for path in files)]
    return {**files, **compose_manifests(digests, blogs)}


def build(
    output: Path,
    files: Mapping[str, bytes],
    *,
    adopt: bool = False,
    lasting: bool = True,
    frees: bool = True,
    step: Step | None = None,
) -> Committed | OutputRefused:
    """Bring the output to `files`, in the order in which a build does it."""
    recover(output, step=step)
    owned = read_owned(output)
    refused = check_output(output, owned, adopt=adopt)
    if refused:
        return refused
    outputs = with_manifests(files)
    was = owned.files if owned else None
    with Staging(output, owned=was, adopt=adopt, lasting=lasting, frees=frees, step=step) as staging:
        for path, data in outputs.items():
            if not unchanged(owned, path, hashlib.sha256(data).hexdigest()):
                staging.add(path, data)
        for path in owned.files if owned else ():
            if path not in outputs:
                staging.remove(path)
        return staging.commit()


def built(output: Path, files: Mapping[str, bytes], *, adopt: bool = False) -> Committed:
    result = build(output, files, adopt=adopt)
    assert isinstance(result, Committed), result
    return result


def refused(result: object) -> OutputRefused:
    assert isinstance(result, OutputRefused), result
    return result


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`: path -> bytes. A folder without any is `path/` -> b''."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files as someone other than Dateline."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def building(output: Path, files: Mapping[str, bytes], *, lasting: bool = True) -> Callable[[Step], object]:
    return lambda step: build(output, files, lasting=lasting, step=step)


def recovering(output: Path) -> Callable[[Step], object]:
    return lambda step: recover(output, step=step)


def acts_of(run: Callable[[Step], object]) -> list[str]:
    """The filesystem acts that `run` announces."""
    acts: list[str] = []
    run(acts.append)
    return acts


def run_killed(run: Callable[[Step], object], at: int) -> None:
    """Do `run` in a process of its own that dies, without any cleaning up, before its act number `at`."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            left = iter(range(at, -1, -1))
            run(lambda _act: os._exit(77) if next(left) == 0 else None)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 77, "the process ended before it could be killed"
