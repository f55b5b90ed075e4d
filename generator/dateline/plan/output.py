"""An output: a file of the site that is to be, and what decides its bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

PAGE, FEED, COPY, BYTES, IMAGE = "page", "feed", "copy", "bytes", "image"


class Output(Struct, frozen=True, kw_only=True):
    """`path` is root-relative. `kind`: page (Jinja `template` over the view), feed (feedgen over the view), copy (the
    file `source` of the site), bytes (the view is the bytes), image (developed from the file `source`; the view is an
    `images.developing.Spec`).

    `key` is a digest of all that decides the bytes; `view` gives what `key` stands for, when it is needed.
    `tops` says which heading level an entry's headline has on this page. `absolute` pages name their links by the
    site's `url`: the 404 page, which is shown at any depth.
    """

    path: str
    kind: str
    template: str
    key: bytes
    view: Callable[[], Any]
    source: str = ""
    month: str = ""
    """The month that the page's rows are of, when they are of one: pages of a month are made after one another."""
    top: int = 2
    absolute: bool = False
    placeless: bool = False
    """A page that will stand nowhere in the site: its inside addresses keep their placeholder."""


Group = tuple[Output, ...]
"""Outputs that are planned together, such as the pages of a tag or of a day: the same object while nothing of it
changes."""
