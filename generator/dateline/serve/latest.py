"""What the browsers are told: which build is the newest, and what stands in the way of a newer one."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """`version` changes whenever pages did; `overlay` is HTML to lay over the page, or ""; `url` is the address that
    the site's absolute links begin with; `place` is the address of the entry that this version was made for, or ""."""

    version: str
    overlay: str = ""
    url: str = ""
    place: str = ""


class Latest:
    """The newest news, shared between the thread that builds and those that answer requests."""

    def __init__(self) -> None:
        # A page left open over a restart must not take the new server's first build for the one it shows.
        self._session = secrets.token_hex(4)
        self._count = 0
        self._news = News(version=f"{self._session}-0")
        self._changed = threading.Condition()
        self._closed = False

    @property
    def news(self) -> News:
        """What holds now."""
        return self._news

    @property
    def closed(self) -> bool:
        """Whether no news will come any more."""
        return self._closed

    def publish(self, *, pages_changed: bool, overlay: str, url: str | None = None, place: str = "") -> None:
        """Tells everyone who waits. `url` None leaves it as it was; the place is that of the newest pages."""
        with self._changed:
            if pages_changed:
                self._count += 1
            self._news = replace(
                self._news,
                version=f"{self._session}-{self._count}",
                overlay=overlay,
                url=self._news.url if url is None else url,
                place=place if pages_changed else self._news.place,
            )
            self._changed.notify_all()

    def close(self) -> None:
        """Lets everyone go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, seen: News | None, timeout: float) -> News | None:
        """News other than those `seen`; None after `timeout` seconds without any, or when closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._news != seen, timeout)
            return None if self._closed or self._news == seen else self._news
