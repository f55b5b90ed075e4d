"""How Sphinx makes the guide of docs/: `make guide`. The pages stay plain Markdown that any host of git shows."""

from __future__ import annotations

import posixpath
import re
from itertools import groupby

from markdown_it import MarkdownIt
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "Dateline"
html_title = "Dateline: the guide"
language = "en"
extensions = ["myst_parser"]
exclude_patterns = ["_guide"]

# Strict: what is not understood, and what leads nowhere, is a warning, and warnings fail.
nitpicky = True
myst_heading_anchors = 4

html_theme = "furo"
html_static_path = ["guide.css"]
html_css_files = ["guide.css"]
html_show_copyright = False
html_show_sourcelink = False
html_copy_source = False
html_last_updated_fmt = None
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>\w+) (?P<file>\S+)$", re.M)


def _captions(app: Sphinx, name: str, source: list[str]) -> None:
    """The file that a snippet belongs into, which stands behind its language, is shown above it."""
    source[0] = _FENCE.sub(r"\g<fence>{code-block} \g<language>\n:caption: \g<file>\n", source[0])


def _contents(app: Sphinx, name: str, source: list[str]) -> None:
    """The lists of the first page are the table of contents of all."""
    if name != "index":
        return
    trees = []
    for heading, pages in groupby(_listed(source[0]), key=lambda pair: pair[0]):
        lines = "\n".join(page for _, page in pages)
        trees.append(f"```{{toctree}}\n:hidden:\n:caption: {heading}\n\n{lines}\n```\n")
    source[0] += "\n" + "\n".join(trees)


def _listed(text: str) -> list[tuple[str, str]]:
    """(heading, page) of every page that a list below a heading leads to."""
    found: list[tuple[str, str]] = []
    heading = ""
    tokens = MarkdownIt("commonmark").parse(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
        for child in token.children or ():
            address = str(child.attrs.get("href", "")) if child.type == "link_open" else ""
            if address.endswith(".md"):
                found.append((heading, posixpath.normpath(address).removesuffix(".md")))
    return found


def setup(app: Sphinx) -> None:
    """Nothing but what stands above."""
    app.add_lexer("caddy", TextLexer)
    app.connect("source-read", _captions)
    app.connect("source-read", _contents)
