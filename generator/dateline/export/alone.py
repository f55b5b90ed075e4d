"""A page that needs no other file: style sheets and pictures in it, links to itself within it, no scripts."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.build import Whole
from dateline.media_types import content_type
from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.words import figures, said

Read = Callable[[str], bytes]
"""The bytes of an output by its path."""

_OF_LINKS = ("href", "rel", "target", "download", "ping", "hreflang", "type", "referrerpolicy")
"""What an `a` may have only together with an address (HTML, section 4.5.1)."""
_OF_SIZES = ("srcset", "sizes", "loading")
_MEDIA = "img[src], audio[src], video[src], source[src]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """The page; `apart` names the files that were too large to be put into it, `loose` counts links that lead nowhere
    because the site has no `url`."""

    data: bytes
    apart: tuple[str, ...]
    loose: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a theme's template wants that no single file can give, as a sentence."""

    message: str


def stand_alone(whole: Whole, read: Read, url: str, largest: int) -> Alone | Fault:
    """Puts everything into a page. `url` is the site's, ending in a slash, or ""; files of more than `largest` bytes
    are said and linked."""
    page = _Page(whole, read, url, largest)
    fault = page.styles()
    if fault:
        return Fault(message=fault)
    page.scripts()
    page.media()
    page.links()
    page.rest()
    html = page.tree.html or ""
    if ROOT in html:
        return Fault(message="whole.html shows an address of the site where no link or picture is.")
    return Alone(data=html.encode() + b"\n", apart=tuple(page.apart), loose=page.loose)


class _Page:
    def __init__(self, whole: Whole, read: Read, url: str, largest: int) -> None:
        # What waits in a template for a script would never be seen here; as a part of the page it still waits behind
        # its warning. Nothing that editors write can hold such a tag.
        html = whole.page.decode().replace("<template>", "<div>").replace("</template>", "</div>")
        self.tree = LexborHTMLParser(html)
        self.apart: list[str] = []
        self.loose = 0
        self._anchors = whole.anchors
        self._read = read
        self._url = url
        self._largest = largest
        root = self.tree.root
        self._lang = (root.attributes.get("lang") if root is not None else "") or "en"
        self._held: dict[str, str] = {}

    def styles(self) -> str:
        """Style sheets into the page; what is wrong with one, or ""."""
        for link in self.tree.css("link"):
            path = self._inside(link.attributes.get("href"))
            if path is None:
                continue
            if "stylesheet" not in (link.attributes.get("rel") or "").split():
                link.decompose()
                continue
            text = self._read(path).decode("utf-8", "replace")
            if re.search(r"</style", text, re.I):
                return f"The style sheet {path} holds “</style”, so it cannot stand in a page."
            style = self.tree.create_node("style")
            media = link.attributes.get("media")
            if media:
                style.attrs["media"] = media
            style.insert_child(text)
            link.replace_with(style)
        return ""

    def scripts(self) -> None:
        """Takes scripts out, but not data for machines."""
        for script in self.tree.css("script"):
            if script.attributes.get("type") != "application/ld+json":
                script.decompose()

    def media(self) -> None:
        """Pictures, sounds and films into the page, each in the one form that every browser knows."""
        for waiting in self.tree.css("details > div + p.plain"):
            # It stood there for who sees no more than the link.
            waiting.decompose()
        for source in self.tree.css("picture > source"):
            source.decompose()
        for picture in self.tree.css("picture"):
            picture.unwrap()
        for node in self.tree.css(_MEDIA):
            path = self._inside(node.attributes.get("src"))
            if path is None:
                continue
            for name in _OF_SIZES:
                _drop(node, name)
            held = self._data(path)
            if held:
                node.attrs["src"] = held
            else:
                self._set_apart(node, path)

    def links(self) -> None:
        """Links within the page, to the site, or to nowhere."""
        ids = {node.attributes.get("id") for node in self.tree.css("[id]")}
        for node in self.tree.css("[href]"):
            path = self._inside(node.attributes.get("href"))
            if path is None:
                continue
            _, _, fragment = (node.attributes.get("href") or "").partition("#")
            anchor = self._anchors.get(path)
            if anchor is not None:
                node.attrs["href"] = f"#{fragment if fragment and unquote(fragment) in ids else anchor}"
            elif self._url:
                node.attrs["href"] = self._url + (node.attributes.get("href") or "").removeprefix(ROOT)
            else:
                self.loose += 1
                for name in _OF_LINKS:
                    _drop(node, name)

    def rest(self) -> None:
        """Whatever else names an address of the site: no reader sees it, and nothing here could follow it."""
        root = self.tree.root
        for node in root.traverse() if root is not None else ():
            for name, value in list(node.attributes.items()):
                if value and ROOT in value:
                    _drop(node, name)

    def _inside(self, address: str | None) -> str | None:
        """The output that an inside address leads to."""
        if not address or not address.startswith(ROOT):
            return None
        return unquote(address.removeprefix(ROOT).partition("#")[0])

    def _data(self, path: str) -> str:
        """A file as a `data:` URL (RFC 2397), "" when it is too large."""
        if path not in self._held:
            data = self._read(path)
            fits = len(data) <= self._largest
            kind = content_type(path).replace("; ", ";")
            self._held[path] = f"data:{kind};base64,{b64encode(data).decode()}" if fits else ""
        return self._held[path]

    def _set_apart(self, node: LexborNode, path: str) -> None:
        """Says in words what is too large to be here, with a link to it."""
        what = node.attributes.get("alt") or node.attributes.get("aria-label") or path.rpartition("/")[2]
        size = figures(f"{-(-len(self._read(path)) // 1000)}", self._lang)
        shown = self.tree.create_node("span" if _within_link(node) else "a")
        if shown.tag == "a":
            shown.attrs["href"] = node.attributes.get("src") or ""
        shown.attrs["class"] = "apart"
        shown.insert_child(said(words.APART, self._lang, what=what, size=size))
        node.replace_with(shown)
        if path not in self.apart:
            self.apart.append(path)


def _within_link(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == "a":
            return True
        above = above.parent
    return False


def _drop(node: LexborNode, name: str) -> None:
    if name in node.attributes:
        del node.attrs[name]
