"""Comments in a page's text: numbered, or under names and times; answers by number or by indentation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.imports.found import FoundComment, Text
from dateline.imports.pages.when import bare, is_ago, time_on
from dateline.times import Moment

_WHAT = (
    r"(?:responses?|comments?|repl(?:y|ies)|reactions?|thoughts?|opinions|kommentare?|antwort(?:en)?|gedanken?|"
    r"commentaires?|réponses?|comentarios?|respuestas?|comentários?|respostas?|commenti|commento|reacties?|"
    r"kommentarer?|komentarz\w*|комментари\w*|коментар\w*|yorum|نظر|تعليق\w*|(?:条|則|条)?评论|件のコメント)"
)
_HEADERS = (
    re.compile(rf"(?:[\w’' -]{{1,40}} )?[(\[](?P<number>\d[\d,.]*|one|no) {_WHAT}[)\]]", re.I),
    re.compile(
        rf"(?P<number>\d[\d,.]*|one|no) ?{_WHAT}"
        r"(?:(?: (?:to|on|so far|for|zu|auf|sur|à|en|sobre|su|op|do|к|на|برای|على)\b|\s*[:»(]).*)?",
        re.I,
    ),
    re.compile(rf"(?:reader )?{_WHAT}\s*[(\[:]\s*(?P<number>\d[\d,.]*)\s*[)\]]?", re.I),
)
_NUMBERED = re.compile(r"(?P<label>\d{1,5}(?:\.\d{1,4}){0,6})[.):]?\s+(?P<name>\S.{0,150})")
_SAYS = re.compile(r"(?P<name>\S.{0,120}?)(?:\s+(?:says|said|wrote|writes))?\s*:?")
_INLINE = re.compile(
    r"(?P<name>\S.{0,100}?)(?:\s+(?:says|said|wrote))?\s*(?:,|\bon\b|\bat\b|[|·•—–]|\s-\s)\s*"
    r"(?P<when>.*\d.*?)(?:\s+(?:says|said|wrote))?\s*:?",
    re.I,
)
_PAGER = re.compile(
    r"(?:[«‹<←]\s*)?(?:prev(?:ious)?\s+)?(?P<pages>\d{1,4}(?:\s+(?:…|\.\.\.|\d{1,4})){1,40})"
    r"(?:\s+next)?(?:\s*[»›>→])?",
    re.I,
)
_PAGE_OF = re.compile(r"page (?P<page>\d{1,4}) of (?P<pages>\d{1,4})", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadText:
    """Where the comments' heading stands (line index), how many it declares, the comments, and the pager."""

    at: int
    declared: int | None
    comments: tuple[FoundComment, ...]
    page: int = 0
    pages: int = 0


@dataclass(slots=True)
class _Start:
    """Where a comment begins: line index, its label, the name's indentation, and where its words begin."""

    at: int
    label: tuple[int, ...]
    indent: int
    name: str
    words: int
    time: Moment | None
    timed: bool


def find_thread(lines: Sequence[str], zone: str) -> ThreadText | None:
    """The comments of a page, from the first heading on that comments follow. Times without a zone are read in
    `zone`. None when no heading such as “82 Responses” is followed by comments."""
    for index, row in enumerate(lines):
        declared = declared_in(row)
        if declared is None:
            continue
        page, pages, end = _pager(lines, index + 1)
        comments = _comments(lines, index + 1, end, zone)
        if comments or (declared == 0 and not any(part.strip() for part in lines[index + 1 : end])):
            return ThreadText(at=index, declared=declared, comments=comments, page=page, pages=pages)
    return None


def declared_in(row: str) -> int | None:
    """How many comments a heading declares; None for a line that is no such heading."""
    row = " ".join(row.split())
    if len(row) > 160:
        return None
    for pattern in _HEADERS:
        if found := pattern.fullmatch(row):
            word = found["number"].lower()
            digits = re.sub(r"\D", "", word)
            return {"one": 1, "no": 0}[word] if word in ("one", "no") else int(digits) if len(digits) < 8 else None
    return None


def _pager(lines: Sequence[str], start: int) -> tuple[int, int, int]:
    """(page, pages, line at which the comments end), 0 for what is not shown."""
    end = len(lines)
    for index in range(len(lines) - 1, max(start, len(lines) - 12) - 1, -1):
        row = lines[index].strip()
        if found := _PAGE_OF.fullmatch(row):
            return int(found["page"]), int(found["pages"]), index
        if found := _PAGER.fullmatch(row):
            numbers = [int(number) for number in re.findall(r"\d+", found["pages"])]
            if numbers == sorted(set(numbers)) and numbers[0] == 1:
                return 0, numbers[-1], index
    return 0, 0, end


def _comments(lines: Sequence[str], start: int, end: int, zone: str) -> tuple[FoundComment, ...]:
    first = next((index for index in range(start, end) if lines[index].strip()), end)
    if first == end:
        return ()
    numbered = _NUMBERED.fullmatch(lines[first].strip())
    starts = _numbered(lines, first, end, zone) if numbered else _named(lines, first, end, zone)
    if not starts:
        return ()
    out: list[FoundComment] = []
    for index, begun in enumerate(starts):
        close = starts[index + 1].at if index + 1 < len(starts) else end
        rows, time = list(lines[begun.words : close]), begun.time
        if not begun.timed:
            rows, time = _timed_at_end(rows, zone)
        reply = _answers(begun, starts[:index])
        out.append(
            FoundComment(
                key=str(index),
                body=Text(form="plain", text=_dedented(_without_buttons(rows))),
                time=time,
                name=begun.name,
                number=begun.label[0] if len(begun.label) == 1 else None,
                reply="" if reply is None else str(reply),
            )
        )
    return tuple(out)


def _numbered(lines: Sequence[str], first: int, end: int, zone: str) -> list[_Start]:
    """Comments under `12. Name`. A number within someone's words begins no comment: it must follow the last one, and
    where times stand at the end, a time must stand above it."""
    starts: list[_Start] = []
    timed_first = _time_below(lines, first + 1, end, zone) is not None
    above = True
    for index in range(first, end):
        row = lines[index]
        if not row.strip():
            continue
        found = _NUMBERED.fullmatch(row.strip())
        label = tuple(map(int, found["label"].split("."))) if found else ()
        if found and (not starts or (_follows(label, starts[-1].label) and above)):
            below = _time_below(lines, index + 1, end, zone)
            if not timed_first or below is not None:
                name = _SAYS.fullmatch(found["name"].strip())
                words, time = (below[0] + 1, below[1]) if timed_first and below else (index + 1, None)
                indent = len(row) - len(row.lstrip())
                shown = name["name"] if name else found["name"]
                starts.append(_Start(index, label, indent, shown, words, time, timed_first))
                above = timed_first
                continue
        if not timed_first:
            above = time_on(row, zone) is not None or is_ago(row)
    return starts


def _named(lines: Sequence[str], first: int, end: int, zone: str) -> list[_Start]:
    """Comments under a name and a time, on two lines or on one."""
    starts: list[_Start] = []
    index = first
    while index < end:
        row = lines[index]
        text = row.strip()
        indent = len(row) - len(row.lstrip())
        inline = _INLINE.fullmatch(text) if text and len(text) < 200 else None
        time = time_on(inline["when"], zone) if inline else None
        if inline and time is not None:
            starts.append(_Start(index, (), indent, inline["name"], index + 1, time, True))
        elif text and len(text) <= 130 and time_on(text, zone) is None:
            below = _time_below(lines, index + 1, min(end, index + 3), zone)
            name = _SAYS.fullmatch(text)
            if below is not None and name:
                starts.append(_Start(index, (), indent, name["name"], below[0] + 1, below[1], True))
                index = below[0]
        index += 1
    return starts


def _time_below(lines: Sequence[str], start: int, end: int, zone: str) -> tuple[int, Moment | None] | None:
    """(line, time) when the next line that says anything shows a time, or one that is of no use any more."""
    for index in range(start, end):
        if lines[index].strip():
            time = time_on(lines[index], zone)
            return (index, time) if time is not None or is_ago(lines[index]) else None
    return None


def _timed_at_end(rows: list[str], zone: str) -> tuple[list[str], Moment | None]:
    for index in range(len(rows) - 1, -1, -1):
        if rows[index].strip():
            time = time_on(rows[index], zone)
            if time is not None or is_ago(rows[index]):
                return rows[:index], time
            if bare(rows[index]):
                return rows, None
    return rows, None


def _follows(label: tuple[int, ...], last: tuple[int, ...]) -> bool:
    if len(label) == len(last) == 1:
        return label[0] in (last[0] + 1, last[0] - 1)
    if len(label) == len(last) + 1:
        return label == (*last, 1)
    depth = len(label) - 1
    return len(label) <= len(last) and label[:depth] == last[:depth] and label[depth] == last[depth] + 1


def _answers(begun: _Start, before: list[_Start]) -> int | None:
    """Which earlier comment this one answers: by `2.1` under `2`, else by being indented deeper."""
    if len(begun.label) > 1:
        return next((i for i in range(len(before) - 1, -1, -1) if before[i].label == begun.label[:-1]), None)
    for index in range(len(before) - 1, -1, -1):
        if before[index].indent < begun.indent:
            # Numbers that are set flush right stand one column apart, and answer nothing.
            return index if before[index].indent <= begun.indent - 2 else None
    return None


_BUTTON = re.compile(
    r"(?:reply|like|share|report(?: abuse)?|permalink|quote|edit|\d+ likes?|loading\.*)(?: [↓»›])?", re.I
)


def _without_buttons(rows: list[str]) -> list[str]:
    while rows and (not rows[-1].strip() or _BUTTON.fullmatch(rows[-1].strip())):
        rows = rows[:-1]
    return rows


def _dedented(rows: list[str]) -> str:
    shown = [len(row) - len(row.lstrip()) for row in rows if row.strip()]
    indent = min(shown, default=0)
    return "\n".join(row[indent:].rstrip() for row in rows).strip("\n")
