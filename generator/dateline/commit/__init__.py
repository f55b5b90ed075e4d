"""The only writer of the output folder.

The order of a build::

    with lock (lock_output)            two builds never interleave
      recover(output)                  finish or drop what a killed build left
      owned = read_owned(output)       what the manifests say is Dateline's
      check_output(output, owned, …)   refuse a folder that is not ours to fill
      with Staging(output, …) as staging:
          staging.add / take / remove  only what differs (unchanged)
          staging.commit()             journal, renames, removals

Every path here is relative to the output's root, POSIX, and checked by `paths.path_fault`.
A kill at any moment leaves either the old output or a complete journal that `recover` replays. Files are not
fsynced one by one, so after a power cut the file system may have lost the newest bytes; `altered` notices.
"""

from __future__ import annotations

from dateline.commit.layers import Layers
from dateline.commit.listing import Listing
from dateline.commit.lock import OutputLock, lock_output
from dateline.commit.manifest import (
    MANIFEST_NAME,
    PREVIEW_FILE,
    SHARD_FILE,
    Owned,
    compose_manifests,
    format_manifest,
    parse_manifest,
    read_owned,
    remember_manifest,
    unchanged,
)
from dateline.commit.paths import path_fault
from dateline.commit.recovery import recover
from dateline.commit.refusal import OutputRefused, check_output
from dateline.commit.replay import drop_replaced, has_replaced
from dateline.commit.staging import Committed, Staging
from dateline.commit.stats import FileStat, altered, are_as_left, scan_stats, walk_stats
from dateline.commit.writer import Answer, Offered, Staged, StageWriter

__all__ = [
    "MANIFEST_NAME",
    "PREVIEW_FILE",
    "SHARD_FILE",
    "Answer",
    "Committed",
    "FileStat",
    "Layers",
    "Listing",
    "Offered",
    "OutputLock",
    "OutputRefused",
    "Owned",
    "StageWriter",
    "Staged",
    "Staging",
    "altered",
    "are_as_left",
    "check_output",
    "compose_manifests",
    "drop_replaced",
    "format_manifest",
    "has_replaced",
    "lock_output",
    "parse_manifest",
    "path_fault",
    "read_owned",
    "recover",
    "remember_manifest",
    "scan_stats",
    "unchanged",
    "walk_stats",
]
