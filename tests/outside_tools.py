"""The checkers that are no Python packages: the Nu HTML checker (needs Java), ExifTool, Chromium, and what runs in it:
axe, and ReplayWeb.page, which plays web archives.

The tests find them here. `python -m tests.outside_tools` fetches what is missing, where it may, and says what
it could not get; `make test` runs that first.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict, cast

TOOLS = Path(__file__).resolve().parent.parent / ".tools"
VNU_JAR = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"
REPLAY = TOOLS / "replaywebpage"
REPLAY_PACKAGE = "replaywebpage@2.4.6"
REPLAY_SHA512 = (
    "b86e748c449195dd29f9f63bfa753121697b86f7e29ab78d8d299a36473f6bd6"
    "bc8017666fb3c7e09e362226febe093d2ab1ddd072d27154fef8b82a5797f0a5"
)
"""Of the package as the registry has it. Only its two scripts are wanted, which need none of its dependencies."""
CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
DEBIAN_CHROMIUM = ("chromium", "fonts-liberation")
DEBIAN_JAVA = ("default-jre-headless",)
DEBIAN_NPM = ("npm",)
DEBIAN_READERS = {"nginx": "nginx-light", "lynx": "lynx", "w3m": "w3m"}
"""Servers and browsers that a few tests try when they are there; only where everything is to be tried are they fetched,
since a server is not to be put on anybody's machine unasked."""
DEBIAN_EXIFTOOL = ("libimage-exiftool-perl",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Why a checker cannot be used, as a sentence that says what to do."""

    reason: str


class NuMessage(TypedDict):
    """One message of the Nu HTML checker, as its JSON output gives it (lines and columns count from 1)."""

    type: str
    message: str
    url: NotRequired[str]
    lastLine: NotRequired[int]
    lastColumn: NotRequired[int]
    extract: NotRequired[str]


def is_required() -> bool:
    """Whether a missing checker is an error (`CI=true`) instead of a skipped test."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def find_nu() -> Path | Missing:
    """The checker's jar, once it has proved that it runs."""
    if shutil.which("java") is None:
        return Missing(reason="the Nu HTML checker needs Java 17 or newer (Debian: default-jre-headless)")
    if not VNU_JAR.is_file():
        return Missing(reason="the Nu HTML checker is not installed: run `make setup` (it needs npm)")
    if not _runs("java", "-jar", str(VNU_JAR), "--version"):
        return Missing(reason="the Nu HTML checker does not start: it needs Java 17 or newer")
    return VNU_JAR


def find_chromium() -> Path | Missing:
    """The browser's program, once it has proved that it runs (a snap's stub exists, and fails)."""
    named = os.environ.get("CHROMIUM")
    for name in (named,) if named else CHROMIUM_NAMES:
        found = shutil.which(name)
        if found and _runs(found, "--version"):
            return Path(found)
    if named:
        return Missing(reason=f"CHROMIUM={named} does not run: name a Chromium that does")
    return Missing(reason="Chromium is not installed: install it (Debian: chromium), or name it in CHROMIUM=")


def find_axe() -> Path | Missing:
    """The script that looks for barriers in a page (it is put into the page by a test, never by the site)."""
    return AXE if AXE.is_file() else Missing(reason="axe is not installed: run `make setup` (it needs npm)")


def find_replay() -> Path | Missing:
    """The folder with ui.js and sw.js of ReplayWeb.page (tests serve them on loopback; they are in no site)."""
    if (REPLAY / "ui.js").is_file() and (REPLAY / "sw.js").is_file():
        return REPLAY
    return Missing(reason="ReplayWeb.page is not installed: run `make setup` (it needs npm)")


def find_exiftool() -> Path | Missing:
    """The program that reads what cameras and editors write into pictures, once it has proved that it runs."""
    found = shutil.which("exiftool")
    if found is None or not _runs(found, "-ver"):
        return Missing(reason="ExifTool is not installed: install it (Debian: libimage-exiftool-perl)")
    return Path(found)


def run_exiftool(program: Path, paths: Sequence[Path]) -> dict[str, dict[str, object]]:
    """File name → what is written in it, by names such as `EXIF:Make`; what follows from the pixels is left out.

    Raises ValueError without a path, since the program is silent then, and RuntimeError when it fails.
    """
    if not paths:
        raise ValueError("no files given to ExifTool")
    groups = ["-x", "File:all", "-x", "Composite:all", "-x", "ExifTool:all", "-x", "System:all"]
    command = [str(program), "-json", "-G", "-a", "-u", "-ee", *groups, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        found = cast("list[dict[str, object]]", json.loads(done.stdout))
    except ValueError:
        raise RuntimeError(f"ExifTool failed:\n{done.stderr or done.stdout}") from None
    return {Path(str(told.pop("SourceFile"))).name: told for told in found}


def run_nu(jar: Path, paths: Sequence[Path]) -> list[NuMessage]:
    """The errors in HTML, CSS and SVG files, all checked in one run; warnings and notes are left out.

    Raises ValueError without a path and FileNotFoundError for an absent one, since the checker is silent on
    both, and RuntimeError when the checker itself fails.
    """
    if not paths:
        raise ValueError("no files given to the Nu HTML checker")
    for path in paths:
        if not path.is_file():
            raise FileNotFoundError(path)
    command = ["java", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
    command += ["--also-check-css", "--also-check-svg", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        messages = cast("list[NuMessage]", json.loads(done.stdout)["messages"])
    except (ValueError, KeyError):
        raise RuntimeError(f"the Nu HTML checker failed:\n{done.stderr or done.stdout}") from None
    return [message for message in messages if message["type"] != "info"]


def fetch_missing() -> list[str]:
    """Fetches what is absent and can be had without asking; returns the reasons of what stays absent."""
    wanted: list[str] = []
    if isinstance(find_chromium(), Missing) and "CHROMIUM" not in os.environ:
        wanted += DEBIAN_CHROMIUM
    if shutil.which("java") is None:
        wanted += DEBIAN_JAVA
    if shutil.which("npm") is None and not _from_npm_are_current():
        wanted += DEBIAN_NPM
    if isinstance(find_exiftool(), Missing):
        wanted += DEBIAN_EXIFTOOL
    if is_required():
        wanted += [package for program, package in DEBIAN_READERS.items() if shutil.which(program) is None]
    if wanted:
        _install_from_debian(wanted)
    if shutil.which("npm") is not None and not _from_npm_are_current():
        print("Fetching the Nu HTML checker and axe …", flush=True)
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=TOOLS,
            check=False,
        )
    if shutil.which("npm") is not None and isinstance(find_replay(), Missing):
        print("Fetching ReplayWeb.page …", flush=True)
        _fetch_replay()
    return [
        found.reason
        for found in (find_nu(), find_exiftool(), find_chromium(), find_axe(), find_replay())
        if isinstance(found, Missing)
    ]


def _fetch_replay() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", REPLAY_PACKAGE, "--silent", "--pack-destination", folder],
            cwd=folder, capture_output=True, check=False,
        )  # fmt: skip
        for package in Path(folder).glob("*.tgz"):
            if hashlib.sha512(package.read_bytes()).hexdigest() != REPLAY_SHA512:
                print(f"{REPLAY_PACKAGE} is not what it was when it was pinned.", file=sys.stderr)
                return
            REPLAY.mkdir(exist_ok=True)
            with tarfile.open(package) as archive:
                for name in ("ui.js", "sw.js", "LICENSE"):
                    member = archive.extractfile(f"package/{name}")
                    assert member is not None, name
                    (REPLAY / name).write_bytes(member.read())


def _from_npm_are_current() -> bool:
    wanted: dict[str, str] = json.loads((TOOLS / "package.json").read_bytes())["devDependencies"]
    return all(_held(name) == version for name, version in wanted.items()) and VNU_JAR.is_file() and AXE.is_file()


def _held(package: str) -> str:
    try:
        return str(json.loads((TOOLS / "node_modules" / package / "package.json").read_bytes())["version"])
    except OSError:
        return ""


def _install_from_debian(packages: Sequence[str]) -> None:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    print(f"Installing {', '.join(packages)} with apt-get …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    for command in (["apt-get", "update"], install):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"`{' '.join(command)}` failed:\n{done.stderr}", file=sys.stderr)
            return


def _runs(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> None:
    """Prepares the checkers. What stays missing is only named: the tests that need it are the judges."""
    for reason in fetch_missing():
        print(f"Note: {reason}", file=sys.stderr)


if __name__ == "__main__":
    main()
