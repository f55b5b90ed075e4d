"""Which readers there are, and which of them an input is for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from dateline.imports.found import Fault, Found, Options
from dateline.imports.given import Given


class Reader(Protocol):
    """What every module of `readers/` offers."""

    def read(self, given: Given, options: Options) -> Found | Fault:
        """All that the input holds."""

    def recognises(self, given: Given) -> bool:
        """Whether the input looks like one of this kind."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` as it is given to `--kind`; `module` in `readers/`; `says` what it reads."""

    name: str
    module: str
    says: str


KINDS: tuple[Kind, ...] = (
    Kind("twitter", "twitter", "a Twitter or X archive: its zip, its folder, or data/tweets.js"),
    Kind("mastodon", "mastodon", "a Mastodon account's archive: packed, its folder, or outbox.json"),
    Kind("live-blog", "live_blog", "what the API of Sourcefabric's Live Blog answers for posts, a file or a folder"),
    Kind("markdown", "markdown", "a folder of Markdown that Jekyll, Hugo or Pelican would build"),
    Kind("wordpress", "wordpress", "an export of WordPress (WXR) with comments and liveblogs"),
    Kind("feed", "feed", "a feed: RSS, Atom or JSON Feed"),
    Kind("page", "page", "a page of the web, pasted as text or saved as HTML"),
)
"""In the order in which an input is offered to them: the surest first, pages last."""


def kind_named(name: str) -> Kind | None:
    """The kind of that name."""
    return next((kind for kind in KINDS if kind.name == name), None)


def kind_of(given: Given) -> Kind | None:
    """The first kind that recognises the input."""
    return next((kind for kind in KINDS if reader_of(kind).recognises(given)), None)


def reader_of(kind: Kind) -> Reader:
    """The reader of a kind, imported when it is asked for."""
    return cast(Reader, import_module(f"dateline.imports.readers.{kind.module}"))
