"""The Markdown of others as Dateline's: no HTML, headings below the entry's own, links that lead somewhere.

The text is parsed, its tokens are put right, and mdformat writes them down again: what was Markdown stays Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from dateline.imports.escaping import paragraphs
from dateline.imports.html.markdown import NO_ALT, to_markdown, words_of
from dateline.imports.html.quotations import is_dash
from dateline.imports.markdown.parser import html_parser, parser
from dateline.imports.texts import line, same_words, tidy

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_LONGEST = 2_000_000
_MOST_ELEMENTS = 10_000
"""In one block of HTML. Trees of more take minutes, whatever is in them."""
_HEADING_ID = re.compile(r"\s*\{[:#.][^{}]*\}\s*$")
_CONTENTS = re.compile(r"\s*\[\[?(?:_?TOC_?|toc)\]?\]\s*")
_AFTER_PICTURE = re.compile(r"^\{:?\s*[.#:\w][^{}\n]*\}")
_LEAD = re.compile(r"^(?:—|―|–|--)\s*(?:\[@\?:?\s*)?")
_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#].*)?$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that a text shows: `src` as it stands in the text now, `named` as it stood there before."""

    src: str
    named: str
    alt: str
    caption: str


@dataclass(slots=True)
class Fitted:
    """Markdown, the pictures in it, and what was dropped, in words."""

    text: str
    pictures: dict[str, Picture] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)


def fitted(text: str, link: Callable[[str], str], title: str = "") -> Fitted:
    """A text made fit. `link` says to which address of the web a link leads, "" if to none; a first heading that but
    repeats the `title` is left out."""
    found = Fitted(text="")
    text = tidy(text)
    if len(text) > _LONGEST:
        return Fitted(text=paragraphs(text), dropped=["the layout of a text of over 2 MB"])
    try:
        md = parser()
        env: dict[str, Any] = {}
        tokens = md.parse(text, env)
        tokens = _without_title(_without_html(tokens, found, link), title)
        _relevel(tokens)
        _say_quoted(tokens)
        for token in tokens:
            if token.type == "inline" and token.children is not None:
                is_contents = _CONTENTS.fullmatch(token.content) is not None
                token.children = [] if is_contents else _inline(token.children, found, link)
        found.text = md.renderer.render(_kept(tokens), md.options, env).strip()
    except RecursionError:
        return Fitted(text=words_of(html_parser().render(text)), dropped=["the layout of a text nested too deeply"])
    return found


def _without_html(tokens: list[Token], found: Fitted, link: Callable[[str], str]) -> list[Token]:
    """Tokens whose HTML is Markdown: a block of it becomes what it says, a paragraph with tags is said anew."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.type == "html_block":
            out += _said(token.content, found, link)
        elif token.type == "code_block":
            out.append(_fence(token))
        elif token.type == "fence":
            token.info = _language(token.info)
            out.append(token)
        elif token.type == "inline" and any(child.type == "html_inline" for child in token.children or ()):
            _say_tags(token, out, tokens, at, found, link)
        else:
            out.append(token)
    return out


def _say_tags(
    token: Token, out: list[Token], tokens: list[Token], at: int, found: Fitted, link: Callable[[str], str]
) -> None:
    children = token.children or []
    if any(child.type == "footnote_ref" for child in children):
        token.children = [child for child in children if child.type != "html_inline"]
        out.append(token)
        return
    html = RendererHTML().renderInline(children, html_parser().options, {})
    said = _said(html, found, link)
    if len(said) == 3 and said[0].type == "paragraph_open":
        out.append(said[1])
    elif out and out[-1].type == "paragraph_open" and tokens[at].type == "paragraph_close" and said:
        out.pop()
        out.extend(said)
        tokens[at] = Token("nothing", "", 0)
    else:
        token.children = [child for inner in said if inner.type == "inline" for child in inner.children or ()]
        out.append(token)


def _said(html: str, found: Fitted, link: Callable[[str], str]) -> list[Token]:
    """HTML as the tokens of the Markdown that says it; its pictures keep the addresses that they had there."""
    html = re.sub(r"<!--.*?(?:-->|$)", "", html, flags=re.S)
    if not html.strip():
        return []
    if html.count("<") > _MOST_ELEMENTS:
        found.dropped.append("the layout of HTML with too many elements")
        return parser().parse(paragraphs(words_of(html)), {})
    tree = parsed(html)
    held = {src.strip(): _src(src) for src in sources_of(tree)}
    for anchor in tree.find_all("a", href=True):
        # What a relative address means, only `link` knows.
        anchor["href"] = link(str(anchor["href"])) or "#"
    converted = to_markdown(str(tree), "", held)
    found.dropped += converted.dropped
    return parser().parse(converted.text, {})


def parsed(html: str) -> BeautifulSoup:
    """HTML as a tree."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser")


def sources_of(tree: BeautifulSoup) -> tuple[str, ...]:
    """The addresses of pictures, sound and film in it, as they stand there."""
    found = (str(element["src"]) for element in tree.find_all(["img", "source", "audio", "video"], src=True))
    return tuple(dict.fromkeys(src for src in found if src.strip()))


def _fence(token: Token) -> Token:
    """Indented code as fenced; its first line may say the language, as Python-Markdown has it."""
    content = token.content
    named = re.match(r"(?::::|#!)(\w[\w+#.-]*)[^\n]*\n", content)
    fence = Token("fence", "code", 0, map=token.map, markup="```", level=token.level, block=True)
    fence.content = content[named.end() :] if named else content
    fence.info = named[1] if named else ""
    return fence


def _language(info: str) -> str:
    found = re.match(r"\s*\{?\s*\.?([\w+#.-]+)", info)
    return found[1] if found else ""


def _without_title(tokens: list[Token], title: str) -> list[Token]:
    if len(tokens) > 2 and tokens[0].type == "heading_open" and title:
        words = _HEADING_ID.sub("", tokens[1].content)
        return tokens[3:] if same_words(words, title) else tokens
    return tokens


def _relevel(tokens: list[Token]) -> None:
    """The highest heading becomes one of level 3, the others keep their distance from it as far as levels go."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    down = max(0, 3 - min(levels, default=3))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = min(6, int(token.tag[1]) + down)
            token.tag, token.markup = f"h{level}", "#" * level


def _say_quoted(tokens: list[Token]) -> None:
    """A quotation's last paragraph that begins with a dash says who is quoted: in Dateline's form, source unknown
    unless there is a link."""
    for at, token in enumerate(tokens):
        ends = token.type == "blockquote_close" and at > 2 and tokens[at - 1].type == "paragraph_close"
        inline = tokens[at - 2] if ends else None
        if inline is None or not is_dash(inline.content) or not inline.children:
            continue
        is_only = tokens[at - 4].type == "blockquote_open"
        if is_only or any(child.type == "link_open" for child in inline.children):
            continue
        words = " ".join(child.content for child in inline.children if child.content)
        known = line(re.sub(r"[\[\]\\<>]", "", _LEAD.sub("", words)), 500)
        if known:
            inline.children = [Token("html_inline", "", 0, content=f"— [@?: {known}]")]


def _inline(children: list[Token], found: Fitted, link: Callable[[str], str]) -> list[Token]:
    out: list[Token] = []
    opened: list[Token | None] = []
    for at, child in enumerate(children):
        if child.type == "link_open":
            token = _link(child, children[at + 1 :], found, link)
            opened.append(token)
            out += [token] if token else []
        elif child.type == "link_close":
            token = opened.pop() if opened else None
            if token is not None:
                child.markup = child.info = ""
                out.append(child)
        elif child.type == "image":
            out.append(_picture(child, found))
        elif child.type == "text":
            after = out[-1].type in ("image", "link_close") if out else False
            content = _AFTER_PICTURE.sub("", child.content) if after else child.content
            if at == len(children) - 1:
                content = _HEADING_ID.sub("", content) if _HEADING_ID.search(content) else content
            child.content = content
            out += [child] if content else []
        else:
            out.append(child)
    return out


def _link(token: Token, following: Iterable[Token], found: Fitted, link: Callable[[str], str]) -> Token | None:
    """The link with the address that it leads to; None when it leads nowhere, or but to the picture that it shows."""
    href = unquote(str(token.attrs.get("href", ""))) if "%7B" in str(token.attrs.get("href", "")) else ""
    href = href or str(token.attrs.get("href", ""))
    first = next(iter(following), None)
    if first is None or first.type == "link_close":
        return None
    if first.type == "image" and _ENDING.search(href):
        return None
    address = link(href)
    if not address:
        if not href.startswith("#") and href:
            found.dropped.append(f"the link {line(href, 80)}")
        return None
    title = line(str(token.attrs.get("title", "")).replace('"', "”").replace("<", "‹"), 300)
    token.attrs = {"href": address, **({"title": title} if title else {})}
    token.info = token.markup = ""
    return token


def _picture(token: Token, found: Fitted) -> Token:
    named = str(token.attrs.get("src", ""))
    src = _src(named)
    alt = line(re.sub(r"[\[\]\\<>]", "", _words(token.children or ())), 500)
    caption = line(str(token.attrs.get("title", "")).replace('"', "”").replace("<", "‹"), 1_000)
    found.pictures.setdefault(src, Picture(src=src, named=named, alt=alt if alt != NO_ALT else "", caption=caption))
    token.attrs = {"src": src, **({"title": caption} if caption else {})}
    token.children = [Token("text", "", 0, content=alt or caption.replace("”", "") or NO_ALT)]
    return token


def _words(tokens: Iterable[Token]) -> str:
    return "".join(_words(token.children) if token.children else token.content or " " for token in tokens)


def _src(named: str) -> str:
    """A picture's address as it can stand in a text and be found there again."""
    return quote(unquote(named).strip(), safe="/:?=&+,;@~$-._#")


def _kept(tokens: list[Token]) -> list[Token]:
    """The tokens without blocks that have nothing in them any more."""
    out: list[Token] = []
    for token in tokens:
        if token.type == "nothing":
            continue
        out.append(token)
        empty = len(out) > 2 and token.type in ("paragraph_close", "heading_close") and out[-2].type == "inline"
        if empty and not out[-2].children:
            del out[-3:]
    return out
