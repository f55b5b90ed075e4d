"""Which objects of a class are still there."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

import pytest


def noted(monkeypatch: pytest.MonkeyPatch, kind: type) -> Callable[[], tuple[int, int]]:
    """From now on objects of a class are noted; gives (how many were made, how many of them are still there)."""
    made: list[weakref.ref[Any]] = []
    begin: Callable[..., None] = kind.__init__  # type: ignore[misc]

    def begun(found: Any, *what: Any, **more: Any) -> None:
        begin(found, *what, **more)
        made.append(weakref.ref(found))

    monkeypatch.setattr(kind, "__init__", begun)
    return lambda: (len(made), sum(there() is not None for there in made))
