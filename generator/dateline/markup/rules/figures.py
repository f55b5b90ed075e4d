"""Media in a text: only files of the archive, with words for who cannot see them; alone in a paragraph, a figure."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dateline.markup.rules.notes import Notes, closing, notes_of, opening, text
from dateline.markup.scope import SIZES, Picture
from dateline.problems import nearest_or


def add(md: MarkdownIt) -> None:
    """Adds the core rule."""
    md.core.ruler.after("inline", "figures", _figures)


def _figures(state: StateCore) -> None:
    tokens = state.tokens
    if "![" not in state.src or not any(token.type == "inline" and "![" in token.content for token in tokens):
        return
    notes = notes_of(state.env)
    out: list[Token] = []
    alone, caption = False, ""
    for token in tokens:
        out.append(token)
        if token.type == "inline" and token.children:
            alone = _is_figure(token)
            caption = str(token.children[0].attrs.pop("title", "")) if alone else ""
            token.children = _shown(token.children, token.map[0] if token.map else 0, notes)
        elif token.type == "paragraph_close" and alone:
            alone = False
            if out[-2].children:
                _make_figure(out, caption)
    state.tokens = out


def _shown(children: list[Token], line: int, notes: Notes) -> list[Token]:
    out: list[Token] = []
    depth = 0
    for child in children:
        depth += (child.type == "link_open") - (child.type == "link_close")
        if not _is_written(child):
            out.append(child)
            continue
        picture = _resolve(child, line, notes)
        if picture is not None:
            out += _medium(child, picture, linked=depth > 0)
    return out


def _resolve(image: Token, line: int, notes: Notes) -> Picture | None:
    """The file that an image names; None when it cannot be shown, which is then reported."""
    src = unquote(str(image.attrs.get("src", "")))
    if not image.content.strip():
        hint = "Say between the brackets what is to be seen: ![Demonstrators at night](media/square.jpg)"
        notes.flaw(line, "![", "DL602", "This picture has no text for those who cannot see it.", hint)
    if "://" in src or src.startswith("//") or src.startswith("data:"):
        hint = "Store the picture under media/; readers' browsers are never sent to another host."
        notes.flaw(line, src[:40], "DL603", "Pictures of other sites are not shown.", hint)
        return None
    name = posixpath.normpath(src)
    picture = notes.scope.pictures.get(name)
    if picture is None:
        hint = nearest_or(
            name, notes.scope.pictures, "Put it into the blog's media/, or say `lost: true` under the entry's media."
        )
        notes.flaw(line, src[:40], "DL601", f"There is no file {name[:120]}.", hint)
        return None
    if picture.warned:
        hint = "Leave it out of the text: under the entry's media: it stands behind its warning."
        notes.flaw(line, src[:40], "DL607", f"{name[:120]} would be shown here without its warning.", hint)
        return None
    notes.media[name] = None
    return picture


def _medium(image: Token, picture: Picture, *, linked: bool) -> list[Token]:
    """What a browser shows of a file by its kind; within a link nothing that can be used by itself."""
    alt = _words(image)
    if picture.kind == "image":
        still = image_tokens(picture, image)
        if picture.animated and picture.src and not linked:
            link = opening("animation", "a", href=picture.href, class_="animation")
            return [link, *still, closing("animation", "a")]
        return still
    if linked:
        return [text(alt)]
    if picture.kind == "file":
        return [opening("file", "a", href=picture.href), text(alt), closing("file", "a")]
    player = opening("player", picture.kind, controls="", preload="none", src=picture.href, aria_label=alt)
    return [player, closing("player", picture.kind)]


def image_tokens(picture: Picture, image: Token) -> list[Token]:
    """An image in the formats and sizes that there are of it; `image` has the words for those who cannot see it."""
    image.attrs["src"] = picture.src or picture.href
    if picture.width:
        image.attrs |= {"width": picture.width, "height": picture.height}
    image.attrs |= {"loading": "lazy", "decoding": "async"}
    if not picture.sources:
        return [image]
    sources = [
        Token("source", "source", 0, attrs={"type": type_, "srcset": srcset, "sizes": SIZES})
        for type_, srcset in picture.sources
    ]
    return [opening("picture", "picture"), *sources, image, closing("picture", "picture")]


def _words(image: Token) -> str:
    return " ".join("".join(child.content or " " for child in image.children or []).split())


def _is_figure(inline: Token) -> bool:
    children = inline.children or []
    return inline.type == "inline" and len(children) == 1 and _is_written(children[0])


def _is_written(token: Token) -> bool:
    """Whether a token is an image as an editor wrote it, not one that a card has made."""
    return token.type == "image" and "loading" not in token.attrs


def _make_figure(out: list[Token], caption: str) -> None:
    inline = out[-2]
    del out[-3:]
    figure = opening("figure", "figure", class_="media")
    figure.block = True
    out += [figure, inline]
    if caption:
        words = Token("inline", "", 0, children=[text(caption)])
        out += [opening("figcaption", "figcaption"), words, closing("figcaption", "figcaption")]
    end = closing("figure", "figure")
    end.block = True
    out.append(end)
