"""How deeply HTML is nested, told without parsing it: parsers take the square of its depth to find that out."""

from __future__ import annotations

import re
from html import escape, unescape

DEEPEST = 1_000
"""Elements within one another. Pages have tens; browsers stop at 512."""
_TAGS = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_RAW = ("script", "style", "textarea", "title", "xmp", "noembed")
"""Elements in which tags are text (HTML, section 13.1.2)."""
_LEVEL = frozenset(
    ["area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "optgroup", "option",
     "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr"]
)  # fmt: skip
"""Elements that hold nothing, or that end where the next one of their kind begins (HTML, section 13.1.2.4)."""


def is_too_deep(html: str) -> bool:
    """Whether more elements may stand within one another than any page needs. What scripts say counts for nothing."""
    depth, at = 0, 0
    while found := _TAGS.search(html, at):
        at, name = found.end(), found[2].lower()
        if name in _RAW and not found[1]:
            closed = html.find(f"</{found[2]}", at)
            at = closed if closed >= 0 else at
        if name in _LEVEL or name in _RAW:
            continue
        depth = max(depth - 1, 0) if found[1] else depth + 1
        if depth > DEEPEST:
            return True
    return False


def bare_words(html: str) -> str:
    """The words of HTML that is too deep to be parsed, a space in the place of each tag."""
    closed = html.rfind(">") + 1
    text = re.sub(r"<[^<>]*>", " ", html[:closed]) + html[closed:]
    return re.sub(r"[ \t]{2,}", " ", unescape(text)).strip()


def shallow(html: str) -> str:
    """The HTML itself, or where it is too deep its words alone, as HTML."""
    return escape(bare_words(html), quote=False) if is_too_deep(html) else html
