"""YAML text to positioned nodes, by libyaml; what YAML guesses about types is never asked."""

from __future__ import annotations

import re

import yaml

from dateline.problems import Problem, Span, error, warning
from dateline.schema.reader import Reader

_Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_DEEPEST = 40
_STRING = "tag:yaml.org,2002:str"
_PLAIN_TAGS = frozenset({_STRING, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map", "!"})


def slow_yaml() -> tuple[Problem, ...]:
    """A warning when PyYAML came without libyaml: reading is then 18 times slower, never silently."""
    if yaml.__with_libyaml__:
        return ()
    hint = "Install a PyYAML wheel, or libyaml's headers before building it."
    return (warning(Span("site.yaml"), "DL216", "PyYAML was installed without libyaml: reading is slow.", hint),)


def compose(text: str, reader: Reader) -> yaml.Node | None:
    """The root node of one YAML document; None when it is empty or broken, which is then reported."""
    if text.count("[") + text.count("{") > _DEEPEST and _flow_depth(text) > _DEEPEST:
        reader.problems.append(
            error(
                Span(reader.path, reader.first_line + 1, 1),
                "DL210",
                "This is nested too deeply.",
                "Unfold the brackets.",
            )
        )
        return None
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as fault:
        reader.problems.append(_explain(fault, text, reader))
        return None
    except RecursionError:
        span = Span(reader.path, reader.first_line + 1, 1)
        reader.problems.append(
            error(span, "DL210", "This is nested too deeply.", "Unfold it: nothing here needs more than four levels.")
        )
        return None
    finally:
        loader.dispose()
    if node is None:
        return None
    # The walk is only needed where the text could hold what it looks for.
    if ("!" in text or "*" in text) and not _is_plain(node, text, reader):
        return None
    return node


def _flow_depth(text: str) -> int:
    depth = deepest = 0
    for found in re.finditer(r"[\[\]{}]", text):
        depth += 1 if found.group() in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _is_plain(root: yaml.Node, text: str, reader: Reader) -> bool:
    """No alias and no explicit tag: both change what stands there without showing it."""
    seen: set[int] = set()
    todo: list[yaml.Node] = [root]
    fine = True
    while todo:
        node = todo.pop()
        if id(node) in seen:
            _say_alias(text, reader)
            return False
        seen.add(id(node))
        if node.tag not in _PLAIN_TAGS and node.tag:
            fine = False
            reader.fault(
                node,
                "DL203",
                f"The YAML tag “{str(node.tag)[:60]}” is not used here.",
                "Put the text in quotes if it begins with !.",
            )
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                todo += (name, value)
        elif isinstance(node, yaml.SequenceNode):
            todo.extend(node.value)
    return fine


def _say_alias(text: str, reader: Reader) -> None:
    hint = "Write the value out; text that begins with * belongs in quotes."
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent) and mark is not None:
            span = Span(reader.path, mark.line + reader.first_line + 1, mark.column + 1)
            reader.problems.append(error(span, "DL203", "YAML aliases (*name) are not used here.", hint))
            return


_PLAIN_WORDS = (
    ("found character '\\t'", "DL214", "A tab cannot indent YAML.", "Use spaces."),
    (
        "mapping values are not allowed",
        "DL201",
        "There is a second colon on this line, or the indentation is off.",
        "Put a value that holds “: ” in quotes; align keys of one mapping.",
    ),
    (
        "could not find expected ':'",
        "DL201",
        "A line here is neither `key: value` nor a continuation.",
        "Add the colon and a space after the key, or indent the continuation.",
    ),
    ("did not find expected key", "DL201", "A key was expected here.", "Check the indentation and the quotes above."),
    (
        "did not find expected '-' indicator",
        "DL201",
        "A list item was expected here.",
        "Begin each item with “- ”, aligned.",
    ),
    (
        "did not find expected ',' or",
        "DL201",
        "A list or mapping in brackets is not closed.",
        "Add the comma or the closing bracket.",
    ),
    ("found unexpected end of stream", "DL201", "A quote or bracket is never closed.", "Close it."),
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
        "found character that cannot start any token",
        "DL201",
        "A value cannot begin with this character.",
        "Put the value in quotes.",
    ),
    (
        "found duplicate anchor",
        "DL203",
        "YAML anchors (&name) are not used here.",
        "Text that begins with & belongs in quotes.",
    ),
    ("expected a single document", "DL215", "A second document begins here (---).", "One file holds one document."),
    ("but found another document", "DL215", "A second document begins here (---).", "One file holds one document."),
)


def _explain(fault: yaml.YAMLError, text: str, reader: Reader) -> Problem:
    line, column = reader.first_line + 1, 1
    said = str(fault)
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    if mark is not None:
        line, column = mark.line + reader.first_line + 1, mark.column + 1
        said = f"{getattr(fault, 'context', '') or ''} {getattr(fault, 'problem', '') or ''}".strip()
        if "cannot start any token" in said and _char_at(text, mark.line, mark.column) == "\t":
            said = "found character '\\t'"
    for words, code, message, hint in _PLAIN_WORDS:
        if words in said:
            return error(Span(reader.path, line, column), code, message, hint)
    return error(
        Span(reader.path, line, column),
        "DL201",
        f"This is not YAML: {said[:200]}.",
        "Check quotes, colons and indentation.",
    )


def _char_at(text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    return lines[line][column : column + 1] if line < len(lines) else ""
