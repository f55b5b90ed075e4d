"""Plain words as Markdown that shows just these words, with no more backslashes than that takes."""

from __future__ import annotations

import re

_ELISION = re.compile(r"(\[(?:…|\.\.\.)\])")
_SPECIAL = re.compile(r"[\\`*<\[\]]|&(?=#?\w{1,40};)|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(
    r"^([ \t]*)(?:(#{1,6}(?=[ \t]|$)|>|\+(?!\w)|-(?=[-: \t|]|$)|=+[ \t]*$|\||:(?=-)|~{3,})"
    r"|(\d{1,9})([.)](?=[ \t]|$)))",
    re.M,
)
"""What opens a heading, quotation, list, table, code, or underlines a heading (CommonMark 0.31, sections 4 and 5)."""
_AUTOLINK = re.compile(r"https?://[^\s<>\"]+", re.I)


def escape(text: str, *, in_table: bool = False) -> str:
    """The words as Markdown. Addresses stay as they are, so that they remain links; `[…]` stays the mark of an
    elision."""
    out = []
    for index, part in enumerate(_ELISION.split(text)):
        out.append(part if index % 2 else _escape(part))
    whole = _LINE_START.sub(_at_line_start, "".join(out))
    if whole.endswith("!"):
        whole = whole[:-1] + "\\!"  # what follows may be a link, which it would turn into a picture
    return whole.replace("|", "\\|") if in_table else whole


def paragraphs(text: str) -> str:
    """A plain text, its paragraphs parted by blank lines, as Markdown. Short lines keep their ends; lines that are as
    long as those of a wrapped text are joined."""
    blocks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip("\n"))
    return "\n\n".join(_paragraph(block) for block in blocks if block.strip())


def _paragraph(block: str) -> str:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    wrapped = len(lines) > 1 and all(60 <= len(line) <= 90 for line in lines[:-1])
    text = escape("\n".join(lines))
    text = text[:-2] + "!" if text.endswith("\\!") else text
    return text if wrapped else text.replace("\n", "\\\n")


def _escape(text: str) -> str:
    out, at = [], 0
    for found in _AUTOLINK.finditer(text):
        out += [_SPECIAL.sub(r"\\\g<0>", text[at : found.start()]), _address(found.group())]
        at = found.end()
    return "".join([*out, _SPECIAL.sub(r"\\\g<0>", text[at:])])


def _address(text: str) -> str:
    # Underscores and asterisks within an address mean nothing, but at its end they may close what began before.
    return re.sub(r"[\\`\[\]*~]|&(?=#?\w{1,40};)|_(?![^\W_])", r"\\\g<0>", text)


def _at_line_start(found: re.Match[str]) -> str:
    space, sign, number, mark = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{mark}"
