"""Stale, render, gate, stage: from planned outputs to files that wait to be moved into the output."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from operator import attrgetter, eq
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.build.darkroom import Darkroom
from dateline.build.left import Left
from dateline.build.options import Progress
from dateline.build.workers import in_parallel
from dateline.commit import Answer, Layers, Offered, Staged, StageWriter
from dateline.gate.gate import Gate
from dateline.images.kinds import ENDINGS, format_in
from dateline.markup.memo import Fragments
from dateline.plan.output import BYTES, COPY, FEED, IMAGE, Group, Output
from dateline.problems import Problem, Span, error
from dateline.stale.stale import find_stale
from dateline.state.records import Made, Share
from dateline.state.store import Store

if TYPE_CHECKING:
    from dateline.render.renderer import Renderer

_WORTH = 60
"""Outputs below which a second process costs more than it brings."""
_FEED = 2
"""Pages that take as long as a feed."""
_PIECES = 8
"""Pieces of a hand: what is left of it may be taken over by a process that is done sooner."""
_TOLD = 16
"""Outputs after which progress is told."""
_ENOUGH = 20
"""Problems of templates after which rendering stops: one fault in a layout would be told for every page."""


Act = Callable[[], None]


def at_once(act: Act) -> None:
    """For `Making.later` and `Making.last`, where nothing is gained by waiting."""
    act()


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """What outputs are made with. `owned` is what the manifests say: path → hash.

    `writer` is None when nothing is to be written.
    """

    root: Path
    output: Path
    owned: Layers
    renderer: Callable[[], Renderer]
    """Gives what pages and feeds are rendered with: slow to import, so asked for when there is something to render."""
    gate: Gate
    writer: StageWriter | None
    progress: Progress
    left: Left
    jobs: int
    """Processes among which pictures are divided."""
    pictures: Store
    """What was made of pictures: it outlives the engine, for nothing takes longer to make."""
    later: Callable[[Act], None] = at_once
    """Does what needs the answers of whoever stages: at once, or, where that is another process, when everything was
    offered to it. Acts are done in the order in which they came."""
    last: Callable[[Act], None] = at_once
    """Does what only the next build asks for: at once, or after `later` and when readers have what was made."""

    def is_whole(self, blog: str, made: Mapping[str, Made]) -> bool:
        """Whether the output holds just what was made of a blog, by the manifests, sizes and times."""
        if self.left.holds(blog, made, self.owned) or self.left.rests(blog, self.owned):
            return True
        if not all(map(eq, map(self.owned.of(blog).get, made), map(attrgetter("sha"), made.values()))):
            return False
        return self.left.lie(made)


class Done(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What came of some outputs: all of them as `made`, those made again with the reason, those staged.

    Until `Making.later` is over, those made again have neither hash nor stat, and of those staged some are missing.
    """

    made: dict[str, Made]
    todo: tuple[tuple[str, str], ...] = ()
    written: list[Staged] = []
    faults: tuple[Problem, ...]


class SitePart(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What came of the pages that are no blog's. `problems` are those that only all pages together show; with errors
    among them nothing was made. `memo` are the fragments of the site's texts, `dates` what Babel told beside.

    Made beside the blogs, it `holds` only if these were as the maker took them for.
    """

    holds: bool
    problems: tuple[Problem, ...] = ()
    done: Done = Done(made={}, faults=())
    memo: Fragments = {}
    dates: dict[tuple[str, ...], str] = {}


def make_groups(
    making: Making, folder: str, groups: Sequence[Group], known: Mapping[str, Made], jobs: int = 1
) -> tuple[Done, Mapping[str, Made]]:
    """Makes those outputs of a blog, or of the site (""), that are stale: what came of all of them, and what was made
    of those that were looked at."""
    made, others = making.left.divide(folder, groups, making.owned)
    done = make_outputs(making, others, known, jobs)
    made.update(done.made)
    making.later(partial(made.update, done.made))
    return msgspec.structs.replace(done, made=made), done.made


def make_outputs(making: Making, outputs: Sequence[Output], known: Mapping[str, Made], jobs: int = 1) -> Done:
    """Makes those outputs that are stale. `known` is what an earlier build made of them.

    With more than one of `jobs` the work is divided among processes, if there is enough of it.
    """
    owned = {output.path: making.owned[output.path] for output in outputs if output.path in making.owned}
    # A key is believed where the output still holds the bytes that were made under it.
    believed = {path: done for path, sha in owned.items() if (done := known.get(path)) is not None and done.sha == sha}
    stats = making.left.stats(owned, believed)
    altered = {
        path
        for path, sha in owned.items()
        if not ((done := believed.get(path)) is not None and stats.get(path) == done.stat)
        and (path not in stats or _sha_of(making.output / path) != sha)
    }
    stale = find_stale(outputs, {path: done.key for path, done in believed.items()}, owned, altered)
    made = {
        output.path: Made(key=output.key, sha=owned[output.path], stat=stats[output.path], source=output.source)
        for output in stale.same
    }
    pictures = [output for output, _ in stale.todo if output.kind == IMAGE]
    others = [output for output, _ in stale.todo if output.kind != IMAGE]

    def make(hands: list[list[list[Output]]]) -> list[Done]:
        # What another process made is sent back whole.
        later = making.later if len(hands) == 1 else at_once
        return in_parallel(hands, lambda hand: _make(making, hand, owned, stats, altered, later), Done)

    parts = [_names_refused(stale.same, making.gate)]
    if others or not pictures:
        parts += make(_divided(others, jobs if len(others) >= _WORTH else 1))
    if pictures:
        parts += make(_dealt(pictures, making.jobs))
    for part in parts:
        made.update(part.made)
    written: list[Staged] = []

    def gather() -> None:
        for part in parts:
            made.update(part.made)
            written.extend(part.written)

    making.later(gather)
    return Done(
        made=made,
        todo=tuple((output.path, reason) for output, reason in stale.todo),
        written=written,
        faults=_told_once(fault for part in parts for fault in part.faults)[:_ENOUGH],
    )


def _divided(outputs: list[Output], jobs: int) -> list[list[list[Output]]]:
    """Hands of about equal work, each in several pieces: first what is of no one month, such as feeds, then months from
    the newest on, so that no two hands need the rows of one month but at a seam."""
    if jobs == 1:
        return [[_in_order(outputs)]]
    ordered = _in_order(outputs)
    weights = [_FEED if output.kind == FEED else 1 for output in ordered]
    share = sum(weights) / (jobs * _PIECES)
    pieces: list[list[Output]] = [[] for _ in range(jobs * _PIECES)]
    done = 0
    for output, weight in zip(ordered, weights, strict=True):
        pieces[min(int(done / share), len(pieces) - 1)].append(output)
        done += weight
    return [[piece for piece in pieces[at : at + _PIECES] if piece] for at in range(0, len(pieces), _PIECES)]


def _in_order(outputs: list[Output]) -> list[Output]:
    return sorted(outputs, key=lambda output: (output.month == "", output.month), reverse=True)


def save_pictures(making: Making, name: str, outputs: Iterable[Output], done: Done | Share) -> None:
    """Keeps what was made of pictures by itself, for a build with another engine."""
    anew = {path for path, _ in done.todo}
    found = {output.path: done.made[output.path] for output in outputs if output.kind == IMAGE}
    if not anew.isdisjoint(found):
        making.pictures.save_record(name, found)


def _names_refused(same: Iterable[Output], gate: Gate) -> Done:
    """Pictures stay as they are when the list of protected texts has changed; their names are looked at again."""
    found = (gate.refuse(output.path, b"") for output in same if output.kind == IMAGE) if gate.terms else ()
    return Done(made={}, faults=tuple(fault for fault in found if fault is not None))


def _dealt(pictures: list[Output], jobs: int) -> list[list[list[Output]]]:
    """One picture's files stay together, for it is decoded once for all of them."""
    whole: dict[str, list[Output]] = {}
    for output in pictures:
        whole.setdefault(output.source, []).append(output)
    hands = max(1, min(jobs, len(whole)))
    ordered = sorted(whole.values(), key=len, reverse=True)
    return [ordered[at::hands] for at in range(hands)]


def _make(
    making: Making,
    outputs: list[Output],
    owned: Mapping[str, str],
    stats: Mapping[str, tuple[int, int]],
    altered: Collection[str],
    later: Callable[[Act], None],
) -> Done:
    """Renders, scans and stages; `later` as of `Making`."""
    offered: list[tuple[Output, Answer]] = []
    faults: list[Problem] = []
    darkroom = Darkroom(making.root)
    for number, output in enumerate(outputs):
        if number % _TOLD == 0:
            making.progress("render", number, len(outputs))
        data = _looked_through(output, making, darkroom)
        if isinstance(data, Problem):
            faults.append(data)
            if len(_told_once(faults)) >= _ENOUGH:
                break
        elif making.writer is None or faults:
            offered.append((output, _hashed(data)))
        else:
            same = None if output.path in altered else owned.get(output.path)
            offered.append((output, making.writer.offer(output.path, data, same)))
    made = {output.path: Made(key=output.key, sha="", stat=(-1, -1), source=output.source) for output, _ in offered}
    written: list[Staged] = []
    later(partial(_take, offered, stats, made, written))
    return Done(made=made, written=written, faults=tuple(faults))


def _take(
    offered: Iterable[tuple[Output, Answer]],
    stats: Mapping[str, tuple[int, int]],
    made: dict[str, Made],
    written: list[Staged],
) -> None:
    """Waits for the answers."""
    for output, answer in offered:
        sha, staged = answer()
        stat = stats.get(output.path, (-1, -1))
        if staged is not None:
            written.append(staged)
            stat = (staged.size, staged.mtime_ns)
        made[output.path] = Made(key=output.key, sha=sha, stat=stat, source=output.source)


def _looked_through(output: Output, making: Making, darkroom: Darkroom) -> bytes | Problem:
    """The bytes of an output, if nothing protected is in them."""
    data = darkroom.make(output, look_only=making.writer is None) if output.kind == IMAGE else _bytes_of(output, making)
    if isinstance(data, Problem):
        return data
    # Pixels hold no text, and by chance what they are packed into may hold any few letters.
    return making.gate.refuse(output.path, b"" if output.kind == IMAGE else data) or data


def _hashed(data: bytes) -> Answer:
    done = Offered(hashlib.sha256(data).hexdigest())
    return lambda: done


def _told_once(faults: Iterable[Problem]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for fault in faults:
        if not any(_is_same(fault, told) for told in found):
            found.append(fault)
    return tuple(found)


def _is_same(one: Problem, other: Problem) -> bool:
    """Whether they tell the same at the same place: the hint names the page at which a template's fault was met."""
    return (one.span, one.code, one.message) == (other.span, other.code, other.message)


def _sha_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _misnamed(path: str, data: bytes) -> Problem | None:
    """A picture that its name does not tell: what its camera wrote into it would be published."""
    found = format_in(data)
    if not found:
        return None
    said = f"This is a picture ({found}), and its name does not say so: what a camera wrote into it would stay there."
    return error(Span(path), "DL604", said, f"Let its name end in .{ENDINGS[found]}.")


def _bytes_of(output: Output, making: Making) -> bytes | Problem:
    if output.kind == COPY:
        try:
            data = (making.root / output.source).read_bytes()
        except OSError as fault:
            reason = (fault.strerror or os.strerror(fault.errno or 0)).lower()
            return error(Span(output.source), "DL104", f"This cannot be read: {reason}.", "Check that it still exists.")
        return _misnamed(output.source, data) or data
    if output.kind == BYTES:
        data = output.view()
        assert isinstance(data, bytes)
        return data
    return making.renderer().render(output)
