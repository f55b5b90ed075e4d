"""Sites to test with: the starter, as `dateline init` writes it."""

from __future__ import annotations

from pathlib import Path

from dateline.begin import Declined, begin_site

BLOG = "content/river-watch"
LOG = f"{BLOG}/2026-01-12.md"


def starter_site(folder: Path) -> Path:
    """A new site in `folder`."""
    begun = begin_site(folder, title="", url="", zone="")
    assert not isinstance(begun, Declined), begun.message
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replaces what stands exactly once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes, but for the build state."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".dateline" not in path.relative_to(folder).parts
    }
