"""Garbage that forms rings, looked for when nobody waits.

Python frees at once what nothing points to any more, but for rings of objects that point to one another. To find those
it looks through all there is, for a quarter of a second where ten thousand entries are kept. Frozen records form none;
the templates of a round that keeps nothing do, with all that they showed.
"""

from __future__ import annotations

import gc
from typing import Self

_GROWTH = 1.25
"""How much more must be passed over than when all was looked through before all is looked through again."""


class Rings:
    """While this lasts, garbage is looked for when `free` is called only."""

    def __enter__(self) -> Self:
        self._collecting = gc.isenabled()
        self._passed_over = 0
        gc.disable()
        return self

    def __exit__(self, *_: object) -> None:
        gc.unfreeze()
        if self._collecting:
            gc.enable()

    def free(self) -> None:
        """Frees the rings among what came since the last time; among all, when much was kept since."""
        whole = gc.get_freeze_count() >= self._passed_over * _GROWTH
        if whole:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        if whole:
            self._passed_over = gc.get_freeze_count()
