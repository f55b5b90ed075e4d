"""What an editor meant for Dateline and readers would be shown as text: headings that open nothing, marks that stand in
no heading, keys that stand in a text. Some of them were to hold something back, so none is passed over."""

from __future__ import annotations

import re

from dateline.load.sections import stands_in_text
from dateline.model.text import Body
from dateline.problems import Span, error
from dateline.schema.reader import Place, Reader

_UNSEEN = "[ \t\u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f\u2060\u3000\ufeff]"
"""Spaces of all kinds, and signs that have no width."""
_OPENS_NOTHING = re.compile(
    rf"\n(?!##[ \t])(?:{_UNSEEN}|[>*+-])*(?:[#\uff03]{{1,2}}{_UNSEEN}*|<h2[^<>]*>)(\d{{1,2}}[:.]\d\d)\b"
)
"""`# 21:17`, `##21:17`, and what looks like `## 21:17` on the screen."""
_INDENTED_KEY = re.compile(
    r"\n##[ \t][^\n]*\n[ \t]+(by|tags|place|via|media|sources|status|corrections|updated|kind):[ \t\n]"
)
_HOLDING_BACK = r"withheld|draft|removed|at[-_]risk"
_INNER = r"[^\n{}()\uff5b\uff5d\uff08\uff09]*"
_MARKS = re.compile(rf"[{{(\uff5b\uff08](?:{_INNER}[ \t\u00a0])?\.(?:{_HOLDING_BACK})\b{_INNER}")
_KEY = re.compile(
    r"^[^\w\n]{0,8}(status|at[-_ ]?risk)[^\w\n]{0,4}[:=][^\w\n]{0,6}(?:withheld|draft|removed|true|yes)\b",
    re.MULTILINE | re.IGNORECASE,
)
_WORDS = ("ithheld", "raft", "emoved", "isk")
"""Without their first letters, which may be capitals."""


def _holds_back(text: str) -> bool:
    """Whether a closer look is worth its time: most texts have none of the words."""
    return any(word in text for word in _WORDS)


def say_misread(text: str, reader: Reader) -> None:
    """Reports what is amiss in a day's log."""
    for found in _OPENS_NOTHING.finditer("\n" + text):
        if stands_in_text(text, found.start()):
            place = Span(reader.path, text.count("\n", 0, found.start()) + 1, 1)
            hint = f"An entry begins with two signs and a space: “## {found[1]} Headline”."
            reader.problems.append(error(place, "DL409", "This heading with a time opens no entry.", hint))
    for found in _INDENTED_KEY.finditer("\n" + text):
        if stands_in_text(text, found.start()):
            place = Span(reader.path, text.count("\n", 0, found.start(1)) + 1, 1)
            hint = f"Take out what stands before `{found[1]}:`; a text begins after an empty line."
            reader.problems.append(error(place, "DL201", "A key cannot be indented here.", hint))
    say_lost_marks(text, reader)


def say_lost_marks(text: str, reader: Reader) -> None:
    """Reports marks that hold something back and belong to no heading, in a file of level-2 headings."""
    if not _holds_back(text):
        return
    for found in _MARKS.finditer(text):
        begin = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.start())
        line = text[begin : end if end >= 0 else len(text)]
        is_heading = line.startswith(("## ", "##\t")) and line[found.start() - begin] == "{"
        rest = line[found.end() - begin :].rstrip(" \t")
        # A headline that looks like marks is followed by marks of its own.
        if is_heading and (rest == "}" or ("#" not in found[0] and re.fullmatch(r"\}[^{}]*\{[^{}]*\}", rest))):
            continue
        if stands_in_text(text, found.start()):
            place = Span(reader.path, text.count("\n", 0, begin) + 1, found.start() - begin + 1)
            hint = "They stand at the end of a heading: two signs #, a space, the time, then {#id .mark} and no more."
            reader.problems.append(error(place, "DL410", f"These marks mark nothing: {found[0][:60]}", hint))


def say_key_in_text(body: Body, reader: Reader, fallback: Place) -> None:
    """Reports a key that holds something back and stands in a text."""
    found = _KEY.search(body.text) if _holds_back(body.text) else None
    if found is None:
        return
    line = body.line + body.text.count("\n", 0, found.start(1)) if body.line else 0
    place = (line, found.start(1) - body.text.rfind("\n", 0, found.start(1))) if line else fallback
    said = f"Readers would be shown this key as text, and nothing is held back: {found[0].strip()[:60]}"
    hint = "Write `key: value` directly under the heading, or between the lines --- of an entry's own file."
    reader.problems.append(error(Span(reader.path, *place), "DL201", said, hint))
