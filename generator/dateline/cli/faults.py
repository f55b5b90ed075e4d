"""What the machine refuses, and what is our own fault: each told in a few calm lines."""

from __future__ import annotations

import errno
import os
import platform
from pathlib import Path

from dateline import __version__
from dateline.problems import Problem, Span, error

_HINTS = {
    errno.ENOSPC: "Free some space, then build again.",
    errno.EDQUOT: "Free some space, then build again.",
    errno.EROFS: "Choose an output folder on a disk that can be written to.",
    errno.EACCES: "Give yourself the right to write there, or choose another output folder.",
    errno.EPERM: "Give yourself the right to write there, or choose another output folder.",
    errno.EMFILE: "Raise the limit of open files (`ulimit -n`), then build again.",
}


def reason_of(fault: OSError) -> str:
    """Why, in the system's words."""
    text = fault.strerror or str(fault) or type(fault).__name__
    return text[:1].lower() + text[1:]


def write_problem(fault: OSError, output: Path, output_shown: str) -> Problem:
    """DL904: the system refused while the site was made. Says whether the output is as it was."""
    path = os.fsdecode(fault.filename) if isinstance(fault.filename, (str, bytes)) else output_shown
    hint = _HINTS.get(fault.errno or 0, "Put that right, then build again.")
    after = "The next build completes what this one began." if is_begun(output) else "The output is as it was."
    return error(Span(path), "DL904", f"The system refused: {reason_of(fault)}.", f"{hint} {after}")


def is_begun(output: Path) -> bool:
    """Whether a journal is left that the next build replays; without one nothing was changed."""
    from dateline.commit.paths import real_root, stage_folders
    from dateline.commit.recovery import read_journal

    try:
        return any(read_journal(stage) is not None for stage in stage_folders(real_root(output)))
    except OSError:
        return False


def bug_paragraph(fault: BaseException) -> str:
    """What to say when something happened that nobody foresaw."""
    return (
        f"Dateline met a fault of its own ({type(fault).__name__}) and stopped. This is not your content's doing, and "
        "the output is as it was or will be completed by the next build. To see where it happened, run the same "
        "command with --traceback (`dateline --traceback …`) or with DATELINE_TRACEBACK=1, and please send that to the "
        f"developers, with Dateline {__version__}, Python {platform.python_version()}."
    )
