"""HTML that Dateline made as plain text: for a terminal, a throttled line, a reader of mail.

Quotations stand behind `> ` with who is quoted below them, lists keep their marks, and what the entry lists among its
sources is named by its number there. Words are never parted, so a long address stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from typing import Any
from unicodedata import category, east_asian_width

from dateline.placeholders import LEVELS, ROOT
from dateline.plan.views import CitedView

WIDTH = 72
"""Columns of a line, as in mail (RFC 3676 section 4.2 recommends no more than 78)."""

_NARROWEST = 20
"""Columns that are left to what is quoted within quotations within lists."""
_DEEPEST = 60
_HERE = "dateline-root:"
"""Stands for the way to the site's root while a parser looks on that takes no control characters; no link's scheme."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "details", "dd", "div", "dl", "dt", "figcaption", "figure", "h1",
     "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "ul")
)  # fmt: skip
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEVELS = tuple((level, str(depth)) for depth, level in enumerate(LEVELS, 3))
_SIMPLE = re.compile(r"(?:<p>[^<]*(?:<br>[^<]*)*</p>\n?)+")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.S)


def plain(html: str, cited: Iterable[CitedView] = (), width: int = WIDTH, first: str = "", rest: str = "") -> str:
    """The text of a fragment, without a line break at its end. `cited` are the sources that stand below it.

    `first` begins its first line and `rest` all others, within the width.
    """
    if not html:
        return ""
    room = width - max(_columns(first), _columns(rest))
    if _SIMPLE.fullmatch(html):
        lines = _joined(_paragraphs(html, room))
    else:
        lines = _joined(_Writer(_numbers(cited)).blocks(_parsed(html), room))
    if first or rest:
        lines = [f"{rest if number else first}{line}".rstrip() for number, line in enumerate(lines)]
    return "\n".join(lines).replace(_HERE, ROOT)


def _numbers(cited: Iterable[CitedView]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for view in cited:
        numbers[f"#{view.anchor}"] = view.number
        if view.source.href:
            numbers.setdefault(view.source.href, view.number)
    return numbers


def _paragraphs(html: str, width: int) -> Iterator[list[str]]:
    """Paragraphs that hold text and line breaks only, as most do."""
    for found in _PARAGRAPH.findall(html):
        text = _settled(unescape(found.replace("<br>\n", "\v").replace("<br>", "\v")))
        if text:
            yield _wrap(text, width)


def wrapped(text: str, width: int = WIDTH, first: str = "", rest: str = "") -> str:
    """A text of one paragraph in lines; `first` begins the first of them and `rest` all others."""
    lines = _wrap(_one_line(str(text)), width - max(_columns(first), _columns(rest)))
    return first + f"\n{rest}".join(lines)


def tidy(text: str) -> str:
    """A text without blank lines at its ends, and never more than one in it."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _parsed(html: str) -> Any:
    from lxml import etree

    html = html.replace(ROOT, _HERE)
    for sign, level in _LEVELS:
        if sign in html:
            html = html.replace(sign, level)
    found = etree.fromstring(f"<div>{html}</div>", _parser())
    return found.find("body/div")


@cache
def _parser() -> Any:
    from lxml import etree

    return etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)


def _columns(text: str) -> int:
    """The columns that a text takes in a terminal: marks take none, wide signs take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(char) in ("Mn", "Me", "Cf") else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0523\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
"""Signs of which each takes one column: nearly all texts in Latin, Greek and Cyrillic hold no others."""


@cache
def _lines_of(width: int) -> re.Pattern[str]:
    """As many words as a line has room for, at least one."""
    return re.compile(rf"([^ ]{{{width},}}|.{{1,{width}}})(?: |$)")


def _wrap(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n") if "\n" in text else (text,):
        if not _NARROW.fullmatch(paragraph):
            lines += _wrap_by_columns(paragraph, width)
        elif len(paragraph) <= width:
            lines.append(paragraph)
        else:
            lines += _lines_of(width).findall(paragraph)
    return lines


def _wrap_by_columns(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    room = width
    for word in text.split(" "):
        wide = _columns(word)
        if line and wide >= room:
            lines.append(" ".join(line))
            line, room = [], width
        room -= wide + bool(line)
        line.append(word)
    lines.append(" ".join(line))
    return lines


def _joined(blocks: Iterable[list[str]]) -> list[str]:
    """Blocks as lines, a blank line between."""
    lines: list[str] = []
    for block in blocks:
        if lines:
            lines.append("")
        lines += block
    return lines


def _quoted(lines: Iterable[str]) -> list[str]:
    return [f"> {line}".rstrip() if not line.startswith(">") else f">{line}" for line in lines]


class _Writer:
    """Writes elements as blocks, each a list of lines."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._depth = 0

    def blocks(self, parent: Any, width: int) -> list[list[str]]:
        """What stands in an element: its blocks, and the paragraphs that its own text makes between them."""
        found: list[list[str]] = []
        run = [parent.text or ""]

        def settle() -> None:
            text = _settled("".join(run))
            if text:
                found.append(_wrap(text, width))
            run.clear()

        for element in parent:
            if element.tag in _BLOCKS or any(child.tag in _BLOCKS for child in element):
                settle()
                found += self._deeper(element, width)
            else:
                run.append(self._inline(element))
            run.append(element.tail or "")
        settle()
        return found

    def _deeper(self, element: Any, width: int) -> list[list[str]]:
        """A block; what HTML nests too deeply for any quotation or list is told in one run."""
        if self._depth == _DEEPEST:
            return [_wrap(self._text(element), max(width, 1))]
        self._depth += 1
        found = self._block(element, max(width, _NARROWEST))
        self._depth -= 1
        return found

    def _block(self, element: Any, width: int) -> list[list[str]]:
        tag = element.tag
        if tag == "hr":
            return [["* * *"]]
        if tag == "pre":
            return [["    " + line for line in "".join(element.itertext()).rstrip("\n").split("\n")]]
        if tag in ("ul", "ol"):
            return [self._list(element, width)]
        if tag == "table":
            rows = (" | ".join(self._text(cell) for cell in row if cell.tag in ("td", "th")) for row in _rows(element))
            return [[line for row in rows for line in _wrap(row, width)]]
        if tag == "blockquote":
            return [_quoted(_joined(self.blocks(element, width - 2)))]
        if tag == "figure" and "quotation" in (element.get("class") or "").split():
            return [self._quotation(element, width)]
        return self.blocks(element, width)

    def _quotation(self, figure: Any, width: int) -> list[str]:
        blocks: list[list[str]] = []
        for child in figure:
            if child.tag == "figcaption":
                blocks.append(_wrap(f"— {self._text(child)}", width - 2))
            else:
                blocks += self.blocks(child, width - 2)
        return _quoted(_joined(blocks))

    def _list(self, element: Any, width: int) -> list[str]:
        notes = "footnotes-list" in (element.get("class") or "").split()
        number = int(element.get("start") or 1)
        items = []
        for item in element:
            mark = "-" if element.tag == "ul" else str(number).translate(_RAISED) if notes else f"{number}."
            indent = " " * (len(mark) + 1)
            lines = _joined(self.blocks(item, width - len(indent))) or [""]
            items.append([f"{mark} {lines[0]}", *(f"{indent}{line}".rstrip() for line in lines[1:])])
            number += 1
        # Items of one line each stand close.
        apart = any("" in lines for lines in items)
        return _joined(items) if apart else [line for lines in items for line in lines]

    def _text(self, element: Any) -> str:
        """The text of an element in one run."""
        return _settled("".join(self._parts(element)))

    def _inline(self, element: Any) -> str:
        """What stands within a paragraph, without recursion: marks may be nested by the hundred."""
        # Each element is opened once and, when those in it have been, closed: (element, its text so far).
        opened: list[tuple[Any, list[str], Iterator[Any]]] = [(element, [element.text or ""], iter(element))]
        while True:
            at, parts, inner = opened[-1]
            child = None if self._is_whole(at) else next(inner, None)
            if child is not None:
                opened.append((child, [child.text or ""], iter(child)))
                continue
            opened.pop()
            text = self._told(at, "".join(parts))
            if not opened:
                return text
            opened[-1][1].append(text + (at.tail or ""))

    def _parts(self, element: Any) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            yield self._inline(child)
            yield child.tail or ""

    @staticmethod
    def _is_whole(element: Any) -> bool:
        """Whether an element is told without what stands in it."""
        return element.tag == "sup" and element.get("class") in ("cite", "footnote-ref")

    def _told(self, element: Any, text: str) -> str:
        """An element within a paragraph, of which `text` is what stands in it."""
        tag, names = element.tag, element.get("class") or ""
        if tag == "a":
            return "" if names == "footnote-backref" else self._linked(text, element.get("href") or "")
        if tag == "br":
            return "\v"
        if tag == "img":
            return f"[{element.get('alt') or ''}]"
        if tag == "sup" and names == "footnote-ref":
            return re.sub(r"\D", "", "".join(element.itertext())).translate(_RAISED)
        if tag == "sup" and names == "cite":
            return "".join(f"[{number}]" for number in self._cited(element))
        return f"{text} " if tag in _BLOCKS else text

    def _cited(self, element: Any) -> Iterator[int]:
        for link in element.iter("a"):
            number = self._numbers.get(link.get("href") or "")
            if number is not None:
                yield number

    def _linked(self, text: str, href: str) -> str:
        number = self._numbers.get(href)
        if number is not None:
            return f"{text}[{number}]"
        if not href or href.startswith("#") or text.strip() in (href, href.removeprefix("mailto:")):
            return text
        return f"{text} <{href}>"


def _rows(table: Any) -> Iterator[Any]:
    yield from table.iter("tr")


def _settled(text: str) -> str:
    """Runs of spaces as one; line breaks only where they were asked for."""
    if "\v" not in text:
        return _one_line(text)
    return "\n".join(_one_line(line) for line in text.split("\v")).strip("\n")


def _one_line(text: str) -> str:
    text = text.replace("\n", " ").strip(" ")
    return _SPACE.sub(" ", text).strip(" ") if "  " in text or not text.isprintable() else text
