"""What machines are told of a page besides what it shows: see `Metadata` in the views."""

from __future__ import annotations

from functools import cache

from dateline.plan.desk import Desk
from dateline.plan.views import Coverage
from dateline.times import Moment
from dateline.times.told import told


def coverage(desk: Desk) -> Coverage | None:
    """What a blog's entries span; None while it has none. A blog that was closed on no day that is known ended with
    its last entry."""
    living = [entry for entry in desk.index.entries if entry.status != "removed"]
    if not living:
        return None
    settings = desk.blog.settings
    ended = None
    if settings.status == "closed":
        ended = settings.closed or living[-1].time
    return Coverage(
        started=_known(living[0].time, desk),
        ended=_known(ended, desk) if ended else "",
        published=_known(min((entry.published or entry.time for entry in living), key=_instant), desk),
    )


def _instant(moment: Moment) -> int:
    return moment.instant


def _known(moment: Moment, desk: Desk) -> str:
    """ISO 8601 by the clock of the blog's zone; of what is known to the day, or about, the day."""
    there = moment.to_zone(desk.blog.zone)
    return there.day() if there.certainty in ("day", "about") else there.iso()


@cache
def locale(lang: str) -> str:
    """A language as Open Graph writes it, language_TERRITORY: "fa" is most likely "fa_IR" (Unicode's likely subtags).
    "" for a language that Unicode does not know."""
    return told(lambda: _ask_locale(lang), "likely", lang)


def _ask_locale(lang: str) -> str:
    from babel.core import get_global

    parts = lang.split("-")
    language, others = parts[0].lower(), parts[1:]
    territory = next((part.upper() for part in others if len(part) == 2 or part.isdigit()), "")
    if not territory:
        likely = get_global("likely_subtags")
        script = next((part.title() for part in others if len(part) == 4), "")
        territory = (likely.get(f"{language}_{script}") or likely.get(language) or "").rpartition("_")[2]
    return f"{language}_{territory}" if territory else ""
