"""One content, one instant, one output: whoever builds it, where, and in what surroundings."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.site_kit import DEMONSTRATION, LONG_AFTER, SITES, assert_same, tree

PROGRAM = f"""
import sys
from pathlib import Path
from dateline.build import Options, build
for name in sys.argv[1:]:
    root = Path(name)
    result = build(Options(root=root, output=root / "output", as_of={LONG_AFTER}))
    assert result.ok, (result.problems, result.refused)
"""

SITES_BUILT = {"rich": SITES / "rich", "demonstration": DEMONSTRATION}

PLAIN = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}

SURROUNDINGS = {
    "another zone, locale, hash seed and umask": (
        {"TZ": "Asia/Tehran", "LC_ALL": "POSIX", "PYTHONHASHSEED": "1"},
        "elsewhere",
        0o077,
    ),
    "a zone beyond the date line, a folder with spaces and other letters": (
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "fa_IR", "PYTHONHASHSEED": "4242"},
        "ein Ordner – پوشه/deeper/still",
        0o027,
    ),
}


def built(folder: Path, environment: Mapping[str, str], umask: int = 0o022, *, backwards: bool = False) -> Path:
    """The sites copied into a folder, file by file, and built there by a process of its own."""
    before = os.umask(umask)
    try:
        for name, origin in SITES_BUILT.items():
            files = [f"{top}/{path}" for top in ("content", "themes") for path in tree(origin / top)]
            for path in sorted(files, reverse=backwards):
                (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(origin / path, folder / name / path)
        package = Path(__file__).parents[2] / "generator"
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, *(str(folder / name) for name in SITES_BUILT)],
            env={**environment, "PYTHONPATH": str(package), "PATH": os.environ["PATH"], "HOME": str(folder)},
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.umask(before)
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites, built in plain surroundings."""
    return built(tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_the_same_bytes_in(surroundings: str, plain: Path, tmp_path: Path) -> None:
    environment, folder, umask = SURROUNDINGS[surroundings]
    (tmp_path / folder).mkdir(parents=True)
    there = built(tmp_path / folder, environment, umask, backwards=True)
    for name in SITES_BUILT:
        assert_same(tree(there / name / "output"), tree(plain / name / "output"))


@pytest.mark.parametrize("name", SITES_BUILT)
def test_manifests_name_every_file_with_its_hash(name: str, plain: Path) -> None:
    output = tree(plain / name / "output")
    listed: dict[str, str] = {}
    for path, data in output.items():
        if path.endswith("manifest-sha256.txt"):
            folder = path.removesuffix("manifest-sha256.txt")
            for line in data.decode().splitlines():
                digest, _, inside = line.partition("  ")
                listed[folder + inside] = digest
    assert listed == {
        path: hashlib.sha256(data).hexdigest() for path, data in output.items() if path != "manifest-sha256.txt"
    }


@pytest.mark.parametrize("name", SITES_BUILT)
def test_nothing_of_the_machine_stands_in_the_output(name: str, plain: Path) -> None:
    for path, data in tree(plain / name / "output").items():
        for trace in (str(plain).encode(), str(Path.home()).encode() + b"/", b"/.dateline"):
            assert trace not in data, path
