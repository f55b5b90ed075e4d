"""The last step of a page: placeholders become what they stand for on it."""

from __future__ import annotations

from dateline.placeholders import LEVELS, ROOT
from dateline.urls import way_to_root


def finish(html: str, path: str, top: int) -> str:
    """Puts in the way to the root and the heading levels. `top` is the level of an entry's headline."""
    html = html.replace(ROOT, way_to_root(path))
    for depth, level in enumerate(LEVELS):
        if level in html:
            html = html.replace(level, str(min(top + depth, 6)))
    return html


def finish_absolute(html: str, url: str, top: int) -> str:
    """The same for what is read elsewhere: in a feed, or on the 404 page at any depth."""
    html = html.replace(ROOT, url)
    for depth, level in enumerate(LEVELS):
        html = html.replace(level, str(min(top + depth, 6)))
    return html
