"""What Markdown becomes: a fragment of HTML with everything that later stages ask of it."""

from __future__ import annotations

import msgspec


class Flaw(msgspec.Struct, frozen=True, array_like=True):
    """Something wrong in a Markdown text. `line` from 0 within the text; `column` from 1; codes as for problems."""

    line: int
    column: int
    code: str
    severity: str
    message: str
    hint: str


class Quotation(msgspec.Struct, frozen=True, array_like=True):
    """A block quotation with its attribution. `source` is an id or ""; `known` what is known of a lost target."""

    line: int
    depth: int
    text: str
    speaker: str
    source: str
    known: str
    via: tuple[str, ...]


class Outside(msgspec.Struct, frozen=True, array_like=True):
    """A plain link to another site: it makes a provisional source."""

    url: str
    text: str


class Inside(msgspec.Struct, frozen=True, array_like=True):
    """A link to a page of this site: a root-relative path, without fragment, and where it was written."""

    path: str
    line: int


class Fragment(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The HTML of a text, with `ROOT` and `LEVELS` placeholders in it.

    `cited` are source ids in the order of their numbers (from 1); `outside` follow them in the numbering.
    `text` is the plain text of its paragraphs, for labels and descriptions. `media` are file names that it shows.
    """

    html: str
    text: str
    has_headings: bool
    cited: tuple[str, ...]
    outside: tuple[Outside, ...]
    inside: tuple[Inside, ...]
    media: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    flaws: tuple[Flaw, ...]


EMPTY = Fragment("", "", False, (), (), (), (), (), ())
