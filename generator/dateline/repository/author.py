"""Who writes at this desk, as git knows them."""

from __future__ import annotations

from pathlib import Path

from dateline.repository.git import git


def author(root: Path) -> str:
    """`dateline.by` of git's configuration, else the name under which one commits; "" when git knows neither."""
    for name in ("dateline.by", "user.name"):
        said = git(root, "config", "--get", name)
        if said.ok and said.line.strip():
            return said.line.strip()
    return ""
