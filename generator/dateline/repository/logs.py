"""Two versions of a day's log as one: entry by entry, as git's own merging, which knows lines only, cannot.

Two colleagues who append to one log at the same time change the same place. Git's text merge calls that a conflict,
and its union merge (`merge=union`) takes apart what they wrote: lines that both have, such as `by: mk` or an empty
one, stand in the result once, and below them the text of both entries under the heading of one. Here an entry is
whole: added by either, it is kept; changed by one, that change is kept; changed by both, the text is merged, and a
conflict is marked within that entry alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dateline.load.sections import Section, cut, never_closed

TextMerge = Callable[[str, str, str], tuple[str, bool]]
"""(base, ours, theirs) → (the text, whether it has no conflict)."""


@dataclass(frozen=True, slots=True)
class _Log:
    """A log in parts: what stands above the first heading, and the entries by what they are known by, in order."""

    head: str
    entries: Mapping[str, str]
    gaps: Mapping[str, str]
    """The blank lines behind an entry that another one follows; those behind the head under ""."""


def merge_logs(base: str, ours: str, theirs: str, text_merge: TextMerge) -> tuple[str, bool]:
    """(the merged log, whether it is free of conflicts). Line ends are `\\n`.

    An entry that both added under one id with different words stands there twice: nothing is lost, and `check` names
    both places. What cannot be taken apart into entries is merged as text.
    """
    if theirs in (base, ours):
        return ours, True
    if ours == base:
        return theirs, True
    old, mine, other = _take_apart(base), _take_apart(ours), _take_apart(theirs)
    if old is None or mine is None or other is None:
        return text_merge(base, ours, theirs)
    head = _head(old.head, mine.head, other.head)
    kept = _entries(old, mine, other, text_merge)
    if head is None or kept is None:
        return text_merge(base, ours, theirs)
    gaps = {**other.gaps, **mine.gaps}
    parts = [(head, gaps.get("", ""))] if head else []
    for name in _order(old, mine, other):
        parts += [(text, gaps.get(name, "")) for text in kept.texts.get(name, ())]
    return _join(parts), kept.clean


def _take_apart(text: str) -> _Log | None:
    """None for a log in which an entry cannot be told from its neighbours."""
    if never_closed(text) is not None:
        return None
    head, sections = cut(text)
    lines = text.split("\n")
    entries: dict[str, str] = {}
    gaps = {"": head[len(head.rstrip()) :]} if sections else {}
    for index, section in enumerate(sections):
        name = _name(section)
        if name in entries:
            return None
        end = sections[index + 1].line - 1 if index + 1 < len(sections) else len(lines)
        text = "\n".join(lines[section.line - 1 : end])
        entries[name] = text.rstrip()
        if index + 1 < len(sections):
            gaps[name] = text[len(entries[name]) :] + "\n"
    return _Log(head.rstrip(), entries, gaps)


def _name(section: Section) -> str:
    """What an entry is known by in both versions: its id, else its heading."""
    written = next((attribute.name for attribute in section.attributes if attribute.sign == "#"), "")
    return f"#{written}" if written else section.text


def _head(old: str, mine: str, other: str) -> str | None:
    if other in (mine, old):
        return mine
    return other if mine == old else None


@dataclass(frozen=True, slots=True)
class _Kept:
    """The texts that stand in the merged log by name, and whether they are free of conflicts."""

    texts: dict[str, tuple[str, ...]]
    clean: bool


def _entries(old: _Log, mine: _Log, other: _Log, text_merge: TextMerge) -> _Kept | None:
    """None when one took an entry out that the other has changed: only a person can tell which is right."""
    texts: dict[str, tuple[str, ...]] = {}
    clean = True
    for name in {**mine.entries, **other.entries}:
        was, ours, theirs = (log.entries.get(name) for log in (old, mine, other))
        if theirs in (ours, was):
            texts[name] = () if ours is None else (ours,)
        elif ours == was:
            texts[name] = () if theirs is None else (theirs,)
        elif ours is None or theirs is None:
            return None
        elif was is None:
            texts[name] = (ours, theirs)
        else:
            text, fine = text_merge(was + "\n", ours + "\n", theirs + "\n")
            texts[name] = (text.rstrip(),)
            clean = clean and fine
    return _Kept(texts, clean)


def _order(old: _Log, mine: _Log, other: _Log) -> list[str]:
    """Our order; what they added stands behind the entry that it stands behind in theirs, and behind ours there."""
    order = list(mine.entries)
    before = ""
    for name in other.entries:
        if name not in mine.entries:
            at = order.index(before) + 1 if before in order else 0
            while at < len(order) and order[at] not in old.entries and order[at] not in other.entries:
                at += 1
            order.insert(at, name)
        before = name
    return order


def _join(parts: list[tuple[str, str]]) -> str:
    """The parts with the blank lines that were behind them; behind one that was the last, one."""
    text = "".join(text + (gap or "\n\n") for text, gap in parts)
    return text.rstrip() + "\n"
