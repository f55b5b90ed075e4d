"""Times that are written in words get their instant beside them: `{shown: "June 16th, 2009 9:17 PM ET", at: …}`.

What was shown stays what readers are shown. Times in headings are left alone for the same reason, and times in figures
because they say all there is.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.begin.words import quoted
from dateline.mend.edits import Edit
from dateline.mend.parts import Part
from dateline.schema.kinds import Kind, ListOf, When, key_name
from dateline.schema.nodes import MappingNode, Node, ScalarNode, SequenceNode
from dateline.schema.record import Sub, Table, keys_of
from dateline.times import Fault, Moment, read_moment, read_moment_mapping
from dateline.times.moment import is_plain


def instants(parts: tuple[Part, ...], text: str, zone: str) -> Iterator[Edit]:
    """An edit for each time in words. `zone` is the one that the file is read in."""
    lines = text.split("\n")
    for part in parts:
        for node in _of_record(part.record, part.node):
            edit = _edit(node, part, lines, zone)
            if edit is not None:
                yield edit


def _of_record(record: type, node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, MappingNode):
        known = keys_of(record)
        for name, value in node.value:
            key = known.get(key_name(name))
            if key is not None:
                yield from _of_kind(key.kind, value)


def _of_kind(kind: Kind, node: Node) -> Iterator[ScalarNode]:
    if isinstance(kind, When):
        if isinstance(node, ScalarNode):
            yield node
    elif isinstance(kind, ListOf):
        for item in node.value if isinstance(node, SequenceNode) else (node,):
            yield from _of_kind(kind.kind, item)
    elif isinstance(kind, Sub):
        yield from _of_record(kind.record, node)
    elif isinstance(kind, Table):
        for _, value in node.value if isinstance(node, MappingNode) else ():
            yield from _of_kind(kind.kind, value)


def _edit(node: ScalarNode, part: Part, lines: list[str], zone: str) -> Edit | None:
    shown = node.value
    moment = read_moment(shown, zone, part.day)
    if isinstance(moment, Fault) or is_plain(shown):
        return None
    line, column = part.line(node), node.column + 1
    quote = node.style if node.style in ("'", '"') else ""
    written = f"{quote}{shown}{quote}"
    # Folded over lines, in a block or with escapes: then it is no longer just these characters.
    if (node.style and not quote) or lines[line - 1][column - 1 : column - 1 + len(written)] != written:
        return None
    for at in _candidates(moment):
        if read_moment_mapping(shown, at, None, zone, part.day) == moment:
            return Edit(line, column, len(written), f"{{shown: {quoted(shown)}, at: {at}}}", f"“{shown}” is {at}")
    return None


def _candidates(moment: Moment) -> Iterator[str]:
    """The instant in figures: with its offset, or, where only that says which clock it was, with the zone's name."""
    yield moment.machine()
    if moment.certainty != "day":
        seconds = "%H:%M:%S" if moment.certainty == "exact" else "%H:%M"
        yield f"{moment.local().strftime(f'%Y-%m-%d {seconds}')} {moment.zone}"
