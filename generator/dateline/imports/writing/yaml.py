"""Keys and values as YAML that editors like to read."""

from __future__ import annotations

from typing import Any

import yaml


class _Plain(yaml.SafeDumper):
    """Lists stand below their key, indented; nothing is written as an alias of something else."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dumped(values: dict[str, Any]) -> str:
    """A block mapping in the order of its keys; what is empty is left out."""
    kept = {name: value for name, value in values.items() if value not in ("", None, [], {}, False)}
    if not kept:
        return ""
    return yaml.dump(kept, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)
