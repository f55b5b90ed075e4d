"""HTML from tokens: what markdown-it's own renderer writes, with the commonest tokens written on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token


class Renderer(RendererHTML):
    """Writes HTML, not XHTML: no tag ends in ` /`."""

    def render(self, tokens: Sequence[Token], options: Any, env: Any) -> str:
        """The HTML of a text's blocks."""
        out: list[str] = []
        rules = self.rules
        for at, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                if token.children:
                    self._write_inline(out, token.children, options, env)
            elif kind in rules:
                out.append(rules[kind](tokens, at, options, env))
            elif kind == "paragraph_close" and not token.hidden:
                out.append("</p>\n")
            else:
                out.append(self.renderToken(tokens, at, options, env))
        return "".join(out)

    def renderInline(self, tokens: Sequence[Token], options: Any, env: Any) -> str:
        """The HTML of one inline text."""
        out: list[str] = []
        self._write_inline(out, tokens, options, env)
        return "".join(out)

    def _write_inline(self, out: list[str], tokens: Sequence[Token], options: Any, env: Any) -> None:
        rules = self.rules
        for at, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                out.append(escapeHtml(token.content))
            elif kind in rules:
                out.append(rules[kind](tokens, at, options, env))
            elif token.block or token.hidden:
                out.append(self.renderToken(tokens, at, options, env))
            elif token.nesting < 0:
                out.append(f"</{token.tag}>")
            else:
                out.append(f"<{token.tag}{self.renderAttrs(token)}>" if token.attrs else f"<{token.tag}>")
