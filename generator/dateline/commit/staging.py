"""The stage: files wait in it, in full, until one commit moves them all into the output."""

# Plain strings on purpose: one Path object costs more than the system call it is for.
# ruff: noqa: PTH102, PTH103, PTH105, PTH120, PTH123

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from dateline.commit.journal import FILES_NAME, JOURNAL_NAME, Journal, format_journal
from dateline.commit.paths import choose_stage_folder, real_root
from dateline.commit.planning import plan_commit
from dateline.commit.refusal import OutputRefused
from dateline.commit.replay import drop_replaced, replay, retire_stage
from dateline.commit.writer import Staged, StageWriter, Step

if TYPE_CHECKING:
    from threading import Thread

    from dateline.commit.hand import Hand


class Committed(Struct, frozen=True, kw_only=True):
    """What a commit changed: files `written` (with their `bytes`) and files `removed`."""

    written: int
    removed: int
    bytes: int


class Staging:
    """A stage for one build, to be used in a `with` statement under the lock, after `recover`.

    Leaving it without a commit drops the stage and leaves the output exactly as it was. `owned` is what the
    manifests on disk name; nothing else is ever removed, and nothing else is written over unless `adopt`.
    A `lasting` commit that was decided outlives a power cut, and, if it `frees`, what it replaced is gone before the
    stage is left. Of a commit that is not lasting a reader may, for the blink of an eye, find a file neither old nor
    new. What is not freed is left for `drop_replaced`, when there is time.
    Workers use `writer` (inherited by fork, or pickled) and send back `Staged` records for `take`.
    """

    def __init__(
        self,
        output: Path,
        *,
        owned: Mapping[str, str] | None,
        adopt: bool = False,
        lasting: bool = True,
        frees: bool = True,
        step: Step | None = None,
        hand: Hand | None = None,
    ) -> None:
        self._root = real_root(output)
        self._stage = choose_stage_folder(self._root)
        self._owned: Mapping[str, str] = owned or {}
        self._adopt = adopt
        self._lasting = lasting
        self._frees = frees
        self._step = step
        self._staged: dict[str, Staged] = {}
        self._removes: set[str] = set()
        self._process = os.getpid()
        self._open = False
        self._dropping: Thread | None = None
        self.writer = StageWriter(folder=f"{self._stage}/{FILES_NAME}", step=step, hand=hand)

    def __enter__(self) -> Self:
        self._tell("open the stage")
        os.makedirs(os.path.dirname(self._stage), exist_ok=True)
        os.mkdir(self._stage)
        self._open = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A forked worker that unwinds through here must not drop its parent's stage.
        if os.getpid() != self._process:
            return
        if self._dropping is not None:
            self._dropping.join()
        if self._open:
            self._open = False
            if self.writer.hand is not None:
                self.writer.hand.finish()
            shutil.rmtree(self._stage, ignore_errors=kind is not None)

    def add(self, path: str, data: bytes, sha256: str | None = None) -> Staged:
        """Stage `data` to be written at `path`; `sha256` in hex saves hashing again."""
        staged = self.writer.write(path, data, sha256)
        self._staged[path] = staged
        return staged

    def take(self, records: Iterable[Staged]) -> None:
        """Make what workers staged part of the commit."""
        for record in records:
            if record.path in self._staged:
                raise ValueError(f"{record.path!r} is staged twice")
            self._staged[record.path] = record

    def remove(self, path: str) -> None:
        """Have an owned file removed. ValueError when no manifest says that it is ours."""
        if path not in self._owned:
            raise ValueError(f"{path!r} is not in the manifests, so it is not ours to remove")
        self._removes.add(path)

    def commit(self) -> Committed | OutputRefused:
        """Move everything into the output. A refusal changed nothing, nor did an OSError before the decision.

        After the decision (the journal's rename) an OSError leaves the journal, for `recover` to complete.
        """
        if both := self._removes & self._staged.keys():
            raise ValueError(f"{min(both)!r} is both written and removed")
        if not self._staged and not self._removes:
            return Committed(written=0, removed=0, bytes=0)
        self._require_staged()
        plan = plan_commit(self._root, self._staged, self._removes, self._owned, adopt=self._adopt)
        if isinstance(plan, OutputRefused):
            return plan
        self._decide(plan)
        removed = replay(self._root, self._stage, plan, self._step, lasting=self._lasting)
        retire_stage(self._stage, self._step)
        if self._lasting:
            self._tell("drop what was replaced")
            self._drop_replaced()
        size = sum(staged.size for staged in self._staged.values())
        return Committed(written=len(self._staged), removed=removed, bytes=size)

    def _drop_replaced(self) -> None:
        if not self._frees:
            drop_replaced(Path(self._root), inside=True)
            return
        from threading import Thread

        # The disk is waited for, not the processor.
        self._dropping = Thread(target=drop_replaced, args=(Path(self._root),))
        self._dropping.start()

    def _require_staged(self) -> None:
        """A staged file that is gone would count as already renamed, so it must be noticed before."""
        present: set[str] = set()
        folders = [""]
        while folders and self._staged:
            folder = folders.pop()
            with os.scandir(f"{self.writer.folder}/{folder}") as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(f"{folder}{entry.name}/")
                    else:
                        present.add(f"{folder}{entry.name}")
        if missing := self._staged.keys() - present:
            raise FileNotFoundError(f"{min(missing)!r} is no longer in the stage {self._stage}")

    def _decide(self, plan: Journal) -> None:
        data = format_journal(plan)
        partial = f"{self._stage}/{JOURNAL_NAME}.partial"
        self._tell("write the journal")
        with open(partial, "wb") as file:
            file.write(data)
            if self._lasting:
                self._tell("sync the journal")
                file.flush()
                os.fsync(file.fileno())
        self._tell("decide")
        # From here on leaving must not drop the stage. Should the rename fail, `recover` finds no journal.
        self._open = False
        os.replace(partial, f"{self._stage}/{JOURNAL_NAME}")

    def _tell(self, act: str) -> None:
        if self._step:
            self._step(act)
