"""A preview that runs in a thread, and requests to it. Everything waits for events with a bound, never for a time."""

from __future__ import annotations

import http.client
import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dateline.serve import Built, Changes, PreviewServer, open_server, preview

PATIENCE = 60.0
"""Seconds after which a test gives up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


@dataclass(slots=True)
class Running:
    """A running preview of the site at `root`."""

    root: Path
    server: PreviewServer
    built: queue.Queue[Built] = field(default_factory=queue.Queue)

    def get(self, target: str, host: str | None = None, method: str = "GET") -> Answer:
        """One request. `target` goes out as it is; `host` None sends the right one, "" none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            if host != "":
                connection.putheader("Host", host or f"127.0.0.1:{self.server.server_port}")
            connection.endheaders()
            response = connection.getresponse()
            return Answer(
                response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
            )
        finally:
            connection.close()

    def next_build(self) -> Built:
        """The next build that ends."""
        return self.built.get(timeout=PATIENCE)

    @contextmanager
    def events(self) -> Iterator[Iterator[dict[str, str]]]:
        """The news as a browser receives them."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        connection.request("GET", "/.preview/events")
        response = connection.getresponse()
        assert response.status == 200
        assert response.getheader("Content-Type") == "text/event-stream; charset=utf-8"

        def news() -> Iterator[dict[str, str]]:
            while line := response.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))

        try:
            yield news()
        finally:
            response.close()
            connection.close()


@contextmanager
def running(root: Path, *, drafts: bool = True, follow: bool = False) -> Iterator[Running]:
    """A preview of the site at `root`, its first build done."""
    changes = Changes()
    with open_server(root, "127.0.0.1", 0, follow=follow) as server:
        found = Running(root, server)
        thread = threading.Thread(
            target=preview,
            args=(root, server.latest, changes),
            kwargs={"drafts": drafts, "tell": found.built.put},
            daemon=True,
        )
        thread.start()
        try:
            found.next_build()
            yield found
        finally:
            changes.stop()
            thread.join(PATIENCE)
    assert not thread.is_alive()
