"""A cleaned tree as Dateline's Markdown, by markdownify; with what it cannot say told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bs4 import Tag
from markdownify import MarkdownConverter

from dateline.imports.escaping import escape, paragraphs
from dateline.imports.html.clean import clean
from dateline.imports.html.depth import bare_words, is_too_deep
from dateline.imports.html.quotations import is_dash
from dateline.imports.texts import line, tidy, web_address

_LONGEST = 2_000_000
"""Characters of one text's HTML. What is longer is no text; its words are kept."""
_LANGUAGE = re.compile(r"(?:language|lang|brush)[-:]\s*([A-Za-z0-9+#]{1,20})")
_PERHAPS = "\x02"
"""Stands behind an exclamation mark until it is known whether a link follows it; no text holds it (`tidy`)."""
_EDGE_BREAKS = re.compile(r"(?:[ \t]*\\\n)+(?=\n|$)|(?<=\n\n)(?:\\\n)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """Markdown, and what was dropped on the way, in words."""

    text: str
    dropped: tuple[str, ...] = ()


def to_markdown(html: str, base: str, media: Mapping[str, str]) -> Converted:
    """HTML as Markdown without any HTML left. `base`: the address that links are seen from; `media`: the `src` of each
    picture that is held → its file (`media/name.jpg`); all others are left out here."""
    if len(html) > _LONGEST:
        return Converted(text=paragraphs(words_of(html)), dropped=("the layout of a text of over 2 MB",))
    try:
        cleaned = clean(html, base)
        sayer = _Sayer(base, media)
        text = sayer.convert_soup(cleaned.tree)
    except RecursionError:
        return Converted(text=paragraphs(words_of(html)), dropped=("the layout of a text nested too deeply",))
    text = _EDGE_BREAKS.sub("", re.sub(r"[ \t]+$", "", text, flags=re.M))
    text = text.replace(f"!{_PERHAPS}[", "\\![").replace(_PERHAPS, "")
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return Converted(text=text, dropped=(*cleaned.dropped, *sayer.dropped))


def words_of(html: str) -> str:
    """The words of HTML alone, blocks parted by blank lines; of any depth."""
    from selectolax.lexbor import LexborHTMLParser

    if is_too_deep(html):
        return bare_words(tidy(html))
    tree = LexborHTMLParser(tidy(html))
    tree.strip_tags(["script", "style", "template", "noscript"])
    body = tree.body
    return re.sub(r"\n\s*\n+", "\n\n", body.text(separator="\n\n", strip=True)) if body else ""


class _Sayer(MarkdownConverter):
    """How each element is said where Dateline's Markdown is another than markdownify's."""

    def __init__(self, base: str, media: Mapping[str, str]) -> None:
        super().__init__(heading_style="atx", bullets="-", newline_style="backslash", autolinks=False)
        self.base, self.media = base, media
        self.dropped: list[str] = []

    def escape(self, text: str, parent_tags: set[str]) -> str:
        said = escape(text, in_table=bool(parent_tags & {"td", "th"}))
        # Only before a link does it mean anything, and what follows is not known yet.
        return f"{said[:-2]}!{_PERHAPS}" if said.endswith("\\!") else said

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href", "")).strip()
        if "_noformat" in parent_tags or not text.strip():
            return text
        if text.startswith("![") and _is_picture(href):
            return text  # a picture that leads to itself in another size
        if href.startswith("#"):
            return text  # within a page that is no more
        address = href if _is_mail(href) else web_address(href, self.base)
        flat = " ".join(text.split())
        if not address:
            if href:
                self.dropped.append(f"the link {line(href, 80)}")
            return text
        if "\n\n" in text.strip() and not flat.startswith("!["):
            return text
        before = " " if text[:1].isspace() else ""
        after = " " if text[-1:].isspace() else ""
        # Right behind a bracket, @ would make it a citation: `[@name]`.
        said = f"\\{flat}" if flat.startswith("@") else flat
        return f"{before}[{said}]({address}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        file = self.media.get(str(el.get("src", "")).strip(), "")
        alt = line(str(el.get("alt", "")), 500)
        if not file:
            return ""
        if "_inline" in parent_tags:
            return escape(alt)
        caption = line(str(el.get("title", "")), 1_000)
        alt = alt or caption or NO_ALT
        title = f' "{_in_title(caption)}"' if caption and caption != alt else ""
        picture = f"![{escape(alt)}]({file}{title})"
        return f"\n\n{picture}\n\n" if not parent_tags & {"a", "li"} else picture

    def convert_audio(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        sources = [str(el.get("src", "")), *(str(found.get("src", "")) for found in el.find_all("source"))]
        file = next((self.media[src.strip()] for src in sources if self.media.get(src.strip())), "")
        return f"\n\n![{escape(line(text, 500)) or NO_ALT}]({file})\n\n" if file else text

    convert_video = convert_audio

    def convert_attribution(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n\x01{el['said']}\n\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        blocks = [block for block in re.split(r"\n\n+", _EDGE_BREAKS.sub("", text).strip()) if block.strip()]
        if not blocks:
            return ""
        kept = [_not_attributing(block) for block in blocks]
        lines = "\n\n".join(kept).split("\n")
        return "\n\n" + "\n".join(f"> {part}" if part else ">" for part in lines) + "\n\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        flat = " ".join(text.split())
        return f"\n\n{'#' * min(6, max(3, n))} {flat}\n\n" if flat and "_inline" not in parent_tags else f" {flat} "

    def convert_parting(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return " " if parent_tags & {"_inline", "a", "b", "strong", "em", "i", "pre"} else "\n\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = el.get_text().strip("\n")
        if "_inline" in parent_tags or not text.strip():
            return escape(text)
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
        inner = el.find("code")
        names = " ".join(
            name for part in (el, inner) if isinstance(part, Tag) for name in part.get_attribute_list("class")
        )
        language = found[1] if (found := _LANGUAGE.search(names)) else ""
        return f"\n\n{fence}{language}\n{text}\n{fence}\n\n"

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        # A picture within a line stands apart, so that what follows begins a line.
        text = re.sub(r"\n\n +(?=\S)", "\n\n", text.strip(" \t\r\n"))
        return f" {text} " if "_inline" in parent_tags else f"\n\n{text}\n\n" if text else ""

    def convert_q(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"“{text.strip()}”"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        flat = " ".join(text.split())
        return f"\n\n**{flat}**\n\n" if flat and "*" not in flat else f"\n\n{flat}\n\n"

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self.convert_dt(el, text, parent_tags)

    def _marked(self, text: str, mark: str, parent_tags: set[str]) -> str:
        inner = text.strip()
        # Marks do not reach over blocks, nor do they mean anything right beside others of their kind.
        if "_noformat" in parent_tags or not inner or "\n\n" in inner or inner[0] in "*~" or inner[-1] in "*~\\":
            return text
        before = " " if text[0].isspace() else ""
        after = " " if text[-1].isspace() else ""
        return f"{before}{mark}{inner}{mark}{after}"

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._marked(text, "**", parent_tags)

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._marked(text, "*", parent_tags)

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._marked(text, "~~", parent_tags)

    convert_strong, convert_i, convert_cite = convert_b, convert_em, convert_em
    convert_s = convert_strike = convert_del


NO_ALT = "Picture; no description was preserved"
"""What stands for the description that the origin did not give."""


def _not_attributing(block: str) -> str:
    """An own attribution bare; of other blocks those escaped that would be taken for one."""
    if block.startswith("\x01"):
        return block[1:]
    block = block.replace("\x01", "")
    if not is_dash(block):
        return block
    return f"\\{block}" if block.startswith("--") else _DASHES[block[0]] + block[1:]


_DASHES = {"—": "&mdash;", "―": "&horbar;", "–": "&ndash;"}


def _in_title(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\<").replace("&", "&amp;")


def _is_picture(href: str) -> bool:
    return re.search(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#].*)?$", href, re.I) is not None


def _is_mail(href: str) -> bool:
    return re.fullmatch(r"mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+", href) is not None
