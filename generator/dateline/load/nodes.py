"""YAML text to positioned nodes; what YAML guesses about types is never asked."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from dateline.load.plain import plain_mapping
from dateline.problems import Problem, Span, warning
from dateline.schema.nodes import Node
from dateline.schema.reader import Reader


def compose(text: str, reader: Reader) -> Node | None:
    """The root node of one YAML document; None when it is empty or broken, which is then reported."""
    plain = plain_mapping(text)
    if plain is not None:
        return plain
    # Slow to import, and most entries do without.
    from dateline.load.libyaml import composed

    return composed(text, reader)


def slow_yaml() -> tuple[Problem, ...]:
    """A warning when PyYAML came without libyaml: reading is then 18 times slower, never silently."""
    if _has_libyaml():
        return ()
    hint = "Install a PyYAML wheel, or libyaml's headers before building it."
    return (warning(Span("site.yaml"), "DL216", "PyYAML was installed without libyaml: reading is slow.", hint),)


def _has_libyaml() -> bool:
    if "yaml" in sys.modules:
        return bool(sys.modules["yaml"].__with_libyaml__)
    # Looked for rather than imported: whoever reads no YAML need not wait for it.
    found = find_spec("yaml")
    folders = found.submodule_search_locations if found is not None else None
    return any(path.suffix in (".so", ".pyd") for folder in folders or () for path in Path(folder).glob("_yaml*"))
