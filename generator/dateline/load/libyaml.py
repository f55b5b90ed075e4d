"""YAML as libyaml parses it, and its faults in words that help."""

from __future__ import annotations

import re
from typing import Any

import yaml

from dateline.problems import Problem, Span, error
from dateline.schema.nodes import MappingNode, Node, ScalarNode, SequenceNode
from dateline.schema.reader import Reader


class _Loader(yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader):  # type: ignore[misc]
    """Composes without asking, for every node, what type its text looks like."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """No tag."""
        return ""

    def descend_resolver(self, above: Any, index: Any) -> None:
        """Nothing to prepare."""

    def ascend_resolver(self) -> None:
        """Nothing to leave."""


_DEEPEST = 40
"""Levels of nesting. PyYAML composes by recursion in C, without asking whether the stack can hold it: what is deeper
must be found before."""

_SUSPECT = re.compile(r"(?:^|[\s\[\]{},:?-])[&*!]|^[ \t\-?:]{20}", re.M)
"""What an alias, an anchor, a tag or deep nesting of blocks looks like. Without a match there is none: each level of
blocks but a list's own begins at least one column further on."""


def composed(text: str, reader: Reader) -> Node | None:
    """What `compose` gives, by the YAML parser, which reads everything."""
    if (_SUSPECT.search(text) or text.count("[") + text.count("{") >= _DEEPEST) and not _is_plain(text, reader):
        return None
    loader = _Loader(text)
    try:
        root: Any = loader.get_single_node()
        return None if root is None else _own(root)
    except yaml.YAMLError as fault:
        reader.problems.append(_explain(fault, text, reader))
        return None
    finally:
        loader.dispose()


def _own(node: Any) -> Node:
    """PyYAML's node as ours. None is so deep that this could fail."""
    mark = node.start_mark
    if isinstance(node, yaml.ScalarNode):
        return ScalarNode(node.value, mark.line, mark.column, node.style or "")
    flows = bool(node.flow_style)
    if isinstance(node, yaml.SequenceNode):
        return SequenceNode([_own(item) for item in node.value], mark.line, mark.column, flows)
    pairs = [(_own(key), _own(value)) for key, value in node.value]
    return MappingNode(pairs, mark.line, mark.column, flows)


def _is_plain(text: str, reader: Reader) -> bool:
    """Walks through the YAML's events: no alias, anchor or tag, which change what stands there without showing it,
    and no depth that a recursion could fail at."""
    told: set[_Said] = set()
    depth = 0
    loader = _Loader(text)
    try:
        while loader.check_event():
            event: Any = loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            said = _TOO_DEEP if depth > _DEEPEST else _forbidden(event)
            if said is not None and said not in told:
                told.add(said)
                mark = event.start_mark
                span = Span(reader.path, mark.line + reader.first_line + 1, mark.column + 1)
                reader.problems.append(error(span, *said))
            if said is _TOO_DEEP:
                return False
    except yaml.YAMLError as fault:
        reader.problems.append(_explain(fault, text, reader))
        return False
    finally:
        loader.dispose()
    return not told


_Said = tuple[str, str, str]
_TOO_DEEP: _Said = ("DL210", "This is nested too deeply.", "Unfold it: nothing here needs more than four levels.")


def _forbidden(event: yaml.Event) -> _Said | None:
    if isinstance(event, yaml.AliasEvent):
        hint = "Write the value out; text that begins with * belongs in quotes."
        return "DL203", "YAML aliases (*name) are not used here.", hint
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
        if event.anchor is not None:
            hint = "Write each value out; text that begins with & belongs in quotes."
            return "DL203", "YAML anchors (&name) are not used here.", hint
        if event.tag is not None:
            shown = str(event.tag).replace("tag:yaml.org,2002:", "!!")[:60]
            return "DL203", f"The YAML tag “{shown}” is not used here.", "Put the text in quotes if it begins with !."
    return None


_NO_KEY = "could not find expected ':'"
_PLAIN_WORDS = (
    ("tab character", "DL214", "A tab cannot indent YAML.", "Use spaces."),
    (
        "mapping values are not allowed",
        "DL201",
        "There is a second colon on this line, or the indentation is off.",
        "Write a space after a key's colon; put a value that holds “: ” in quotes; align the keys of one mapping.",
    ),
    (
        _NO_KEY,
        "DL201",
        "A line here is neither `key: value` nor a continuation.",
        "Add the colon and a space after the key, or indent the continuation.",
    ),
    (
        "did not find expected key",
        "DL201",
        "A key was expected here.",
        "Check the indentation, and whether a quote above ends too early: an apostrophe inside '…' is doubled.",
    ),
    (
        "did not find expected '-' indicator",
        "DL201",
        "A list item was expected here.",
        "Begin each item with “- ”, aligned.",
    ),
    (
        "block sequence entries are not allowed",
        "DL201",
        "A list cannot begin on the line of its key.",
        "Begin it on the next line, each item with “- ”; text that begins with “- ” belongs in quotes.",
    ),
    (
        "did not find expected ',' or",
        "DL201",
        "This list or mapping in brackets is not closed.",
        "Add the comma or the closing bracket; text that begins with [ or { belongs in quotes.",
    ),
    ("found unexpected end of stream", "DL201", "This quote is never closed.", "Close it."),
    ("found unexpected document indicator", "DL201", "This quote is never closed.", "Close it."),
    (
        "found unknown escape character",
        "DL201",
        "Unknown escape in double quotes.",
        "Use single quotes, or double the backslash.",
    ),
    (
        "found undefined alias",
        "DL203",
        "YAML aliases (*name) are not used here.",
        "Text that begins with * belongs in quotes.",
    ),
    (
        "found duplicate anchor",
        "DL203",
        "YAML anchors (&name) are not used here.",
        "Text that begins with & belongs in quotes.",
    ),
    (
        "expected alphabetic or numeric character",
        "DL201",
        "A value cannot begin with this character.",
        "Put the value in quotes.",
    ),
    (
        "found character that cannot start any token",
        "DL201",
        "A value cannot begin with this character.",
        "Put the value in quotes.",
    ),
    (
        "expected node content",
        "DL201",
        "A value is missing here, or a bracket is not closed.",
        "Add what is missing; text that begins with [ or { belongs in quotes.",
    ),
    (
        "scanning a block scalar",
        "DL201",
        "Only the text's lines may follow | or >.",
        "Begin the text on the next line, indented.",
    ),
    ("scanning a tag", "DL203", "YAML tags (!name) are not used here.", "Put the text in quotes if it begins with !."),
    ("undefined tag", "DL203", "YAML tags (!name) are not used here.", "Put the text in quotes if it begins with !."),
    ("expected <document start>", "DL215", "Text after the end of the YAML.", "One file holds one document."),
    ("expected a single document", "DL215", "A second document begins here (---).", "One file holds one document."),
    ("but found another document", "DL215", "A second document begins here (---).", "One file holds one document."),
)

_AT_THE_START = (
    "find expected ':'",
    "unexpected end of stream",
    "unexpected document",
    "',' or",
    "alphabetic or numeric",
    "scanning a tag",
)
"""Faults that are told where the thing began, not where libyaml gave up."""


def _explain(fault: yaml.YAMLError, text: str, reader: Reader) -> Problem:
    said = f"{getattr(fault, 'context', None) or ''} {getattr(fault, 'problem', None) or fault}".strip()
    mark = getattr(fault, "problem_mark", None)
    if mark is None or any(words in said for words in _AT_THE_START):
        mark = getattr(fault, "context_mark", None) or mark
    line, column = reader.first_line + 1, 1
    if mark is not None:
        at, column = _within(text, mark.line, mark.column)
        line = at + reader.first_line + 1
        if "cannot start any token" in said and _char_at(text, mark.line, mark.column) == "\t":
            said = "found a tab character"
    for words, code, message, hint in _PLAIN_WORDS:
        if words in said:
            more = " A text begins after an empty line." if words == _NO_KEY and reader.path.endswith(".md") else ""
            return error(Span(reader.path, line, column), code, message, hint + more)
    return error(
        Span(reader.path, line, column),
        "DL201",
        f"This is not YAML: {said[:200]}.",
        "Check quotes, colons and indentation.",
    )


def _within(text: str, line: int, column: int) -> tuple[int, int]:
    """(line from 0, column from 1) of a mark; one behind the last line that says anything is put at that line's end."""
    lines = text.rstrip().split("\n")
    return (line, column + 1) if line < len(lines) else (len(lines) - 1, len(lines[-1]) + 1)


def _char_at(text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    return lines[line][column : column + 1] if line < len(lines) else ""
