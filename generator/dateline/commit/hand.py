"""Another process that hashes and stages files, while this one makes the next of them.

Of a save's milliseconds a fifth goes into SHA-256 and into the system's copying of pages; with a second core they cost
little. What it has not begun when there is nothing else to do here is done here. A thread would have to ask for the
interpreter's lock five times a file.
"""

from __future__ import annotations

import contextlib
import errno
import marshal
import os
import signal
import socket
import time
from mmap import mmap
from types import TracebackType
from typing import Self

from dateline.commit.writer import Answer, Offered, Staged, StageWriter

_ROOM = 16 * 2**20
"""Bytes that may lie between the two processes; memory is taken only for as many as ever did."""
_MOST = 64
"""Files after which an answer is awaited: neither side may come to wait for the other to listen."""
_AWAKE = 0.006
"""Seconds: within a save, planning the pages of the site takes the longest between two files."""
_LONGEST = 65_536
"""Bytes of a message: a path has 4,096 at most."""


class Hand:
    """The other process, from the beginning to the end of a `with` statement. It ends by itself when this one does.

    It is forked, so it is to be begun before there are threads. A process that is forked of this one has no use of it.
    """

    def __init__(self) -> None:
        self._sheet = mmap(-1, _ROOM)
        self._next = 0
        self._waiting: dict[int, _Waiting] = {}
        self._number = 0
        self._writer: StageWriter | None = None
        self._stage = 0
        self._parent = os.getpid()
        # Both processes take from the one queue: the system gives a message to one of them.
        self._queue, self._rest = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._answers, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.process = os.fork()
        if not self.process:
            try:
                # Each is to see when the other has ended.
                self._queue.close()
                self._answers.close()
                _serve(self._rest, theirs, self._sheet)
            finally:
                # Nothing of the parent's may run here: no cleaning up, no handlers, no second output of buffers.
                os._exit(0)
        theirs.close()
        self._lives = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if os.getpid() == self._parent:
            for line in (self._queue, self._rest, self._answers):
                line.close()
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.process, 0)

    def offer(self, writer: StageWriter, path: str, data: bytes, same: str | None) -> Answer | None:
        """Has `data` staged for `path`, unless `same` is its hash. None: it is not to be had, or the file too large."""
        size = len(data)
        if not self._lives or size > _ROOM or os.getpid() != self._parent:
            return None
        while self._waiting and (len(self._waiting) >= _MOST or self._next + size > _ROOM):
            self.advance()
        if not self._waiting:
            self._next = 0
        self._sheet[self._next : self._next + size] = data
        if writer is not self._writer:
            # Stages follow one another by one name; which folders one has is told of it alone.
            self._writer = writer
            self._stage += 1
        self._number += 1
        waiting = self._waiting[self._number] = _Waiting(self, writer, path, data, same)
        try:
            message = (self._number, self._stage, writer.folder, path, self._next, size, same)
            self._queue.send(marshal.dumps(message))
        except OSError:
            self._lost()
        self._next += size
        return waiting.answer

    def finish(self) -> None:
        """Waits until nothing is left to do: neither a stage that is dropped is to get more of its files, nor the next
        one, which has its name."""
        while self._waiting:
            self.advance()

    def advance(self) -> None:
        """Takes an answer that is there, or else does what the other process has not begun, or else waits for it."""
        if not (self._hear(socket.MSG_DONTWAIT) or self._help()):
            self._hear()

    def _hear(self, flags: int = 0) -> bool:
        try:
            message = self._answers.recv(_LONGEST, flags)
        except BlockingIOError:
            return False
        except OSError:
            message = b""
        if message:
            number, *said = marshal.loads(message)
            waiting = self._waiting.pop(number)
            waiting.told = _told(waiting.path, *said)
        else:
            self._lost()
        return True

    def _help(self) -> bool:
        try:
            message = self._rest.recv(_LONGEST, socket.MSG_DONTWAIT)
        except OSError:
            return False
        self._waiting.pop(marshal.loads(message)[0]).write()
        return True

    def _lost(self) -> None:
        """It was killed: what it had yet to do is done here, and all that follows."""
        self._lives = False
        for waiting in self._waiting.values():
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{waiting.writer.folder}/{waiting.path}")  # noqa: PTH108 - as the writer names it
            waiting.write()
        self._waiting.clear()


class _Waiting:
    """A file that was handed over. Its bytes are held on to in case that nothing comes of it."""

    __slots__ = ("_hand", "data", "path", "same", "told", "writer")

    def __init__(self, hand: Hand, writer: StageWriter, path: str, data: bytes, same: str | None) -> None:
        self._hand = hand
        self.writer, self.path, self.data, self.same = writer, path, data, same
        self.told: Offered | OSError | None = None

    def write(self) -> None:
        """Does it here."""
        try:
            self.told = self.writer.write_unless(self.path, self.data, self.same)
        except OSError as fault:
            # As the other process tells it, whoever did it.
            self.told = _told(self.path, "", -1, 0, fault.errno or errno.EIO)

    def answer(self) -> Offered:
        while self.told is None:
            self._hand.advance()
        if isinstance(self.told, OSError):
            raise self.told
        return self.told


def _told(path: str, sha: str, size: int, mtime_ns: int, fault: int) -> Offered | OSError:
    if fault:
        return OSError(fault, os.strerror(fault), path)
    return Offered(sha, None if size < 0 else Staged(path=path, sha256=sha, size=size, mtime_ns=mtime_ns))


def _serve(queue: socket.socket, answers: socket.socket, sheet: mmap) -> None:
    # Ctrl-C is for the parent, whose end is this one's.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    view = memoryview(sheet)
    writer, known = StageWriter(folder=""), 0
    while message := _next(queue):
        number, stage, folder, path, at, size, same = marshal.loads(message)
        if stage != known:
            writer, known = StageWriter(folder=folder), stage
        answers.send(marshal.dumps((number, *_done(writer, path, view[at : at + size], same))))


def _next(queue: socket.socket) -> bytes:
    """The next message. To wake a process that sleeps costs who wakes it more than to write the file, so it stays awake
    for as long as one file may follow another."""
    last = time.monotonic() + _AWAKE
    while time.monotonic() < last:
        with contextlib.suppress(BlockingIOError):
            return queue.recv(_LONGEST, socket.MSG_DONTWAIT)
    return queue.recv(_LONGEST)


def _done(writer: StageWriter, path: str, data: memoryview, same: str | None) -> tuple[str, int, int, int]:
    """(hash, size, time, errno); a size of -1 for what was not staged."""
    try:
        sha, staged = writer.write_unless(path, data, same)
    except OSError as fault:
        return "", -1, 0, fault.errno or errno.EIO
    return (sha, staged.size, staged.mtime_ns, 0) if staged else (sha, -1, 0, 0)
