"""Pictures: only files of the archive, with a text for those who cannot see them; alone in a paragraph, a figure."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dateline.markup.rules.notes import Notes, closing, notes_of, opening, text
from dateline.problems import nearest_hint


def add(md: MarkdownIt) -> None:
    """Adds the core rule."""
    md.core.ruler.after("inline", "figures", _figures)


def _figures(state: StateCore) -> None:
    tokens = state.tokens
    if "![" not in state.src or not any(token.type == "inline" and "![" in token.content for token in tokens):
        return
    notes = notes_of(state.env)
    out: list[Token] = []
    for token in tokens:
        if token.type == "inline" and token.children:
            line = token.map[0] if token.map else 0
            token.children = [
                child for child in token.children if child.type != "image" or _resolve(child, line, notes)
            ]
        out.append(token)
        if token.type == "paragraph_close" and _is_figure(out[-2]):
            _make_figure(out)
    state.tokens = out


def _resolve(image: Token, line: int, notes: Notes) -> bool:
    """Points an image at its file; False when it cannot be shown, which is then reported."""
    src = unquote(str(image.attrs.get("src", "")))
    if not image.content.strip():
        hint = "Say between the brackets what is to be seen: ![Demonstrators at night](media/square.jpg)"
        notes.flaw(line, "![", "DL602", "This picture has no text for those who cannot see it.", hint)
    if "://" in src or src.startswith("//") or src.startswith("data:"):
        hint = "Store the picture under media/; readers' browsers are never sent to another host."
        notes.flaw(line, src[:40], "DL603", "Pictures of other sites are not shown.", hint)
        return False
    name = posixpath.normpath(src)
    picture = notes.scope.pictures.get(name)
    if picture is None:
        hint = (
            nearest_hint(name, notes.scope.pictures)
            or "Put it under media/, or say `lost: true` under the entry's media."
        )
        notes.flaw(line, src[:40], "DL601", f"There is no file {name[:120]}.", hint)
        return False
    notes.media[name] = None
    image.attrs["src"] = picture.href
    if picture.width:
        image.attrs |= {"width": picture.width, "height": picture.height}
    image.attrs |= {"loading": "lazy", "decoding": "async"}
    return True


def _is_figure(inline: Token) -> bool:
    children = inline.children or []
    return inline.type == "inline" and len(children) == 1 and children[0].type == "image"


def _make_figure(out: list[Token]) -> None:
    inline = out[-2]
    assert inline.children
    caption = str(inline.children[0].attrs.pop("title", ""))
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
