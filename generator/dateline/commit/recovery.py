"""What a build does first: finish or drop what a killed build left."""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH112, PTH123

from __future__ import annotations

import os
from pathlib import Path

from dateline.commit.journal import JOURNAL_NAME, Journal, parse_journal
from dateline.commit.paths import real_root, stage_folders
from dateline.commit.replay import drop_stage, replay, retire_stage
from dateline.commit.writer import Step


def recover(output: Path, *, step: Step | None = None) -> str | None:
    """Replay a complete journal or drop an unfinished stage; what was done in words, None if nothing was.

    Call it under the lock. An OSError on the way leaves the journal for the next try.
    """
    root = real_root(output)
    told = None
    for stage in stage_folders(root):
        if not os.path.isdir(stage):
            continue
        journal = read_journal(stage)
        if journal is None:
            drop_stage(stage, step)
            told = "An earlier build was stopped before it changed the output; its leftovers were removed."
        else:
            replay(root, stage, journal, step)
            retire_stage(stage, step)
            told = "An earlier build was stopped while it changed the output; its changes were completed."
    return told


def read_journal(stage: str) -> Journal | None:
    """The stage's journal if it is complete."""
    try:
        with open(f"{stage}/{JOURNAL_NAME}", "rb") as file:
            return parse_journal(file.read())
    except FileNotFoundError:
        return None
