"""The keys above a text: YAML between ---, TOML between +++, JSON in braces, or Pelican's `Key: value` lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from dateline.imports.found import Fault
from dateline.load.nodes import compose
from dateline.problems import Problem
from dateline.schema.nodes import MappingNode, Node, ScalarNode, SequenceNode
from dateline.schema.reader import Reader

_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\n")
_METADATA = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
_PELICAN_KEYS = frozenset(
    ["date", "modified", "category", "tags", "keywords", "author", "authors", "slug", "summary", "status", "lang",
     "template", "save_as", "url", "translation"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """`values` by lower-case keys: texts, lists and mappings of them, true or false as texts. `form`: yaml | toml |
    json | pelican, or "" where a file has none."""

    form: str
    values: dict[str, Any]
    body: str


def split(text: str, shown: str) -> Front | Fault:
    """A file's keys and its text; a fault where keys are begun and cannot be read."""
    text = text.lstrip("\n") if text[:1] == "\n" else text
    if found := _FENCE.match(text):
        return _fenced(text, found, shown)
    if text.startswith("{") and re.match(r'\{\s*"', text):
        return _json(text, shown)
    return _pelican(text)


def _fenced(text: str, opening: re.Match[str], shown: str) -> Front | Fault:
    mark = opening[1]
    closing = re.compile(rf"^{re.escape(mark)}[ \t]*$" + (r"|^\.\.\.[ \t]*$" if mark == "---" else ""), re.M)
    end = closing.search(text, opening.end())
    if end is None:
        if mark == "---" and not re.match(r"[A-Za-z_][\w-]*:", text[opening.end() :]):
            return Front(form="", values={}, body=text)  # a rule, drawn before a text without keys
        hint = f"Write a line {mark} between the keys and the text."
        return Fault(message="The front matter is never closed.", hint=hint, path=shown, line=1, column=1)
    keys, body = text[opening.end() : end.start()], text[end.end() :].lstrip("\n")
    values = _toml(keys, shown) if mark == "+++" else yaml_values(keys, shown, 1)
    if isinstance(values, Fault):
        return values
    return Front(form="toml" if mark == "+++" else "yaml", values=lowered(values), body=body)


def yaml_values(text: str, shown: str, first_line: int = 0) -> dict[str, Any] | Fault:
    """A YAML mapping with nothing but texts in it: what YAML guesses of types is not asked."""
    problems: list[Problem] = []
    reader = Reader(path=shown, zone="UTC", problems=problems)
    reader.first_line = first_line
    node = compose(text, reader)
    if problems:
        span = problems[0].span
        return Fault(message=problems[0].message, hint=problems[0].hint, path=shown, line=span.line, column=span.column)
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        return Fault(message="Keys and values are expected here.", path=shown, line=first_line + 1, column=1)
    return dict(_pairs(node))


def _pairs(node: MappingNode) -> list[tuple[str, Any]]:
    return [(key.value, _plain(value)) for key, value in node.value if isinstance(key, ScalarNode)]


def _plain(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return dict(_pairs(node))
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return "" if not node.style and node.value in ("~", "null") else node.value


def toml_values(text: str, shown: str, first_line: int = 0) -> dict[str, Any] | Fault:
    """A TOML document with nothing but texts in it; dates as ISO 8601 writes them."""
    try:
        found = _as_texts(tomllib.loads(text))
        return found if isinstance(found, dict) else {}
    except tomllib.TOMLDecodeError as fault:
        said = str(fault)
        where = re.search(r" \(at line (\d+), column (\d+)\)$", said)
        line, column = (int(where[1]) + first_line, int(where[2])) if where else (first_line + 1, 1)
        said = said[: where.start()] if where else said.removesuffix(" (at end of document)")
        return Fault(message=f"This is not TOML: {said[:200]}.", path=shown, line=line, column=column)
    except RecursionError:
        return Fault(message="This TOML is nested too deeply.", path=shown)


def _toml(text: str, shown: str) -> dict[str, Any] | Fault:
    return toml_values(text, shown, 1)


def _json(text: str, shown: str) -> Front | Fault:
    try:
        found, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as fault:
        message = f"The JSON of this front matter cannot be read: {fault.msg[:1].lower()}{fault.msg[1:]}."
        return Fault(message=message, path=shown, line=fault.lineno, column=fault.colno)
    except (RecursionError, ValueError):
        return Fault(message="The JSON of this front matter cannot be read.", path=shown, line=1, column=1)
    return Front(form="json", values=lowered(_as_texts(found)), body=text[end:].lstrip("\n"))


def _as_texts(value: Any) -> Any:
    """Numbers, dates and truth values as texts, so that all forms read alike."""
    if isinstance(value, dict):
        return {str(key): _as_texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_texts(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _pelican(text: str) -> Front:
    """Python-Markdown's meta-data: keys from the first line on to the first blank one; indented lines go on."""
    values: dict[str, Any] = {}
    key, end = "", 0
    for row in text.splitlines(keepends=True):
        found = _METADATA.match(row)
        if not row.strip():
            break
        if found:
            key = found[1].lower()
            values[key] = found[2].strip()
        elif key and row.startswith("    "):
            values[key] = f"{values[key]} {row.strip()}".strip()
        else:
            return Front(form="", values={}, body=text)
        end += len(row)
    if "title" not in values or not _PELICAN_KEYS & set(values):
        return Front(form="", values={}, body=text)
    return Front(form="pelican", values=values, body=text[end:].lstrip("\n"))


def lowered(values: dict[str, Any]) -> dict[str, Any]:
    """The values under lower-case keys; those under `params`, where Hugo's users put their own, beside the others."""
    found = {key.lower(): value for key, value in values.items()}
    inner = found.get("params")
    return {**{key.lower(): value for key, value in inner.items()}, **found} if isinstance(inner, dict) else found


def texts_of(value: Any, *, commas: bool = False, spaces: bool = False) -> tuple[str, ...]:
    """The texts of a list; of one text its parts, where the origin takes it apart at commas or else spaces."""
    if isinstance(value, list):
        return tuple(item.strip() for item in value if isinstance(item, str) and item.strip())
    if not isinstance(value, str):
        return ()
    parts = value.split(",") if commas and "," in value else value.split() if spaces else [value]
    return tuple(part.strip() for part in parts if part.strip())


def text_of(values: Mapping[str, Any], *names: str) -> str:
    """The first of the keys that holds a text."""
    return next((found.strip() for name in names if isinstance(found := values.get(name), str) and found.strip()), "")


def is_set(values: Mapping[str, Any], *names: str) -> bool:
    """Whether one of the keys is set to true, in any of YAML's words for it."""
    return any(text_of(values, name).lower() in ("true", "yes", "on") for name in names)
