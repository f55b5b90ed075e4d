"""A real S3-compatible server on loopback that can be cut off at any request, and is looked into after every one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import boto3
from moto.backends import get_backend
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.server import ThreadedMotoServer

from dateline.publish.address import BucketAddress
from dateline.publish.bucket import BucketTarget

BUCKET: Final = "archive"
PREFIX: Final = "sites/flood"
KEYS: Final = {"AWS_ACCESS_KEY_ID": "test-key-id", "AWS_SECRET_ACCESS_KEY": "test-secret", "AWS_REGION": "us-east-1"}
_DENIED: Final = b"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>No.</Message></Error>"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Storage:
    """One server and its bucket. `writes` counts requests that change anything.

    After `cut(n)` it does the n-th of them and answers as if it had not, or (`done` False) does not do it either; from
    then on it refuses everything, until `restore`. `look` is called after every change with all that is there.
    """

    def __init__(self) -> None:
        self.writes = 0
        self.look: Callable[[dict[str, bytes]], None] | None = None
        self.on_write: Callable[[int], None] | None = None
        self._cut_at = 0
        self._done = False
        self._is_cut = False
        self._lock = threading.Lock()
        self._read: dict[tuple[str, str], bytes] = {}
        self.endpoint = ""

    def cut(self, at: int, *, done: bool) -> None:
        """Cuts the server off at a write, counted from now on."""
        self.writes, self._cut_at, self._done = 0, at, done

    def restore(self) -> None:
        """Lets it answer again."""
        self._cut_at, self._is_cut = 0, False

    def target(self) -> BucketTarget:
        """The bucket as a target."""
        address = BucketAddress(bucket=BUCKET, prefix=PREFIX, endpoint=self.endpoint, region="us-east-1")
        return BucketTarget(address, retries=1)

    def client(self) -> Any:
        """Another library's view of it."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
            region_name="us-east-1",
        )

    def files(self) -> dict[str, bytes]:
        """Everything under the prefix."""
        backend: Any = get_backend("s3")[DEFAULT_ACCOUNT_ID]["aws"]
        found: dict[str, bytes] = {}
        for name, key in backend.buckets[BUCKET].keys.items():
            stamp = (name, key.etag)
            if stamp not in self._read:
                self._read[stamp] = key.value
            found[name.removeprefix(f"{PREFIX}/")] = self._read[stamp]
        return found

    def empty(self) -> None:
        """Takes everything out of the bucket."""
        backend: Any = get_backend("s3")[DEFAULT_ACCOUNT_ID]["aws"]
        backend.buckets[BUCKET].keys.clear()

    def around(self, application: Application) -> Application:
        """The server's application, watched and cut off."""

        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            is_write = environ["REQUEST_METHOD"] in ("PUT", "POST", "DELETE") and f"/{PREFIX}/" in environ["PATH_INFO"]
            with self._lock:
                if is_write and not self._is_cut:
                    self.writes += 1
                    self._is_cut = self.writes == self._cut_at
                    does = not self._is_cut or self._done
                    if self.on_write:
                        self.on_write(self.writes)
                else:
                    does = not self._is_cut
                body = list(application(environ, (lambda *_: None) if self._is_cut else start)) if does else []
                if is_write and does and self.look:
                    self.look(self.files())
                if self._is_cut:
                    start("403 Forbidden", [("Content-Type", "application/xml"), ("Content-Length", str(len(_DENIED)))])
                    return [_DENIED]
            return body

        return answer


@contextmanager
def running_storage() -> Iterator[Storage]:
    """A server with an empty bucket; it ends with the block."""
    storage = Storage()
    server = _Server(storage)
    server.start()
    try:
        host, port = server.get_host_and_port()
        storage.endpoint = f"http://{host}:{port}"
        storage.client().create_bucket(Bucket=BUCKET)
        yield storage
    finally:
        server.stop()


class _Server(ThreadedMotoServer):
    """moto's own server, with what is watched around its application."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(ip_address="127.0.0.1", port=0, verbose=False)
        self._storage = storage

    def _server_entry(self) -> None:
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Quiet(WSGIRequestHandler):
            def log(self, type: str, message: str, *args: Any) -> None:
                """A test's output is for the test."""

        application = self._storage.around(DomainDispatcherApplication(create_backend_app))
        self._server = make_server(self._ip_address, self._port, application, threaded=True, request_handler=Quiet)
        self._server_ready_event.set()
        self._server.serve_forever()

    def stop(self) -> None:
        """Ends the server, and gives its port back."""
        super().stop()
        assert self._server is not None
        self._server.server_close()
