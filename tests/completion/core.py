"""Content as text editors see it: YAML by its core schema (YAML 1.2 section 10.3.2), keys as texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from dateline.load.log import NAME
from dateline.load.sections import cut, front_matter

_NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z")
_FLOAT = re.compile(
    r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"
)


def seen(text: str) -> Any:
    """A YAML text as a text editor checks it."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    return None if node is None else _value(node)


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(name.value): _value(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    text = str(node.value)
    if node.style:
        return text
    if _NULL.match(text):
        return None
    if _BOOL.match(text):
        return text.lower() == "true"
    if _INT.match(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _FLOAT.match(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def documents_in(path: str, text: str) -> Iterator[tuple[str, str]]:
    """(name of the schema, YAML) for every mapping of a content file. `path` is from the site's root."""
    parts = path.split("/")
    name = parts[-1]
    if name in ("site.yaml", "people.yaml", "sources.yaml", "blog.yaml"):
        yield name.removesuffix(".yaml"), text
    elif name.endswith(".yaml"):
        yield "entries", text
    elif NAME.fullmatch(name):
        before, sections = cut(text)
        found = front_matter(before)
        yield "log", found[0] if found else before
        yield from (("log", section.keys) for section in sections if section.keys)
    elif name.endswith(".md"):
        found = front_matter(text)
        if found is not None:
            kind = "page" if parts[1] == "pages" else "thread" if "threads" in parts else "entry"
            yield kind, found[0]
            if kind == "thread":
                yield from (("comment", section.keys) for section in cut(text, markdown=False)[1] if section.keys)


def content(root: Path) -> Iterator[tuple[str, str]]:
    """(path from the site's root, text) of every text file of a site's content."""
    for file in sorted((root / "content").rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.suffix in (".yaml", ".md") and "/static/" not in path:
            yield path, file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
