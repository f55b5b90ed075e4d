"""Makes the guide: `python docs/_guide/make.py INTO`, from the pages of docs/ or of `--pages FOLDER`.

A folder of finished files with a manifest of them, in the form of sha256sum(1): what `dateline publish` sends. It is
made beside its place and moved there when it is whole; what leads nowhere, or is not understood, fails.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import build_main

from dateline.commit import MANIFEST_NAME, format_manifest

HERE = Path(__file__).resolve().parent


def make(pages: Path, into: Path) -> int:
    """Sphinx's exit code; 2 when something else lies at `into`."""
    if into.exists() and not (into / MANIFEST_NAME).is_file():
        print(f"{into} is no guide that was made here: it is left as it is.", file=sys.stderr)
        return 2
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent, prefix=".guide-") as folder:
        stage, trees = Path(folder) / "guide", Path(folder) / "trees"
        failed = build_main(
            ["-q", "-W", "--keep-going", "-E", "-b", "html", "-c", str(HERE), "-d", str(trees), str(pages), str(stage)]
        )
        if failed:
            return failed
        # For Sphinx's own next run, which there is none of here; and a folder for sources that are not copied.
        (stage / ".buildinfo").unlink()
        (stage / "_sources").rmdir()
        (stage / MANIFEST_NAME).write_bytes(_manifest(stage))
        if into.exists():
            shutil.rmtree(into)
        stage.rename(into)
    return 0


def _manifest(folder: Path) -> bytes:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return format_manifest(
        {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Makes the guide as HTML.")
    parser.add_argument("into", type=Path, metavar="INTO")
    parser.add_argument("--pages", type=Path, default=HERE.parent, metavar="FOLDER")
    asked = parser.parse_args()
    sys.exit(make(asked.pages, asked.into))
