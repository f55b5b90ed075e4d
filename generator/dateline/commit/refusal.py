"""When Dateline declines to touch an output folder, and how it says so."""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH112

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from dateline.commit.manifest import Owned
from dateline.commit.paths import real_root


class OutputRefused(Struct, frozen=True, kw_only=True):
    """Nothing was written. `paths`: the output paths in the way, if any; the text is meant for editors."""

    message: str
    hint: str
    paths: tuple[str, ...] = ()


def check_output(
    output: Path, owned: Owned | None, *, adopt: bool, forbidden: Sequence[Path] = ()
) -> OutputRefused | None:
    """Refuse an output that is no folder, holds a `forbidden` folder, or holds content that is not ours.

    `owned`: what `read_owned(output)` gave. `adopt` lets foreign content and damaged manifests pass.
    Names that start with a dot (.git, .gitkeep, .nojekyll) are no content.
    """
    root = real_root(output)
    for folder in forbidden:
        kept = os.path.realpath(folder)
        if (root + os.sep).startswith(kept.rstrip(os.sep) + os.sep) and kept != root:
            return OutputRefused(
                message=f"The output folder {output} lies in {folder}, which the build reads from.",
                hint="Choose a folder of its own for the output, such as `output`.",
            )
        if kept == root or kept.startswith(root.rstrip(os.sep) + os.sep):
            return OutputRefused(
                message=f"The output folder {output} is, or contains, {folder}, which the build reads from.",
                hint="Choose a folder of its own for the output, such as `output`.",
            )
    if not os.path.isdir(root):
        if os.path.lexists(output):
            return OutputRefused(
                message=f"The output {output} is not a folder.",
                hint="Choose another output folder, or move that file out of the way.",
            )
        return None
    if adopt:
        return None
    if owned is not None:
        return _refuse_damaged(output, owned.damaged)
    with os.scandir(root) as entries:
        content = any(not entry.name.startswith(".") for entry in entries)
    if content:
        return OutputRefused(
            message=f"The output folder {output} is not empty, and Dateline did not make it.",
            hint="Choose an empty folder. Or pass --adopt to build into this one: files already there stay, "
            "except where the site has a file of the same name.",
        )
    return None


def _refuse_damaged(output: Path, damaged: tuple[str, ...]) -> OutputRefused | None:
    if not damaged:
        return None
    names = ", ".join(damaged[:3]) + (f" and {len(damaged) - 3} more" if len(damaged) > 3 else "")
    return OutputRefused(
        message=f"In the output folder {output}, {names} was changed by hand or is damaged, "
        "so Dateline cannot tell which files are its own.",
        hint="Restore it, or empty the output folder, or pass --adopt to write the site over what is there.",
        paths=damaged,
    )
