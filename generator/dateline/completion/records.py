"""What a mapping may hold, as JSON Schema, from the record that it is read into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.completion.values import Json, list_of, time_schema, value_schema, zone_schema
from dateline.load.nodes import compose
from dateline.schema.kinds import Flag, Id, Kind, ListOf, OneOf, Whole
from dateline.schema.nodes import MappingNode, Node, SequenceNode
from dateline.schema.reader import Reader
from dateline.schema.record import Key, Sub, Table, keys_of

_SHARED = {"time": time_schema, "zone": zone_schema}


@dataclass(frozen=True, slots=True)
class Definitions:
    """Schemas that others refer to, by name; filled in as they are asked for."""

    found: dict[str, Json]

    def record(self, record: type[Any]) -> Json:
        """A reference to the schema of a record's mapping."""
        name = record.__name__.lower()
        if name not in self.found:
            self.found[name] = {}  # it may refer to itself
            self.found[name] = record_schema(record, self)
        return {"$ref": f"#/$defs/{name}"}

    def used_by(self, schema: Json) -> Json:
        """All that a schema refers to, and what those refer to, sorted by name."""
        names: set[str] = set()
        waiting: list[Any] = [schema]
        while waiting:
            part = waiting.pop()
            if isinstance(part, dict):
                name = str(part.get("$ref", "")).removeprefix("#/$defs/")
                if name and name not in names:
                    names.add(name)
                    waiting.append(self._named(name))
                waiting += part.values()
            elif isinstance(part, list):
                waiting += part
        return {name: self._named(name) for name in sorted(names)}

    def _named(self, name: str) -> Json:
        return self.found[name] if name in self.found else _SHARED[name]()


def record_schema(record: type[Any], definitions: Definitions, *, without: tuple[str, ...] = ()) -> Json:
    """A mapping's schema. Keys in `without` are not allowed."""
    keys = {name: key for name, key in keys_of(record).items() if name not in without}
    schema: Json = {
        "type": "object",
        "properties": {_shown(name): _key(key, key.default, definitions) for name, key in keys.items()},
        "additionalProperties": False,
    }
    other = {_other(name): schema["properties"][_shown(name)] for name in keys if "_" in name}
    if other:
        schema["patternProperties"] = {f"^{name}$": value for name, value in other.items()}
    required = [name for name, key in keys.items() if key.required]
    if required:
        schema["required"] = required
    return schema


def _shown(name: str) -> str:
    """A key as the documentation writes it."""
    return name.replace("_", "-") if name == "at_risk" else name


def _other(name: str) -> str:
    """The key's other spelling: `-` and `_` are the same in keys."""
    return name if name == "at_risk" else name.replace("_", "-")


def _key(key: Key, default: Any, definitions: Definitions) -> Json:
    schema: Json = {"description": key.doc, **kind_schema(key.kind, definitions)}
    if "$ref" in schema:
        # An editor shows the description that stands beside the reference.
        schema = {"description": key.doc, "anyOf": [{"$ref": schema["$ref"]}]}
    if isinstance(key.kind, Flag | Id | OneOf) and default not in ("", None):
        schema["default"] = default
    if key.example and not isinstance(key.kind, Flag | OneOf | Whole):
        # What can be chosen of needs no example.
        schema["examples"] = [example_of(key)]
    if key.required:
        return _present(schema)
    return _or_empty(schema)


def example_of(key: Key) -> Any:
    """The example of a key as text, or as lists and mappings of texts."""
    node = compose(key.example, Reader(path="", zone="UTC"))
    if node is None:
        raise ValueError(f"{key.example!r} is no YAML")
    return _plain(node)


def _plain(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {str(name.value): _plain(value) for name, value in node.value}
    return [_plain(item) for item in node.value] if isinstance(node, SequenceNode) else str(node.value)


def _present(schema: Json) -> Json:
    """A key that must be there must not be empty either."""
    if "type" in schema and isinstance(schema["type"], list):
        schema = {**schema, "type": [name for name in schema["type"] if name != "null"]}
    return _not_blank(schema)


def _not_blank(schema: Json) -> Json:
    return {**schema, "not": {"type": "string", "pattern": "^\\s*$"}}


def _or_empty(schema: Json) -> Json:
    """An empty key counts as one that is not written."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, *(() if "null" in types else ("null",))]}


def kind_schema(kind: Kind, definitions: Definitions) -> Json:
    """The schema of any kind."""
    if isinstance(kind, ListOf):
        return list_of(kind_schema(kind.kind, definitions), kind.most)
    if isinstance(kind, Sub):
        mapping = definitions.record(kind.record)
        if not kind.short:
            return mapping
        # In a list `~` is a text like any other, and looks to a text editor as an empty item does.
        return {"anyOf": [_not_blank(value_schema(keys_of(kind.record)[kind.short].kind)), mapping]}
    if isinstance(kind, Table):
        return table_schema(kind_schema(kind.kind, definitions), ids=kind.ids)
    return value_schema(kind)


def table_schema(value: Json, *, ids: bool = True) -> Json:
    """A mapping from ids, or any names, to values."""
    schema: Json = {"type": ["object", "null"], "additionalProperties": value}
    return {**schema, "propertyNames": value_schema(Id())} if ids else schema
