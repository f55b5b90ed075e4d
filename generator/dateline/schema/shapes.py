"""What a value may be, in words for editors: the kinds of `kinds.py` and `record.py` as the reference tells them."""

from __future__ import annotations

from typing import Any

from dateline.schema.kinds import (
    LONGEST_LINE,
    Address,
    Colour,
    Flag,
    Id,
    Kind,
    Language,
    Line,
    ListOf,
    OneOf,
    Prose,
    RefTo,
    Tag,
    When,
    Whole,
    Zone,
)
from dateline.schema.record import Record, Sub, Table

_PLAIN: dict[type[Any], str] = {
    Prose: "text of any length",
    Id: "an [id](#ids)",
    Tag: "a [tag](#tags)",
    Flag: "`true` or `false`",
    Zone: "a [time zone](#time-zones)",
    Language: "a [language](#languages)",
    Colour: 'a colour such as `"#8a1c1c"`, in quotes',
    When: "a [time](#times)",
}


def shape(kind: Kind, sections: dict[type[Record], str]) -> str:
    """A kind in words of Markdown; `sections` are the headings under which the keys of records are told. TypeError for
    a kind that nobody has put into words."""
    match kind:
        case Line(longest=longest):
            return "one line" if longest == LONGEST_LINE else f"one line, at most {longest} characters"
        case RefTo(what=what):
            return f"the id of {what}"
        case Address(mail=mail):
            return "an address that begins with `http://` or `https://`" + (", or an e-mail address" if mail else "")
        case Whole(least=least):
            return "a whole number" + (f", {least} or more" if least >= 0 else "")
        case OneOf(words=words):
            *most, last = (f"`{word}`" for word in words)
            return f"{', '.join(most)} or {last}"
        case ListOf(kind=inner):
            return f"{shape(inner, sections)}; or a list of such"
        case Sub(record=record, short=short):
            heading = sections[record]
            keys = f"[{heading}](#{anchor(heading)})"
            return f"{keys}, or its `{short}` alone" if short else keys
        case Table(kind=inner):
            return f"lines of `name: value`, each value {shape(inner, sections)}"
    found = _PLAIN.get(type(kind))
    if found is None:
        raise TypeError(f"{type(kind).__name__} has not been put into words")
    return found


def anchor(heading: str) -> str:
    """The anchor that Markdown gives a heading of words."""
    return "".join(char for char in heading.lower().replace(" ", "-") if char.isalnum() or char == "-")
