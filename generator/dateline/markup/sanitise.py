"""Raw HTML in a text, made harmless by nh3: elements, attributes and URL schemes by allow-list."""

from __future__ import annotations

import re

from dateline.placeholders import ALL, LEVELS
from dateline.urls import LINK_SCHEMES

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title", "id", "class", "aria-label", "role", "tabindex"},
    "a": {"href", "rel", "aria-describedby"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "del": {"datetime", "cite"},
    "ins": {"datetime", "cite"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
}
_CLASSES = frozenset(
    [
        "quotation",
        "speaker",
        "via",
        "cite",
        "lost",
        "elision",
        "media",
        "table",
        "footnotes",
        "footnotes-list",
        "footnote-item",
        "footnote-ref",
        "footnote-backref",
        "footnotes-sep",
    ]
)


_BASE = 2
_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")


def clean(html: str, *, levels: bool) -> str | None:
    """The harmless part of a text's HTML; with `levels`, its headings become placeholders.

    None when it tried to forge a placeholder by a character reference.
    """
    import nh3

    # The parser would drop elements whose names hold a placeholder: levels stand as digits meanwhile.
    for depth, level in enumerate(LEVELS):
        html = html.replace(f"<h{level}", f"<h{depth + _BASE}").replace(f"</h{level}", f"</h{depth + _BASE}")
    found = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=set(LINK_SCHEMES),
        filter_style_properties={"text-align"},
        link_rel=None,
        strip_comments=True,
        attribute_filter=_filter,
    )
    if any(found.count(char) > html.count(char) for char in ALL):
        return None
    return found if not levels else _HEADING.sub(_to_level, found)


def _to_level(found: re.Match[str]) -> str:
    return found[1] + LEVELS[min(max(int(found[2]) - _BASE, 1), len(LEVELS) - 1)]


def _filter(tag: str, name: str, value: str) -> str | None:
    """No picture from elsewhere: pages ask no other host for anything."""
    if name == "src" and not value.startswith(ALL[0]):
        return None
    if name == "class":
        return " ".join(word for word in value.split() if word in _CLASSES) or None
    if name in ("id", "tabindex", "role") and not _ours(name, value):
        return None
    return value


def _ours(name: str, value: str) -> bool:
    if name == "tabindex":
        return value == "0"
    if name == "role":
        return value in ("region", "note", "doc-noteref", "doc-backlink")
    return bool(value) and not any(char.isspace() for char in value)
