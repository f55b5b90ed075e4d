"""Who is quoted: the attribution that web pages put under, in or around a quotation."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from dateline.imports.escaping import escape
from dateline.imports.texts import host_of, line, web_address

_DASH = re.compile(r"^\s*(?:—|―|–|--|-(?=\s))\s*")
_BLOCKS = (
    "p",
    "div",
    "ul",
    "ol",
    "table",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "figure",
    "section",
)


def mark_attributions(tree: BeautifulSoup, base: str) -> None:
    """Puts at the end of each quotation that says whom it quotes an element `attribution` with the line as Dateline
    writes it: `— Speaker, [target](address)`, or `[@?: what is known]` where there is no address."""
    for quote in reversed(tree.find_all("blockquote")):
        parts = _take_attribution(quote)
        cited = web_address(str(quote.get("cite", "")), base)
        said = _say(parts, base, cited)
        if said and quote.get_text().strip():
            mark = tree.new_tag("attribution")
            mark["said"] = said
            quote.append(mark)


def _take_attribution(quote: Tag) -> list[PageElement]:
    """Takes out of a quotation, or from behind it in its figure, what says who is quoted."""
    children = [child for child in quote.contents if isinstance(child, Tag) or str(child).strip()]
    figure = quote.parent
    if isinstance(figure, Tag) and figure.name == "figure":
        caption = figure.find("figcaption")
        if isinstance(caption, Tag) and figure.find("img") is None:
            caption.extract()
            return [caption]
    if not children:
        return []
    last = children[-1]
    if isinstance(last, Tag) and last.name in ("footer", "cite") and len(children) > 1:
        last.extract()
        return [last]
    if isinstance(last, Tag) and last.name == "p" and len(children) > 1:
        inner = [child for child in last.contents if isinstance(child, Tag) or str(child).strip()]
        is_cite = len(inner) == 1 and isinstance(inner[0], Tag) and inner[0].name in ("cite", "footer")
        if is_cite or _DASH.match(last.get_text()):
            last.extract()
            return [last]
    if isinstance(last, Tag) and last.name == "p":
        return _behind_break(last)
    return _behind_blocks(children)


def _behind_break(paragraph: Tag) -> list[PageElement]:
    """`words<br>— Speaker` within the last paragraph."""
    breaks = paragraph.find_all("br", recursive=False)
    if not breaks:
        return []
    tail = list(breaks[-1].next_siblings)
    if not tail or not _DASH.match("".join(part.get_text() for part in tail)):
        return []
    breaks[-1].extract()
    return [part.extract() for part in tail]


def _behind_blocks(children: list[PageElement]) -> list[PageElement]:
    """`<p>words</p>— Speaker <a>…</a>`: what stands behind the last block, as in embedded posts."""
    tail: list[PageElement] = []
    for child in reversed(children):
        if isinstance(child, Tag) and child.name in _BLOCKS:
            break
        tail.insert(0, child)
    if not tail or len(tail) == len(children) or not _DASH.match("".join(part.get_text() for part in tail)):
        return []
    return [part.extract() for part in tail]


def _say(parts: list[PageElement], base: str, cited: str) -> str:
    links = [link for part in parts if isinstance(part, Tag) for link in _links(part)]
    target = next(((web_address(str(link.get("href", "")), base), link) for link in reversed(links)), None)
    words = line(_DASH.sub("", "".join(part.get_text(" ") for part in parts)), 500)
    if target and target[0]:
        label = line(target[1].get_text(" "), 200)
        speaker = words.removesuffix(label) if label and words.endswith(label) else words.replace(label, "")
        return _line(speaker, label or host_of(target[0]), target[0])
    if cited:
        return _line(words, host_of(cited), cited)
    known = re.sub(r"^@\?:?\s*", "", re.sub(r"[\[\]\\]", "", words))
    return f"— [@?: {known}]" if known else ""


def _line(speaker: str, label: str, address: str) -> str:
    plain = re.sub(r"[\[\]\\]|\bvia\b\s*$", "", speaker).strip(" ,;·|–—-")
    label = re.sub(r"[\[\]\\]", "", label) or host_of(address)
    lead = f"{escape(plain)}, " if plain else ""
    return f"— {lead}[{escape(label)}]({address})"


def _links(part: Tag) -> list[Tag]:
    return [part] if part.name == "a" else list(part.find_all("a"))


def is_dash(text: str) -> bool:
    """Whether a paragraph would be read as an attribution because of its first sign."""
    return re.match(r"(?:—|―|–|--)[ \t\u00a0]*(?=\S)", text) is not None
