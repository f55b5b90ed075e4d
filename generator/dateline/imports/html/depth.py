"""How deeply HTML is nested, told without parsing it: parsers take the square of its depth to find that out."""

from __future__ import annotations

import re
from html import escape, unescape

DEEPEST = 1_000
"""Elements within one another. Pages have tens; browsers stop at 512."""
_TAGS = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_LEVEL = frozenset(
    ["area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "optgroup", "option",
     "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr"]
)  # fmt: skip
"""Elements that hold nothing, or that end where the next one of their kind begins (HTML, section 13.1.2.4)."""


def is_too_deep(html: str) -> bool:
    """Whether more elements may stand within one another than any page needs."""
    depth = 0
    for found in _TAGS.finditer(html):
        if found[2].lower() in _LEVEL:
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
