"""HTML that Dateline made as plain text: for a terminal, a throttled line, a reader of mail.

Quotations stand behind `> ` with who is quoted below them, lists keep their marks, and what the entry lists among its
sources is named by its number there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import unescape

from dateline.placeholders import LEVELS, ROOT
from dateline.plan.views import CitedView
from dateline.render.lines import NARROWEST, WIDTH, columns, joined, settled, wrap

_AWAY = "dateline-root:"
"""Stands for the way to the site's root while lines are made: it takes about the columns that an address does."""
_APART = "\v\v"
"""Parts two paragraphs: a blank line."""
_FRAMES = ("blockquote", "figcaption", "figure", "hr", "li", "ol", "pre", "table", "td", "th", "tr", "ul")
"""Blocks that are told in a way of their own."""
_BLOCKS = (
    "p", *_FRAMES, "address", "article", "aside", "caption", "dd", "details", "div", "dl", "dt", "h1", "h2", "h3", "h4",
    "h5", "h6", *(f"h{level}" for level in LEVELS), "section", "summary",
)  # fmt: skip
# Markdown and nh3 escape `<` and `>` wherever they are no tag's, and write every value between double quotes.
_BLOCK = re.compile(rf"<(/?(?:{'|'.join(_BLOCKS)}))((?: [^>]*)?)>")
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br\b[^>]*>\n?")
_PICTURE = re.compile(r"<img\b([^>]*)>")
_NOTE_OR_LINK = re.compile(
    r'<sup [^>]*?class="(cite|footnote-ref)"[^>]*>(.*?)</sup>|<a( [^>]*|)>(.*?)</a>', re.S
)  # fmt: skip
_HREF = re.compile(r' href="([^"]*)"')
_ALT = re.compile(r' alt="([^"]*)"')
_CLASSES = re.compile(r' class="([^"]*)"')
_START = re.compile(r' start="(-?[0-9]{1,9})"')
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain(html: str, cited: Iterable[CitedView] = (), width: int = WIDTH, first: str = "", rest: str = "") -> str:
    """The text of a fragment, without a line break at its end. `cited` are the sources that stand below it.

    `first` begins its first line and `rest` all others, within the width.
    """
    if not html:
        return ""
    if first or rest:
        width -= max(columns(first), columns(rest))
    leads = ROOT in html
    if leads:
        html = html.replace(ROOT, _AWAY)
    lines = _lines(html, cited, max(width, NARROWEST))
    if first or rest:
        lines = [f"{rest if number else first}{line}".rstrip() for number, line in enumerate(lines)]
    text = "\n".join(lines)
    return text.replace(_AWAY, ROOT) if leads else text


def _lines(html: str, cited: Iterable[CitedView], width: int) -> list[str]:
    # What is nothing but paragraphs, as most is, has no tag of a block any more.
    html = html.removeprefix("<p>").removesuffix("</p>\n").replace("</p>\n<p>", _APART)
    if "<" in html:
        return _Writer(_numbers(cited) if "<a " in html else {}, width).lines(html)
    # Without a mark, as most comments are, it is told at once.
    text = settled(unescape(html) if "&" in html else html)
    return wrap(text, width) if text else []


def _numbers(cited: Iterable[CitedView]) -> dict[str, int]:
    """The numbers of what stands below, from 1, by what links to it."""
    numbers: dict[str, int] = {}
    for view in cited:
        numbers[f"#{view.anchor}"] = view.number
        if view.source.href:
            numbers.setdefault(view.source.href, view.number)
    return numbers


@dataclass(slots=True)
class _Element:
    """An element that is open, and what was found in it so far."""

    name: str
    width: int
    """Of the lines in it."""
    told: Callable[[_Element], list[list[str]]]
    """What becomes of it in the element around it: blocks, each a list of lines."""
    blocks: list[list[str]] = field(default_factory=list)
    text: str = ""
    """All of one that is told in one run."""
    mark: str = ""
    """What stands before an item of a list."""
    number: int = 0
    """Of the next item of a list."""
    notes: bool = False
    """Whether a list is that of footnotes."""


def _as_it_is(element: _Element) -> list[list[str]]:
    return element.blocks


def _quoted(element: _Element) -> list[list[str]]:
    return [[f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in joined(element.blocks)]]


def _attribution(element: _Element) -> list[list[str]]:
    return [wrap(f"— {settled(element.text)}", element.width)]


def _list(element: _Element) -> list[list[str]]:
    items = element.blocks
    # Items of one line each stand close.
    apart = any("" in lines for lines in items)
    return [joined(items) if apart else [line for lines in items for line in lines]]


def _item(element: _Element) -> list[list[str]]:
    lines = joined(element.blocks) or [""]
    indent = " " * (len(element.mark) + 1)
    return [[f"{element.mark} {lines[0]}", *(f"{indent}{line}".rstrip() for line in lines[1:])]]


def _table(element: _Element) -> list[list[str]]:
    return [[line for row in element.blocks for line in row]]


def _row(element: _Element) -> list[list[str]]:
    return [wrap(" | ".join(" ".join(cell) for cell in element.blocks), element.width)]


def _cell(element: _Element) -> list[list[str]]:
    return [[settled(element.text)]]


def _verbatim(element: _Element) -> list[list[str]]:
    return [["    " + line for line in element.text.replace("\v", "\n").rstrip("\n").split("\n")]]


_TOLD = {"pre": _verbatim, "table": _table, "tr": _row, "td": _cell, "th": _cell, "ul": _list, "ol": _list}
_IN_ONE_RUN = (_attribution, _cell, _verbatim)


class _Writer:
    """Goes through HTML from block to block. Where one begins or ends, what was said before is a paragraph; blocks
    gather in the element that is open."""

    def __init__(self, numbers: dict[str, int], width: int) -> None:
        self._numbers = numbers
        self._open = [_Element("", width, _as_it_is)]
        self._run: list[str] = []
        """What stands in an element that is told in one run."""
        self._whole = 0
        """How often the name of that element is open; 0 when none is."""

    def lines(self, html: str) -> list[str]:
        """The lines of a fragment, in which the tags between mere paragraphs are `_APART` already."""
        parts = iter(_BLOCK.split(html))
        run = next(parts)
        for name, attributes, text in zip(parts, parts, parts, strict=True):
            if self._whole:
                self._run.append(run)
            elif run and run != "\n":
                self._settle(run)
            act = _ACTS.get(name)
            if act is not None:
                act(self, name, attributes)
            run = text
        if self._whole:
            self._run.append(run)
        else:
            self._settle(run)
        while len(self._open) > 1:
            self._close()
        return joined(self._open[0].blocks)

    def _settle(self, html: str) -> None:
        text = settled(self._said(html))
        if text:
            element = self._open[-1]
            element.blocks.append(wrap(text, element.width))

    def _begin(self, name: str, attributes: str) -> None:
        around = self._open[-1]
        if self._whole:
            self._whole += name == around.name
            return
        element = _Element(name, around.width, _TOLD.get(name, _as_it_is))
        if _is_quotation(name, attributes, around):
            element.told = _quoted
            element.width = max(around.width - 2, NARROWEST)
        elif name == "figcaption" and around.told is _quoted:
            element.told = _attribution
        elif name == "ol":
            element.number = int(_found(_START, attributes) or 1)
            element.notes = "footnotes-list" in _found(_CLASSES, attributes).split()
        elif name == "li" and around.told is _list:
            element.told = _item
            element.mark = _mark(around)
            element.width = max(around.width - len(element.mark) - 1, NARROWEST)
            around.number += 1
        self._whole += element.told in _IN_ONE_RUN
        self._open.append(element)

    def _end(self, name: str, attributes: str) -> None:
        name = name[1:]
        if self._whole:
            self._whole -= name == self._open[-1].name
            if not self._whole:
                self._close()
        elif self._open[-1].name == name or any(element.name == name for element in self._open):
            while self._close() != name:
                pass

    def _close(self) -> str:
        """Tells the innermost of the open elements, and gives its name."""
        element = self._open.pop()
        element.text = self._said(" ".join(self._run).replace(_APART, " ")) if self._run else ""
        self._run.clear()
        self._whole = 0
        self._open[-1].blocks += element.told(element)
        return element.name

    def _rule(self, name: str, attributes: str) -> None:
        if not self._whole:
            self._open[-1].blocks.append(["* * *"])

    def _said(self, html: str) -> str:
        """The text of HTML without blocks, its line breaks vertical tabs. Marks within a paragraph say nothing."""
        if "<" in html:
            if "<a " in html:
                html = _NOTE_OR_LINK.sub(self._note_or_link, html)
            if "<br" in html:
                html = _BREAK.sub("\v", html)
            if "<img" in html:
                html = _PICTURE.sub(_pictured, html)
            html = _TAG.sub("", html)
        return unescape(html) if "&" in html else html

    def _note_or_link(self, found: re.Match[str]) -> str:
        """A mark of citation or footnote as its number; a link's text, with its number below or its address."""
        kind, note, attributes, text = found.groups()
        if kind == "footnote-ref":
            return re.sub(r"\D", "", unescape(_TAG.sub("", note))).translate(_RAISED)
        if kind:
            return "".join([f"[{number}]" for href in _HREF.findall(note) if (number := self._number(href))])
        if ' class="footnote-backref"' in attributes:
            return ""
        written = _found(_HREF, attributes)
        if number := self._number(written):
            return f"{text}[{number}]"
        if not written or written.startswith("#"):
            return text
        href = unescape(written)
        if unescape(text).strip() in (href, href.removeprefix("mailto:")):
            return text
        return f"{text} &lt;{written}&gt;"

    def _number(self, href: str) -> int:
        """Of the source below that a link, as HTML writes it, leads to; 0 when to none."""
        return self._numbers.get(unescape(href), 0)


def _is_quotation(name: str, attributes: str, around: _Element) -> bool:
    """A figure with its attribution is one, in which the quoted words are none by themselves."""
    if name == "blockquote":
        return not (around.name == "figure" and around.told is _quoted)
    return name == "figure" and "quotation" in _found(_CLASSES, attributes).split()


def _found(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes) if attributes else None
    return found[1] if found else ""


def _pictured(found: re.Match[str]) -> str:
    return f"[{_found(_ALT, found[1])}]"


def _mark(element: _Element) -> str:
    """What stands before the next item of a list."""
    if element.name == "ul":
        return "-"
    return str(element.number).translate(_RAISED) if element.notes else f"{element.number}."


_ACTS: dict[str, Callable[[_Writer, str, str], None]] = {
    **dict.fromkeys(_FRAMES, _Writer._begin),
    **dict.fromkeys((f"/{name}" for name in _FRAMES), _Writer._end),
    "hr": _Writer._rule,
}
