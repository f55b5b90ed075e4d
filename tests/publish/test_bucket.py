"""Publishing to a real S3-compatible server: cut off anywhere, killed, and what it keeps of each file."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.publish import Declined, Published, TargetFailed, Wish, publish
from dateline.publish.address import BucketAddress
from dateline.publish.bucket import BucketTarget
from dateline.publish.carrying import LARGE
from tests.cli.running import PROGRAM, environment
from tests.publish.outputs import built_versions, write_output
from tests.publish.storage import BUCKET, KEYS, PREFIX, Storage, running_storage
from tests.publish.watching import Watcher
from tests.site_kit import assert_same, tree


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The keys of the test's server in the environment, and none of the machine's own."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture(scope="module")
def server() -> Iterator[Storage]:
    with running_storage() as storage:
        yield storage


@pytest.fixture
def storage(server: Storage) -> Storage:
    """The server with an empty bucket, nobody looking."""
    server.restore()
    server.look = server.on_write = None
    server.empty()
    return server


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return built_versions(tmp_path_factory.mktemp("versions"))


def _publish(storage: Storage, output: Path, **changed: bool) -> Published:
    address = BucketAddress(bucket=BUCKET, prefix=PREFIX)
    wish = Wish(output=output, address=address, **changed)  # type: ignore[arg-type]  # switches only
    done = publish(wish, lambda *_: None, lambda _: storage.target())
    assert isinstance(done, Published), done
    return done


def test_cut_off_at_50_random_points_the_next_run_completes_it_and_no_reader_ever_misses_anything(
    storage: Storage, versions: tuple[Path, Path]
) -> None:
    watcher = Watcher()
    gaps: list[str] = []
    storage.look = lambda files: gaps.extend(watcher.gaps(files))
    chance = random.Random(20090616)
    trees = [tree(output) for output in versions]
    storage.writes = 0
    _publish(storage, versions[0])
    assert_same(storage.files(), trees[0])
    writes = 60
    here = 0
    for point in range(50):
        there = 1 - here
        storage.cut(chance.randint(1, writes), done=point % 2 == 0)
        try:
            _publish(storage, versions[there])
        except TargetFailed as fault:
            assert "AccessDenied" in fault.message
        storage.restore()
        # An editor may have taken everything back meanwhile, or may not.
        here = chance.choice((here, there))
        storage.writes = 0
        _publish(storage, versions[here])
        writes = max(writes, storage.writes)
        assert_same(storage.files(), trees[here])
        assert not gaps
    assert watcher.looks > 50 * 20


@pytest.mark.parametrize("at", [1, 7, 30, 44])
def test_a_first_publish_that_was_cut_off_is_completed_too(
    at: int, storage: Storage, versions: tuple[Path, Path]
) -> None:
    watcher = Watcher()
    gaps: list[str] = []
    storage.look = lambda files: gaps.extend(watcher.gaps(files))
    storage.cut(at, done=True)
    with pytest.raises(TargetFailed):
        _publish(storage, versions[0])
    storage.restore()
    assert "manifest-sha256.txt" not in storage.files()
    assert _publish(storage, versions[1]).resumed
    assert_same(storage.files(), tree(versions[1]))
    assert not gaps


@pytest.mark.parametrize(
    ("at", "sent", "code"),
    [(5, signal.SIGKILL, -signal.SIGKILL), (40, signal.SIGKILL, -signal.SIGKILL), (30, signal.SIGINT, 130)],
)
def test_a_process_that_is_killed_or_interrupted_leaves_what_the_next_completes(
    at: int, sent: signal.Signals, code: int, storage: Storage, versions: tuple[Path, Path]
) -> None:
    watcher = Watcher()
    gaps: list[str] = []
    storage.look = lambda files: gaps.extend(watcher.gaps(files))
    command = [sys.executable, "-c", PROGRAM, "publish", f"s3://{BUCKET}/{PREFIX}", "-o", str(versions[0])]
    command += ["--endpoint", storage.endpoint]
    first = subprocess.Popen(command, env=environment(KEYS), stderr=subprocess.PIPE)
    storage.writes = 0
    storage.on_write = lambda count: os.kill(first.pid, sent) if count == at else None
    _, said = first.communicate(timeout=60)
    assert first.returncode == code
    assert ("it goes on from here" in said.decode()) == (sent == signal.SIGINT)
    storage.on_write = None
    again = subprocess.run(command, env=environment(KEYS), capture_output=True, timeout=60, check=False)
    told = "An earlier publish was not completed; this one took it up.\n"
    assert (again.returncode, again.stderr.decode()) == (0, told)
    assert_same(storage.files(), tree(versions[0]))
    assert not gaps


def test_a_second_publish_asks_for_two_files_and_sends_none(storage: Storage, versions: tuple[Path, Path]) -> None:
    _publish(storage, versions[0])
    storage.writes = 0
    done = _publish(storage, versions[0])
    assert (done.plan.acts, done.sent, storage.writes) == ((), 0, 0)


def test_only_what_differs_is_sent(storage: Storage, versions: tuple[Path, Path]) -> None:
    before, after = (tree(output) for output in versions)
    _publish(storage, versions[0])
    done = _publish(storage, versions[1])
    assert {act.path for act in done.plan.sends} == {path for path, data in after.items() if before.get(path) != data}
    assert {act.path for act in done.plan.deletes} == before.keys() - after.keys()
    assert (done.sent, done.deleted) == (len(done.plan.sends), len(done.plan.deletes))


def test_every_file_has_its_type_and_says_how_long_it_may_be_kept(
    storage: Storage, versions: tuple[Path, Path]
) -> None:
    _publish(storage, versions[1])
    client = storage.client()

    def headers(path: str) -> tuple[str, str]:
        found = client.head_object(Bucket=BUCKET, Key=f"{PREFIX}/{path}")
        return found["ContentType"], found["CacheControl"]

    asset = next(path for path in tree(versions[1]) if path.startswith("assets/") and path.endswith(".css"))
    assert headers(asset) == ("text/css; charset=utf-8", "public, max-age=31536000, immutable")
    assert headers("flood/index.html") == ("text/html; charset=utf-8", "public, max-age=5, must-revalidate")
    assert headers("wind/index.html") == ("text/html; charset=utf-8", "no-cache")
    assert headers("flood/morning.html") == ("text/html; charset=utf-8", "no-cache")
    assert headers("flood/atom.xml") == (
        "application/atom+xml; charset=utf-8",
        "public, max-age=300, must-revalidate",
    )
    assert headers("flood/rss.xml")[0] == "application/rss+xml; charset=utf-8"
    assert headers("feed.json") == ("application/feed+json", "public, max-age=300, must-revalidate")
    assert headers("sitemap.xml") == ("application/xml; charset=utf-8", "no-cache")
    assert headers("flood/media/square.png") == ("image/png", "no-cache")


def test_names_of_all_kinds_and_large_files_arrive_as_they_are(storage: Storage, tmp_path: Path) -> None:
    files = {
        "a b.txt": b"1",
        "a#b?.txt": b"2",
        "100%25.txt": b"3",
        "~x[1].txt": b"4",
        "tags/دریا.html": b"5",
        "cafe\u0301.txt": b"6",
        "caf\u00e9.txt": b"7",
        "film.mp4": random.Random(1).randbytes(LARGE + 5),
        "empty": b"",
    }
    output = write_output(tmp_path / "output", files)
    _publish(storage, output)
    assert_same(storage.files(), tree(output))


def test_a_bucket_that_holds_something_else_is_refused_unless_it_is_adopted(storage: Storage, tmp_path: Path) -> None:
    output = write_output(tmp_path / "output", {"index.html": b"home"})
    storage.client().put_object(Bucket=BUCKET, Key=f"{PREFIX}/theirs.html", Body=b"theirs")
    wish = Wish(output=output, address=BucketAddress(bucket=BUCKET, prefix=PREFIX))
    done = publish(wish, lambda *_: None, lambda _: storage.target())
    assert isinstance(done, Declined)
    assert "is not empty" in done.message
    assert storage.files() == {"theirs.html": b"theirs"}
    _publish(storage, output, adopt=True)
    assert_same(storage.files(), {**tree(output), "theirs.html": b"theirs"})


@pytest.mark.parametrize(
    ("bucket", "said", "hint"),
    [("no-such-bucket", "it has no such bucket", "Check the bucket's name")],
)
def test_what_the_storage_refuses_is_told_in_words(bucket: str, said: str, hint: str, storage: Storage) -> None:
    target = BucketTarget(BucketAddress(bucket=bucket, endpoint=storage.endpoint), retries=0)
    with pytest.raises(TargetFailed) as failed:
        target.read("index.html")
    assert said in failed.value.message
    assert hint in failed.value.hint


def test_a_server_that_is_not_there_is_told_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "127.0.0.1:9")
    target = BucketTarget(BucketAddress(bucket=BUCKET, endpoint="http://127.0.0.1:9"), retries=0)
    with pytest.raises(TargetFailed) as failed:
        target.read("index.html")
    assert "error sending request" in failed.value.message
    # Whatever the text holds, what equals a secret is not repeated.
    assert "http://…/archive" in failed.value.message
    assert "goes on from here" in failed.value.hint


def test_where_no_credentials_are_found_it_is_told_which(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.delenv(name)
    # What stands in for a cloud's own service: nobody is there.
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", "http://127.0.0.1:9")
    target = BucketTarget(BucketAddress(bucket=BUCKET, endpoint=storage.endpoint), retries=0)
    with pytest.raises(TargetFailed) as failed:
        target.read("index.html")
    assert failed.value.message == "No credentials for s3://archive were found."
    assert "AWS_ACCESS_KEY_ID" in failed.value.hint


def test_a_profile_is_read_as_others_read_it(storage: Storage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in KEYS:
        monkeypatch.delenv(name)
    kept = tmp_path / "credentials"
    kept.write_text("[archive]\naws_access_key_id = test-key-id\naws_secret_access_key = test-secret\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(kept))
    monkeypatch.setenv("AWS_PROFILE", "archive")
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", "http://127.0.0.1:9")
    target = BucketTarget(BucketAddress(bucket=BUCKET, endpoint=storage.endpoint), retries=0)
    assert target.read("index.html") is None
    monkeypatch.setenv("AWS_PROFILE", "no-such-profile")
    with pytest.raises(TargetFailed, match="boto3 gives no credentials"):
        BucketTarget(BucketAddress(bucket=BUCKET, endpoint=storage.endpoint), retries=0)
