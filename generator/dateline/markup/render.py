"""Markdown to a fragment. Pure: the text and its scope decide every byte.

What makes it is imported with the first text that nobody remembers.
"""

from __future__ import annotations

from dateline.markup.fragment import EMPTY, Fragment
from dateline.markup.scope import Scope


def render(text: str, scope: Scope) -> Fragment:
    """A text of blocks: an entry's body, a page, a closing note."""
    if not text.strip():
        return EMPTY
    from dateline.markup.markdown import fragment_of

    return fragment_of(text, scope, inline=False)


def render_inline(text: str, scope: Scope) -> Fragment:
    """One paragraph without its `<p>`: a caption, a correction, a standfirst."""
    if not text.strip():
        return EMPTY
    from dateline.markup.markdown import fragment_of

    return fragment_of(" ".join(text.split()), scope, inline=True)
