"""Whether two readings of a file say the same, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.model.text import Body
from dateline.schema.kinds import Ref
from dateline.schema.record import Record

_PLACES = ("path", "spot", "spots", "pinned_id")


def meaning(value: Any) -> Any:
    """A value of the model without places, and without whether an id is a default: what is compared."""
    if isinstance(value, Record):
        return {name: meaning(getattr(value, name)) for name in value.__struct_fields__ if name not in _PLACES}
    if isinstance(value, Ref):
        return ("ref", value.id)
    if isinstance(value, Body):
        return ("body", value.text)
    if isinstance(value, Mapping):
        return {name: meaning(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(meaning(item) for item in value)
    return value
