"""Shortcodes, `[name key=value]…[/name]`, as WordPress and its kin put them into texts: what they stand for is kept.

The form is that of WordPress's shortcode API. A word in brackets that is none, such as `[sic]`, stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from dateline.imports.elements import element
from dateline.imports.found import Dropped, Medium
from dateline.imports.texts import line, web_address

_ATTRIBUTE = re.compile(r"([A-Za-z_][\w-]*)\s*=\s*(?:\"([^\"]*)\"|“([^”]*)”|'([^']*)'|([^\s\]\"']+))")
_OPENING = re.compile(r"\[(?P<name>[A-Za-z][A-Za-z0-9_-]{1,60})(?P<rest>(?:=|\s+)[^\[\]\n]{0,2000}?)?\s*/?\](?!\()")
_KNOWN = frozenset(
    ["audio", "caption", "embed", "gallery", "playlist", "tweet", "video", "vimeo", "wp_caption", "wpvideo", "youtube"]
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?)(?:[?#]|$)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """The text without shortcodes; the media that they showed, and what nothing could be made of."""

    text: str
    media: tuple[Medium, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def expand(text: str) -> Expanded:
    """Takes the shortcodes out of a text, plain or HTML. What they embedded stays as its address; a picture that only
    they showed becomes a medium; what they enclosed stays."""
    media: list[Medium] = []
    dropped: list[Dropped] = []

    def one(found: re.Match[str]) -> str:
        name, rest = found["name"], (found["rest"] or "").strip()
        attributes = {key.lower(): "".join(values) for key, *values in _ATTRIBUTE.findall(rest)}
        closes = f"[/{name}]" in text
        if not (attributes or closes or name.lower() in _KNOWN or (rest.startswith("=") and web_address(rest[1:]))):
            return found.group()
        if name.lower() in ("caption", "wp_caption"):
            return "" if not attributes.get("caption") else f"{line(attributes['caption'], 1_000)} "
        picture = next((value for value in attributes.values() if _PICTURE.search(value) and web_address(value)), "")
        if picture:
            caption = line(attributes.get("caption", "") or attributes.get("title", ""), 1_000)
            media.append(Medium(was=picture, alt=line(attributes.get("alt", ""), 1_000), caption=caption))
            return ""
        addresses = [*attributes.values(), rest.lstrip("= "), *rest.split()]
        address = next((web for value in addresses if (web := web_address(value))), "")
        if address:
            return f"\n\nEmbedded: {address}\n\n"
        if name.lower() != "embed" or not closes:
            dropped.append(Dropped(what=f"shortcode {line(found.group(), 120)}", why="nothing stands for it here"))
        return ""

    names = {found["name"] for found in _OPENING.finditer(text)}
    expanded = _figures(text)
    expanded = _OPENING.sub(one, expanded)
    for name in names:
        expanded = expanded.replace(f"[/{name}]", "")
    return Expanded(text=expanded, media=tuple(media), dropped=tuple(dropped))


_CODE = re.compile(
    r"\[(?P<name>sourcecode|source|code|crayon|cc(?:[nibewlo]*(?:_\w+)?)?|ccn?[a-z]*_\w+|bash|c|cpp|css|html|java|"
    r"javascript|js|perl|php|plain|python|ruby|shell|sql|text|xml)(?P<rest>\s[^\]\n]{0,300})?\](?P<code>.*?)\[/(?P=name)\]",
    re.S | re.I,
)
_NO_LANGUAGE = ("sourcecode", "source", "code", "crayon", "cc", "plain", "text")


def with_code(text: str) -> str:
    """Code between shortcodes of the usual highlighters as `<pre>`, before paragraphs are made of its lines."""

    def one(found: re.Match[str]) -> str:
        attributes = {key.lower(): "".join(values) for key, *values in _ATTRIBUTE.findall(found["rest"] or "")}
        name = found["name"].lower()
        own = name.rpartition("_")[2] if name.startswith("cc") else name
        language = attributes.get("language") or attributes.get("lang") or ("" if own in _NO_LANGUAGE else own)
        code = found["code"].strip("\r\n")
        shown = unescape(code) if re.search(r"&(?:lt|gt|#\d+);", code) else code
        inner = element(
            "code", shown, **{"class": f"language-{language}" if re.fullmatch(r"[\w+#-]{1,20}", language) else ""}
        )
        return str(element("pre", inner))

    return _CODE.sub(one, text) if "[/" in text else text


_CAPTION = re.compile(
    r"\[(caption|wp_caption)\b(?P<rest>[^\]]*)\](?P<picture>\s*(?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)"
    r"(?P<words>.*?)\[/\1\]",
    re.S,
)


def _figures(text: str) -> str:
    """A picture in a caption becomes a figure, so that its words stay with it."""

    def one(found: re.Match[str]) -> str:
        attributes = {key.lower(): "".join(values) for key, *values in _ATTRIBUTE.findall(found["rest"])}
        words = found["words"].strip() or attributes.get("caption", "")
        return f"<figure>{found['picture'].strip()}<figcaption>{words}</figcaption></figure>"

    return _CAPTION.sub(one, text)
