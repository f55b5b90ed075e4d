"""Records: frozen structs whose fields say what they accept, read from positioned YAML mappings.

A record's schema is written once, in its class: `title: str = value(Line(), "Headline.", required=True)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, ClassVar, NamedTuple, TypeVar

from msgspec import Struct, StructMeta

from dateline.problems import Span, error, nearest_hint
from dateline.schema.kinds import WRONG, Kind, id_hint, is_id, key_name, scalar
from dateline.schema.nodes import MappingNode, Node, ScalarNode
from dateline.schema.reader import Place, Reader


class Key(Struct, frozen=True):
    """What a key of a record accepts and what it is for."""

    kind: Kind
    doc: str
    required: bool
    default: Any
    example: str


def value(kind: Kind, doc: str, *, required: bool = False, default: Any = None, example: str = "") -> Any:
    """A field of a record that editors may write. `example` is a value as it stands in YAML behind the key."""
    return Key(kind, doc, required, default, example)


class _Schema(StructMeta):
    """Makes records: the keys are taken out of the class, and leave their defaults in their place."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any], **config: Any) -> _Schema:
        keys = {word: found for word, found in body.items() if isinstance(found, Key)}
        defaults = {word: key.default for word, key in keys.items()}
        return super().__new__(cls, name, bases, {**body, **defaults, "keys": keys}, **config)


class Record(Struct, metaclass=_Schema, frozen=True, array_like=True, kw_only=True):
    """Something read from a file: knows where it stands and where each of its values stands."""

    path: str = ""
    spot: Place = (0, 0)
    spots: Mapping[str, Place] = {}

    keys: ClassVar[Mapping[str, Key]]
    """What editors may write, by name."""

    def where(self, name: str = "") -> Span:
        """The span of the value of a key, or of the record."""
        line, column = self.spots.get(name, self.spot)
        return Span(self.path, line, column)

    def span(self, place: Place) -> Span:
        """The span of a place in this record's file."""
        return Span(self.path, *place)


R = TypeVar("R", bound=Record)


def keys_of(record: type[Record]) -> Mapping[str, Key]:
    """The keys of a record by name."""
    return record.keys


def _required_of(record: Any) -> tuple[tuple[str, Key], ...]:
    return tuple((name, found) for name, found in keys_of(record).items() if found.required)


_required: Callable[[Any], tuple[tuple[str, Key], ...]] = cache(_required_of)


class Values(NamedTuple):
    """What was read of a mapping before it becomes a record: a file's defaults are laid under an entry's own."""

    values: dict[str, Any]
    places: dict[str, Place]

    def over(self, defaults: Values | None) -> Values:
        """These values, and for the rest the defaults."""
        if defaults is None or not defaults.values:
            return self
        return Values({**defaults.values, **self.values}, {**defaults.places, **self.places})


def read_values(record: type[Record], node: Node, reader: Reader, skip: Iterable[str] = ()) -> Values | None:
    """The values of a mapping by key; None when it is no mapping. Keys named in `skip` are passed over."""
    known = keys_of(record)
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    if not isinstance(node, MappingNode):
        if isinstance(node, ScalarNode) and is_empty(node):
            return Values(values, places)
        reader.fault(node, "DL206", "Expected `key: value` lines.", "Each line is a key, a colon, a space and a value.")
        return None
    seen: set[str] = set()
    for name_node, value_node in node.value:
        if not isinstance(name_node, ScalarNode):
            reader.fault(name_node, "DL206", "A key cannot be a list or a mapping.", "Write a word and a colon.")
            continue
        name = key_name(name_node)
        if name in seen:
            say_twice(name_node, name, reader)
            continue
        seen.add(name)
        found = known.get(name)
        if found is None:
            if name not in skip:
                hint = nearest_hint(name, known)
                reader.fault(name_node, "DL204", f"Unknown key “{name[:60]}”.", hint)
            continue
        if isinstance(value_node, ScalarNode) and is_empty(value_node):
            continue
        places[name] = reader.place(value_node)
        content = found.kind.read(value_node, reader)
        # A value that could not be read has been reported; its place is kept so that it does not count as missing.
        if content is not WRONG:
            values[name] = content
    return Values(values, places)


def build(record: type[R], read: Values, reader: Reader, place: Place, **more: Any) -> R | None:
    """The record, or None after a DL205 for each required key that is missing."""
    missing = False
    values, places = read
    for name, found in _required(record):
        if values.get(name, "") == "":
            missing = True
            if name in values or name not in places:
                _say_missing(name, found, reader, places.get(name, place))
    if missing:
        return None
    return record(path=reader.path, spot=place, spots=places, **values, **more)


def _say_missing(name: str, found: Key, reader: Reader, place: Place) -> None:
    shown = name.replace("_", "-") if name == "at_risk" else name
    reader.problems.append(
        error(Span(reader.path, *place), "DL205", f"`{shown}` is missing.", f"Add {shown}: {found.doc}")
    )


def read_record(record: type[R], node: Node, reader: Reader, **more: Any) -> R | None:
    """Reads a mapping into a record in one go."""
    read = read_values(record, node, reader)
    return None if read is None else build(record, read, reader, reader.place(node), **more)


def say_twice(node: Node, name: str, reader: Reader) -> None:
    """Reports a key that stands twice in one mapping: YAML readers would silently keep the last."""
    reader.fault(node, "DL202", f"“{name[:60]}” stands twice here.", "Keep one of the two.")


def is_empty(node: ScalarNode) -> bool:
    """Whether a plain scalar is YAML's null: such a key counts as not written."""
    return not node.style and node.value in ("", "~", "null")


class Sub(Struct, frozen=True):
    """A mapping read into a record. With `short`, a bare text is taken as that key."""

    record: type[Record]
    short: str = ""

    def read(self, node: Node, reader: Reader) -> Any:
        """The record, or WRONG."""
        if self.short and isinstance(node, ScalarNode):
            value = keys_of(self.record)[self.short].kind.read(node, reader)
            if value is WRONG:
                return WRONG
            place = reader.place(node)
            found = build(self.record, Values({self.short: value}, {self.short: place}), reader, place)
        else:
            found = read_record(self.record, node, reader)
        return WRONG if found is None else found


class Table(Struct, frozen=True):
    """A mapping from ids to values of one kind; `ids` False lets any one-line text be a name."""

    kind: Kind
    ids: bool = True

    def read(self, node: Node, reader: Reader) -> Any:
        """A dict in the order of the file."""
        if isinstance(node, ScalarNode) and is_empty(node):
            return {}
        if not isinstance(node, MappingNode):
            reader.fault(
                node, "DL206", "Expected a mapping from ids to values.", "Write `id:` and the values indented under it."
            )
            return WRONG
        table: dict[str, Any] = {}
        seen: set[str] = set()
        for name_node, value_node in node.value:
            name = scalar(name_node, reader, "a name")
            if name is WRONG:
                continue
            if name in seen:
                say_twice(name_node, name, reader)
                continue
            seen.add(name)
            if self.ids and not is_id(name):
                reader.fault(name_node, "DL211", f"“{name[:80]}” cannot be an id.", id_hint(name))
                continue
            value = self.kind.read(value_node, reader)
            if value is not WRONG:
                table[name] = value
        return table
