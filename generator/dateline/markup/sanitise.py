"""Raw HTML in a text, made harmless by nh3: elements, attributes and URL schemes by allow-list."""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.markup import anchors
from dateline.markup.rules.links import to_inside, within
from dateline.markup.rules.notes import Notes
from dateline.model.source import URL_STATES
from dateline.placeholders import LEVELS, ROOT
from dateline.urls import LINK_SCHEMES, is_link, is_relative, slugify

TAGS = frozenset(
    [
        "a",
        "abbr",
        "audio",
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
        "picture",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "source",
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
        "video",
        "wbr",
    ]
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title", "id", "class", "aria-label", "role", "tabindex"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "audio": {"src", "controls", "preload"},
    "video": {"src", "controls", "preload"},
    "source": {"srcset", "sizes", "type"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "details": {"open"},
    "del": {"datetime"},
    "ins": {"datetime"},
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
        "animation",
        "post",
        "title",
        "state",
        *URL_STATES,
        "no-address",
        "h-cite",
        "h-card",
        "p-author",
        "p-name",
        "p-publication",
        "dt-published",
        "e-content",
        "u-url",
        "table",
        "to-left",
        "to-center",
        "to-right",
        "footnotes",
        "footnotes-list",
        "footnote-item",
        "footnote-ref",
        "footnote-backref",
    ]
)
_ROLES = ("region", "note", "doc-noteref", "doc-backlink")

_FORGED = re.compile(r"&#(?:0*[2-6](?![0-9])|[xX]0*[2-6](?![0-9a-fA-F]))")
"""A character reference to a placeholder. In text that Markdown made, `&` stands as `&amp;`."""
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_ALIGNED = re.compile(r'<(t[dh]\b[^>]*?) style="text-align:(left|center|right);?"([^>]*)>')
_STYLED = re.compile(r'(<t[dh]\b[^>]*?) style="[^"]*"')
_LOST_PICTURE = re.compile(r"<img(?![^>]* src=)[^>]*>")
_LOST_PLAYER = re.compile(r"<(video|audio)(?![^>]* src=)[^>]*>(.*?)</\1>", re.S)
_LOST_SOURCE = re.compile(r"<source(?![^>]* srcset=)[^>]*>")
_EMPTY_FRAME = re.compile(r"<picture[^>]*>\s*</picture>")
"""nh3 escapes `>` in attributes."""

_Filter = Callable[[str, str, str], str | None]


def clean(html: str, notes: Notes) -> str | None:
    """The harmless part of a text's HTML, its ids, links and headings brought into line with what Markdown makes.

    None when it tried to forge a placeholder.
    """
    import nh3

    if _FORGED.search(html):
        return None
    # The parser would drop elements whose names hold a placeholder: levels stand as digits meanwhile.
    for depth, level in enumerate(LEVELS):
        html = html.replace(f"<h{level}", f"<h{depth + 2}").replace(f"</h{level}", f"</h{depth + 2}")
    found = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=set(LINK_SCHEMES),
        filter_style_properties={"text-align"},
        link_rel=None,
        strip_comments=True,
        attribute_filter=_filter(notes),
    )
    # A site's policy lets no style through that stands in a page.
    found = _STYLED.sub(r"\1", _ALIGNED.sub(_by_class, found))
    found, lost = _LOST_PICTURE.subn("", found)
    if lost:
        hint = "Store the picture under media/ and write ![What is to be seen](media/name.jpg)."
        notes.flaw(0, "<img", "DL603", "A picture in HTML is not shown.", hint)
    found = _EMPTY_FRAME.sub("", _LOST_SOURCE.sub("", _LOST_PLAYER.sub(r"\2", found)))
    return _demoted(found, notes).lstrip("\n")


def _by_class(found: re.Match[str]) -> str:
    before, side, after = found.groups()
    if ' class="' in before + after:
        return f"<{before}{after}>"
    return f'<{before} class="to-{side}"{after}>'


def _filter(notes: Notes) -> _Filter:
    seen: set[str] = set()

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            # Only what Markdown made: pages ask no other host for anything.
            return value if value.startswith(ROOT) else None
        if name == "srcset":
            return value if all(part.startswith(ROOT) for part in value.split(", ")) else None
        if name == "href":
            return _href(value, notes)
        if name == "id":
            value = _id(value, notes)
            if value in seen:
                return None
            seen.add(value)
            return value
        if name == "class":
            return " ".join(word for word in value.split() if word in _CLASSES or word.startswith("language-")) or None
        if name == "tabindex":
            return value if value == "0" else None
        if name == "role":
            return value if value in _ROLES else None
        return value

    return attribute


def _id(value: str, notes: Notes) -> str:
    prefix = notes.scope.prefix
    if value in notes.ids or anchors.is_footnote(value, prefix):
        return value
    return anchors.heading(prefix, slugify(value) or "part")


def _href(value: str, notes: Notes) -> str | None:
    value = value.strip()
    prefix = notes.scope.prefix
    if value.startswith(ROOT) or not is_relative(value):
        return value if value.startswith(ROOT) or is_link(value) else None
    if not value.startswith("#"):
        found = to_inside(value, 0, notes) if is_link(value) else None
        if found is None:
            hint = "Begin it with / for the site's root."
            notes.flaw(0, value[:40], "DL504", f"This address cannot be linked: {value[:80]}", hint)
        return found
    ours = value.startswith(f"#{prefix}_") if prefix else True
    return value if ours or anchors.is_footnote(value[1:], prefix) else within(value, notes.scope)


def _demoted(html: str, notes: Notes) -> str:
    """No heading above the text's own levels, none skipped on the way down; with placeholders where they are due."""
    inside = notes.scope.headings
    highest, deepest = (3, len(LEVELS) + 1) if inside else (2, 6)
    last = highest - 1
    opened: list[int] = []

    def level(found: re.Match[str]) -> str:
        nonlocal last
        if found[1]:
            now = opened.pop() if opened else last
        else:
            now = last = min(max(int(found[2]), highest), last + 1, deepest)
            opened.append(now)
            notes.has_headings = True
        return f"<{found[1]}h{LEVELS[now - 2] if inside else now}"

    return _HEADING.sub(level, html)
