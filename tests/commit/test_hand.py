"""Another process that stages files: what it leaves is what this one would have left, come what may."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from dateline.commit import Offered, StageWriter, Staging, scan_stats
from dateline.commit.hand import Hand

from .outputs import built, tree

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@pytest.fixture
def hand() -> Iterator[Hand]:
    with Hand() as found:
        yield found


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def publish(output: Path, files: Mapping[str, bytes], hand: Hand | None, same: Mapping[str, str]) -> dict[str, Offered]:
    """Offers files, those that are the `same` among them, and commits."""
    with Staging(output, owned=same, lasting=False, hand=hand) as staging:
        asked = {path: staging.writer.offer(path, data, same.get(path)) for path, data in files.items()}
        found = {path: answer() for path, answer in asked.items()}
        staging.take(offered.staged for offered in found.values() if offered.staged is not None)
        staging.commit()
    return found


def test_what_it_stages_is_what_the_writer_itself_would(tmp_path: Path, hand: Hand) -> None:
    files = {f"blog/{number}/{number}.html": os.urandom(number * 977) for number in range(200)}
    told = {name: publish(tmp_path / name, files, other, {}) for name, other in (("one", hand), ("other", None))}
    assert tree(tmp_path / "one") == tree(tmp_path / "other")
    for path, data in files.items():
        one, other = told["one"][path], told["other"][path]
        assert one.staged is not None and other.staged is not None
        assert (one.sha256, one.staged.size) == (other.sha256, other.staged.size) == (sha(data), len(data))
    stats = scan_stats(tmp_path / "one", files)
    assert all(found.staged and stats[path] == (found.staged.size, found.staged.mtime_ns)
               for path, found in told["one"].items())  # fmt: skip


def test_of_what_is_the_same_only_the_hash_is_told(tmp_path: Path, hand: Hand) -> None:
    output = tmp_path / "output"
    built(output, {"a.html": b"a", "b.html": b"b"})
    found = publish(output, {"a.html": b"a", "b.html": b"bb"}, hand, {"a.html": sha(b"a"), "b.html": sha(b"b")})
    assert found["a.html"] == Offered(sha(b"a"), None)
    assert found["b.html"].staged is not None
    assert (output / "b.html").read_bytes() == b"bb"


def test_stages_of_one_name_follow_one_another(tmp_path: Path, hand: Hand) -> None:
    output = tmp_path / "output"
    for number in range(3):
        publish(output, {"blog/day/a.html": b"%d" % number}, hand, {"blog/day/a.html": ""} if number else {})
        assert (output / "blog/day/a.html").read_bytes() == b"%d" % number


def test_more_than_the_two_can_have_between_them(tmp_path: Path, hand: Hand) -> None:
    files = {f"{number}.bin": bytes([number]) * (3 * 2**20) for number in range(12)} | {"huge.bin": b"x" * (20 * 2**20)}
    publish(tmp_path / "output", files, hand, {})
    assert {path: sha(data) for path, data in files.items()} == {
        path: sha((tmp_path / "output" / path).read_bytes()) for path in files
    }


@pytest.mark.parametrize("after", [0, 1, 40, 150])
def test_killed_in_the_midst_of_it_the_rest_is_done_here(tmp_path: Path, hand: Hand, after: int) -> None:
    files = {f"blog/{number}.html": os.urandom(5_000) for number in range(200)}
    with Staging(tmp_path / "output", owned=None, hand=hand) as staging:
        asked = []
        for number, (path, data) in enumerate(files.items()):
            if number == after:
                os.kill(hand.process, signal.SIGKILL)
            asked.append(staging.writer.offer(path, data, None))
        found = [answer() for answer in asked]
        staging.take(offered.staged for offered in found if offered.staged is not None)
        staging.commit()
    assert {path: (tmp_path / "output" / path).read_bytes() for path in files} == files
    # And it is not asked again.
    publish(tmp_path / "output", {"more.html": b"more"}, hand, {})
    assert (tmp_path / "output/more.html").read_bytes() == b"more"


@contextmanager
def held_up(hand: Hand) -> Iterator[None]:
    """As long as this lasts it does nothing."""
    os.kill(hand.process, signal.SIGSTOP)
    os.waitid(os.P_PID, hand.process, os.WSTOPPED | os.WNOWAIT)
    try:
        yield
    finally:
        os.kill(hand.process, signal.SIGCONT)


def test_what_it_has_not_begun_is_done_here(tmp_path: Path, hand: Hand) -> None:
    files = {f"blog/{number}.html": os.urandom(5_000) for number in range(50)}
    with held_up(hand):
        publish(tmp_path / "output", files, hand, {})
    publish(tmp_path / "other", files, hand, {})
    assert tree(tmp_path / "output") == tree(tmp_path / "other")


def test_killed_while_it_rests_it_is_not_missed(tmp_path: Path, hand: Hand) -> None:
    publish(tmp_path / "output", {"a.html": b"a"}, hand, {})
    os.kill(hand.process, signal.SIGKILL)
    publish(tmp_path / "output", {"b.html": b"b"}, hand, {})
    assert (tmp_path / "output/b.html").read_bytes() == b"b"


@pytest.mark.parametrize("here", [False, True])
def test_what_the_system_refuses_is_raised_where_it_is_asked_for(tmp_path: Path, hand: Hand, here: bool) -> None:
    held = held_up(hand) if here else nullcontext()
    with held, Staging(tmp_path / "output", owned=None, hand=hand) as staging:
        staging.add("a.html", b"a")
        again = staging.writer.offer("a.html", b"again", None)
        other = staging.writer.offer("b.html", b"b", None)
        with pytest.raises(FileExistsError) as met:
            again()
        assert (met.value.errno, met.value.filename) == (errno.EEXIST, "a.html")
        assert other().sha256 == sha(b"b")


def test_what_a_build_that_failed_has_left_to_do_is_no_part_of_the_next(tmp_path: Path, hand: Hand) -> None:
    output = tmp_path / "output"
    files = {f"blog/{number}.html": os.urandom(300_000) for number in range(40)}
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), Staging(output, owned=None, hand=hand) as staging:
            for path in files:
                staging.writer.offer(path, b"of the build that fails" * 10_000, None)
            raise ZeroDivisionError
        assert list(tmp_path.iterdir()) == []
    publish(output, files, hand, {})
    assert {path: (output / path).read_bytes() for path in files} == files


def test_a_path_outside_the_rules_is_not_handed_on(tmp_path: Path, hand: Hand) -> None:
    with Staging(tmp_path / "output", owned=None, hand=hand) as staging, pytest.raises(ValueError, match=r"\.\."):
        staging.writer.offer("../a.html", b"a", None)


def test_a_forked_process_writes_for_itself(tmp_path: Path, hand: Hand) -> None:
    writer = StageWriter(folder=str(tmp_path), hand=hand)
    child = os.fork()
    if not child:
        try:
            writer.offer("child.html", b"child", None)()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    writer.offer("parent.html", b"parent", None)()
    assert tree(tmp_path) == {"child.html": b"child", "parent.html": b"parent"}


def test_it_ends_with_the_process_that_began_it() -> None:
    read, write = os.pipe()
    parent = os.fork()
    if not parent:
        try:
            os.write(write, b"%d" % Hand().process)
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(parent, 0)
    orphan = int(os.read(read, 20))
    for _ in range(6_000):
        if not is_running(orphan):
            return
        time.sleep(0.01)
    pytest.fail("it goes on alone")


def is_running(process: int) -> bool:
    """Whether it is there, and not only waiting to be asked what became of it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_ctrl_c_is_not_for_it(tmp_path: Path, hand: Hand) -> None:
    os.kill(hand.process, signal.SIGINT)
    publish(tmp_path / "output", {"a.html": b"a"}, hand, {})
    assert is_running(hand.process)


def test_at_the_end_nothing_is_left_of_it() -> None:
    with Hand() as hand:
        assert is_running(hand.process)
    assert not is_running(hand.process)
