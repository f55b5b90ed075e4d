"""Entries one per file (front matter and Markdown), and as a list in a YAML file."""

from __future__ import annotations

from dateline.load.log import finish, read_defaults
from dateline.load.nodes import compose
from dateline.load.sections import front_matter, say_no_front_matter
from dateline.model.entry import BODY, Entry
from dateline.model.text import Body
from dateline.problems import Span, error, nearest_hint
from dateline.schema.kinds import WRONG, id_hint, is_id, key_name
from dateline.schema.nodes import MappingNode, Node, ScalarNode, SequenceNode
from dateline.schema.reader import Reader
from dateline.schema.record import Values, is_empty, read_values, say_twice


def read_entry_file(text: str, reader: Reader, stem: str) -> tuple[Entry, ...]:
    """The entry of a file that is named after its id."""
    parts = front_matter(text)
    if parts is None:
        hint = "Begin with a line ---, then the keys, then another line ---; a day's log is named like 2009-06-16.md."
        said = say_no_front_matter(text, "entry", hint)
        reader.problems.append(error(Span(reader.path, 1, 1), "DL412", *said))
        return ()
    keys, body, line = parts
    reader.first_line = 1
    before = len(reader.problems)
    node = compose(keys, reader)
    read = Values({}, {}) if node is None else read_values(Entry, node, reader)
    if read is None or (node is None and len(reader.problems) > before):
        return ()
    if "id" not in read.places:
        if not is_id(stem):
            message = f"The file's name “{stem[:80]}” cannot be the entry's id."
            reader.problems.append(
                error(Span(reader.path), "DL211", message, id_hint(stem) + " Or give it an id: key.")
            )
            return ()
        read = Values({**read.values, "id": stem}, {**read.places, "id": (1, 1)})
    entry = finish(read, reader, (1, 1), Body(body, line))
    return () if entry is None else (entry,)


def read_entry_list(text: str, reader: Reader) -> tuple[Entry, ...]:
    """The entries of a YAML file with a top key `entries`, and optional `defaults`."""
    before = len(reader.problems)
    root = compose(text, reader)
    if root is None:
        if len(reader.problems) == before:
            hint = "Write an entry in it, or delete it."
            reader.problems.append(error(Span(reader.path), "DL109", "This file is empty.", hint))
        return ()
    if not isinstance(root, MappingNode):
        hint = "Begin the file with `entries:` and write each entry as an item under it."
        reader.fault(root, "DL206", "Expected a mapping with the key `entries`.", hint)
        return ()
    parts: dict[str, Node] = {}
    for name_node, value_node in root.value:
        name = key_name(name_node)
        if name in parts:
            say_twice(name_node, name, reader)
        elif name in ("entries", "defaults"):
            parts[name] = value_node
        else:
            hint = nearest_hint(name, ("entries", "defaults"))
            reader.fault(name_node, "DL204", f"Unknown key “{name[:60]}”.", hint)
    defaults = read_defaults(parts["defaults"], reader) if "defaults" in parts else None
    items = parts.get("entries")
    if items is None:
        reader.fault(root, "DL205", "`entries` is missing.", "Write `entries:` and each entry as an item under it.")
        return ()
    if not isinstance(items, SequenceNode):
        if not (isinstance(items, ScalarNode) and is_empty(items)):
            reader.fault(items, "DL206", "Expected a list of entries.", "Begin each entry with “- ”.")
        return ()
    lines = text.split("\n")
    entries = (_item(item, reader, defaults, lines) for item in items.value)
    return tuple(entry for entry in entries if entry is not None)


def _item(item: Node, reader: Reader, defaults: Values | None, lines: list[str]) -> Entry | None:
    read = read_values(Entry, item, reader, skip=("body",))
    if read is None:
        return None
    return finish(read.over(defaults), reader, reader.place(item), _body(item, reader, lines))


def _body(item: Node, reader: Reader, lines: list[str]) -> Body:
    if not isinstance(item, MappingNode):
        return Body("", 0)
    for name_node, value_node in item.value:
        if key_name(name_node) == "body":
            text = BODY.read(value_node, reader)
            if text is WRONG:
                return Body("", 0)
            line = reader.place(value_node)[0]
            # Only in a literal block do the lines of the value stand for the file's.
            if not isinstance(value_node, ScalarNode) or value_node.style != "|":
                return Body(text.rstrip(), 0)
            return Body(text.rstrip(), line + 1, _indent(text, lines[line:]))
    return Body("", 0)


def _indent(text: str, lines: list[str]) -> int:
    """How far a literal block is indented in its file: by the first of its lines that says anything."""
    for said, written in zip(text.split("\n"), lines, strict=False):
        if said.strip():
            return len(written) - len(said)
    return 0
