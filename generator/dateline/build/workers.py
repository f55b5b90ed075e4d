"""The same work by several processes: forked, so that they inherit what is there; each sends back what it found."""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any, Generic, TypeVar

from dateline.state.codec import decode, encode

T = TypeVar("T")
R = TypeVar("R")


def can_fork() -> bool:
    """Whether a process can be divided. macOS has fork, but its own libraries may not be used on both sides of one."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def available() -> int:
    """How many processes are worth having here; 1 where there is no fork."""
    if not can_fork():
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_parallel(hands: Sequence[Sequence[T]], work: Callable[[T], R], type_: type[R]) -> list[R]:
    """The results of `work` on each item, in order. With one hand everything is done here.

    Each process begins with a hand of its own. Whoever is done with it takes over what others have not begun: no two
    processors are equally fast, and least of all where others use them too.

    What `work` returns are records of `type_`. An exception in a process is raised here.
    """
    if len(hands) == 1:
        return [work(item) for item in hands[0]]
    begins = accumulate(map(len, hands), initial=0)
    tables = [_Table(hand, begin) for hand, begin in zip(hands, begins, strict=False)]
    children: list[tuple[int, int]] = []
    # What is here already is not counted again by every child, and its pages stay shared.
    gc.freeze()
    try:
        for at in range(1, len(hands)):
            children.append(_start(chain.from_iterable(tables[at:] + tables[:at]), work))
        found = {number: work(item) for number, item in chain.from_iterable(tables)}
        for child, pipe in children:
            found.update(_collect(child, pipe, type_))
        return [result for _, result in sorted(found.items(), key=itemgetter(0))]
    finally:
        gc.unfreeze()
        for table in tables:
            table.close()
        for child, pipe in children:
            _end(child, pipe)


class _Table(Generic[T]):
    """Items that several processes take by turns: which one is next lies in a pipe, of which a read is whole."""

    def __init__(self, items: Sequence[T], begin: int) -> None:
        """`begin` is the number of the first of them."""
        # As many pieces as surely have room in the pipe, however little the system grants.
        piece = -(-len(items) // _PIECES) or 1
        numbered = list(enumerate(items, begin))
        self._pieces = [numbered[at : at + piece] for at in range(0, len(items), piece)]
        self._next, write = os.pipe()
        with os.fdopen(write, "wb") as stream:
            stream.write(b"".join(number.to_bytes(_NUMBER, "big") for number in range(len(self._pieces))))

    def __iter__(self) -> Iterator[tuple[int, T]]:
        while number := os.read(self._next, _NUMBER):
            yield from self._pieces[int.from_bytes(number, "big")]

    def close(self) -> None:
        """To be done once, by the process that made it."""
        os.close(self._next)


_NUMBER = 4
_PIECES = 1_024
"""Bytes of a number, and numbers that 4,096 bytes can hold."""


class Ahead(Generic[R]):
    """One piece of work that another process does meanwhile. Whoever begins it ends it."""

    def __init__(self, work: Callable[[], R], type_: type[R]) -> None:
        self._type = type_
        self._process: tuple[int, int] | None = _start([(0, None)], lambda _: work())

    def answer(self) -> R:
        """What came of it, once; an exception there is raised here."""
        assert self._process is not None
        try:
            return _collect(*self._process, self._type)[0]
        finally:
            self.end()

    def end(self) -> None:
        """Leaves no process behind, wanted or not."""
        process, self._process = self._process, None
        if process is not None:
            _end(*process)


class Partner:
    """One piece of work that another process gets ready for, is told something for, and then does. `work` calls `hear`,
    which waits for what is told and gives it encoded. Whoever begins it ends it."""

    def __init__(self, work: Callable[[Callable[[], bytes]], Any]) -> None:
        # A pipe holds little: whoever tells more would have to wait until the other has time to listen.
        self._sheet = _sheet()
        read, self._said = os.pipe()

        def heard() -> bytes:
            # Held open here, it would never be at its end when the other process is gone.
            os.close(self._said)
            with os.fdopen(read, "rb") as stream:
                length = int.from_bytes(stream.read(_LENGTH), "big")
            with os.fdopen(self._sheet, "rb") as stream:
                stream.seek(0)
                return stream.read(length)

        self._process: tuple[int, int] | None = _start([(0, None)], lambda _: work(heard))
        self.was_told = False
        os.close(read)

    def tell(self, value: Any) -> None:
        """Tells it, once. A process that is gone is not told; its answer says so."""
        data = encode(value)
        self.was_told = True
        with os.fdopen(os.dup(self._sheet), "wb") as stream:
            stream.write(data)
        with contextlib.suppress(BrokenPipeError):
            os.write(self._said, len(data).to_bytes(_LENGTH, "big"))

    def answer(self, type_: type[R]) -> R:
        """What came of it, once; an exception there is raised here. The process itself may take a while to go."""
        assert self._process is not None
        return _collect(*self._process, type_)[0]

    def end(self) -> None:
        """Leaves no process behind, wanted or not."""
        process, self._process = self._process, None
        if process is not None:
            os.close(self._said)
            os.close(self._sheet)
            _end(*process)


_LENGTH = 8
"""Bytes that say how much was told."""


def _sheet() -> int:
    """A file without a name, for this process and those that it begins."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("dateline")
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        return os.dup(file.fileno())


def _start(items: Iterable[tuple[int, T]], work: Callable[[T], R]) -> tuple[int, int]:
    sys.stdout.flush()
    sys.stderr.flush()
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        return child, read
    status = 1
    try:
        os.close(read)
        gc.disable()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        answer: Any
        try:
            answer = (True, tuple((number, encode(work(item))) for number, item in items))
        except BaseException as fault:
            answer = (False, type(fault).__name__, str(fault), traceback.format_exc(), getattr(fault, "errno", None))
        with os.fdopen(write, "wb") as stream:
            stream.write(marshal.dumps(answer, 2))
        status = 0
    finally:
        # Nothing of the parent's may run in the child: no cleaning up, no handlers, no second output of buffers.
        os._exit(status)


class WorkerFailed(RuntimeError):
    """A bug in a worker, with its traceback."""


def _collect(child: int, pipe: int, type_: type[R]) -> dict[int, R]:
    """What came of the items that a process took, by their numbers."""
    with os.fdopen(os.dup(pipe), "rb") as stream:
        data = stream.read()
    try:
        answer = marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        raise WorkerFailed(f"A worker ended without an answer (process {child}).") from None
    if answer[0]:
        return {number: _sound(decode(found, type_), child) for number, found in answer[1]}
    _, name, said, trace, errno = answer
    if errno is not None:
        raise OSError(errno, said)
    raise WorkerFailed(f"{name}: {said}\n{trace}")


def _sound(found: R | None, child: int) -> R:
    if found is None:
        raise WorkerFailed(f"A worker's answer cannot be read (process {child}).")
    return found


def _end(child: int, pipe: int) -> None:
    """Whatever happened, no process is left behind."""
    os.close(pipe)
    try:
        done, _ = os.waitpid(child, os.WNOHANG)
        if not done:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    except (ChildProcessError, ProcessLookupError):
        pass
