"""What has to be made again: a pure function of the outputs, the old keys and the folder, with its reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from dateline.plan.output import Output

NEW = "new"
UNKNOWN = "nothing is known of how it was made: another engine, or the state was lost"
CHANGED = "its view, template or engine changed"
ALTERED = "the file in the output was changed or removed by hand"


class Stale(Struct, frozen=True):
    """`todo` with a reason each, and the `same` outputs."""

    todo: tuple[tuple[Output, str], ...]
    same: tuple[Output, ...]


def find_stale(
    outputs: Iterable[Output], old_keys: Mapping[str, bytes], owned: Collection[str], altered: Collection[str]
) -> Stale:
    """Compares outputs with what the last build left. `altered` are owned paths whose file is not as it was written."""
    todo: list[tuple[Output, str]] = []
    same: list[Output] = []
    for output in outputs:
        key = old_keys.get(output.path)
        if output.path not in owned:
            todo.append((output, NEW))
        elif key is None:
            todo.append((output, UNKNOWN))
        elif key != output.key:
            todo.append((output, CHANGED))
        elif output.path in altered:
            todo.append((output, ALTERED))
        else:
            same.append(output)
    return Stale(tuple(todo), tuple(same))
