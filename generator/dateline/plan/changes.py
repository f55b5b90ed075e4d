"""When an entry was last changed, as feeds, pages, JSON-LD and sitemaps all tell it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from msgspec.structs import replace

from dateline.model.entry import Entry
from dateline.times import Moment

_ROUGH = ("day", "about")
_by_instant = attrgetter("instant")


def last_change(entry: Entry) -> Moment | None:
    """The latest change in substance after the publication: a correction is one that readers have to hear of (RFC 4287
    section 4.2.15). None where there is none."""
    if entry.updated is None and not entry.corrections:
        return None
    published = entry.published or entry.time
    changes = [correction.at for correction in entry.corrections]
    if entry.updated is not None:
        changes.append(entry.updated)
    latest = _latest(published, changes)
    return latest if latest.instant > published.instant else None


def _latest(published: Moment, changes: Iterable[Moment]) -> Moment:
    """A change whose clock is not known came after all else that is known of its day, or it would be none to tell: it
    is dated a second after that. So every such change moves the date on, also the second of one day. The last second of
    the day, to which tombstones are dated, would do so once, and lie ahead of readers' clocks till midnight: programs
    hide what is dated ahead, and the feed's own date would stand still for all that comes meanwhile. A tombstone of
    that day stays the later one (RFC 6721 section 3)."""
    known: list[Moment] = []
    rough: list[Moment] = []
    for change in changes:
        (rough if change.certainty in _ROUGH else known).append(change)
    latest = max((published, *known), key=_by_instant)
    for change in sorted(rough, key=_by_instant):
        if latest.to_zone(change.zone).day() != change.day():
            latest = max(latest, change, key=_by_instant)
        elif change.instant > latest.instant:
            latest = replace(change, certainty=latest.certainty)
        else:
            latest = replace(latest, instant=latest.instant + 1, shown="")
    return latest
