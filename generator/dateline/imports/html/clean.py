"""A stranger's HTML as a tree of harmless elements, put into the order that Markdown can say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO

from bs4 import BeautifulSoup, Tag

from dateline.imports.html.depth import is_too_deep
from dateline.imports.html.quotations import mark_attributions
from dateline.imports.texts import host_of, tidy, web_address

_TAGS = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "audio",
        "b",
        "big",
        "blockquote",
        "br",
        "center",
        "cite",
        "code",
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
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "iframe",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "noscript",
        "ol",
        "p",
        "picture",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "source",
        "span",
        "strike",
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
        "tt",
        "u",
        "ul",
        "var",
        "video",
    ]
)
_DROPPED = ("button", "canvas", "embed", "form", "input", "math", "object", "select", "svg", "textarea")
"""Elements that text cannot stand in for; dropped with what they hold, and counted."""
_WITHOUT_A_WORD = ("script", "style", "template", "head", "title", "noframes")
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "title", "class", *_LAZY},
    "iframe": {"src", "title", *_LAZY},
    "audio": {"src"},
    "video": {"src"},
    "source": {"src"},
    "blockquote": {"cite", "class"},
    "ol": {"start"},
    "td": {"colspan"},
    "th": {"colspan"},
    "code": {"class"},
    "pre": {"class"},
    "span": {"class"},
}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figure",
        "figcaption",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_COUNTED = re.compile(rf"<({'|'.join(_DROPPED)})\b", re.I)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The tree, and what was dropped from it, in words."""

    tree: BeautifulSoup
    dropped: tuple[str, ...]


def clean(html: str, base: str) -> Cleaned:
    """The harmless part of a text's HTML as a tree; `base` is the address that its links are seen from.
    RecursionError where elements are nested too deeply to be put in order."""
    import nh3

    html = tidy(html)
    if is_too_deep(html):
        raise RecursionError
    # A sign of less behind which nothing closes opens no element; a parser would take all after it for one.
    closed = html.rfind(">") + 1
    html = html[:closed] + html[closed:].replace("<", "&lt;")
    counted = Counter(name.lower() for name in _COUNTED.findall(html))
    harmless = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags={*_DROPPED, *_WITHOUT_A_WORD} - {"input", "embed"},
        attributes={name: set(found) for name, found in _ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
        strip_comments=True,
    )
    tree = BeautifulSoup(StringIO(tidy(harmless)), "html.parser")
    _show_lazy(tree)
    for frame in tree.find_all("iframe"):
        _say_frame(tree, frame, base)
    for table in tree.find_all("table"):
        _unfold(table)
    mark_attributions(tree, base)
    _captions(tree)
    _line_breaks(tree)
    dropped = tuple(f"<{name}>" if number == 1 else f"{number} × <{name}>" for name, number in sorted(counted.items()))
    return Cleaned(tree, dropped)


def _show_lazy(tree: BeautifulSoup) -> None:
    """Pictures that a script would have put in place; what stands for them without scripts is the same once more."""
    for image in tree.find_all(["img", "iframe"]):
        for name in _LAZY:
            if found := str(image.attrs.pop(name, "")):
                image["src"] = found
    for spare in tree.find_all("noscript"):
        if spare.find("img") and spare.find_previous_sibling("img"):
            spare.decompose()
        else:
            spare.unwrap()


def _say_frame(tree: BeautifulSoup, frame: Tag, base: str) -> None:
    """What was embedded becomes a link to it: pages ask no other host for anything."""
    address = web_address(str(frame.get("src", "")), base)
    if not address:
        frame.decompose()
        return
    title = str(frame.get("title", "")).strip()
    paragraph, link = tree.new_tag("p"), tree.new_tag("a", href=address)
    link.string = title or f"Embedded: {host_of(address)}"
    paragraph.append(link)
    frame.replace_with(paragraph)


def _unfold(table: Tag) -> None:
    """A table that only arranges a page becomes what it arranges."""
    rows = table.find_all("tr")
    arranges = table.find(["table", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3"]) is not None
    if arranges or all(len(row.find_all(["td", "th"])) < 2 for row in rows):
        for part in [table, *table.find_all(["thead", "tbody", "tfoot", "tr", "td", "th"])]:
            part.name = "div"


def _captions(tree: BeautifulSoup) -> None:
    """The caption of a figure with one picture goes along with that picture."""
    for figure in tree.find_all("figure"):
        images, caption = figure.find_all("img"), figure.find("figcaption")
        if isinstance(caption, Tag) and len(images) == 1:
            if words := " ".join(caption.get_text(" ").split()):
                images[0]["title"] = words
            caption.decompose()
        elif isinstance(caption, Tag):
            caption.name = "p"
        figure.name = "div"


def _line_breaks(tree: BeautifulSoup) -> None:
    """Breaks at the edge of a block break nothing; two in a row part paragraphs."""
    for mark in tree.find_all("br"):
        if mark.parent is None:
            continue
        after = mark.next_sibling
        while after is not None and isinstance(after, str) and not after.strip():
            after = after.next_sibling
        if isinstance(after, Tag) and after.name == "br":
            parting = tree.new_tag("parting")
            while isinstance(after, Tag) and after.name == "br":
                following = after.next_sibling
                after.decompose()
                after = following
                while after is not None and isinstance(after, str) and not after.strip():
                    after = after.next_sibling
            mark.replace_with(parting)
            continue
        if _is_edge(after) or _is_edge(_before(mark)):
            mark.replace_with(" ")


def _before(mark: Tag) -> object:
    before = mark.previous_sibling
    while before is not None and isinstance(before, str) and not before.strip():
        before = before.previous_sibling
    return before


def _is_edge(beside: object) -> bool:
    return beside is None or (isinstance(beside, Tag) and beside.name in _BLOCKS)
