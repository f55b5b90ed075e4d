"""Time zones from the pinned `tzdata` package, never the system's: the lock file decides."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo

_EPOCH_ORDINAL = 719_163  # date(1970, 1, 1).toordinal()

FARTHEST_OFFSET = 16 * 3600  # seconds; beyond any that was ever in force (Manila's local mean time)

# Two days are kept free at both ends of datetime's range, so that no moment leaves it in any other zone.
FIRST_DAY = date(1, 1, 3)
LAST_DAY = date(9999, 12, 29)


@cache
def _folder() -> Path:
    spec = find_spec("tzdata")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the tzdata package is not installed")
    return Path(spec.origin).parent


@cache
def known_zones() -> frozenset[str]:
    """Every IANA key that tzdata has, links such as US/Eastern included."""
    return frozenset((_folder() / "zones").read_text(encoding="ascii").split())


@cache
def zone(key: str) -> ZoneInfo | None:
    """The zone named by an IANA key (letter case counts), or None if tzdata has no such zone."""
    if key not in known_zones():  # also keeps "../" from reaching the disk
        return None
    with _folder().joinpath("zoneinfo", *key.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=key)


@lru_cache(maxsize=256)
def is_one_clock(one: str, other: str) -> bool:
    """Whether two zones tell the same time, whatever their names: US/Eastern is a link to America/New_York."""
    return one == other or _rules(one) == _rules(other)


def _rules(key: str) -> bytes:
    if key not in known_zones():
        return key.encode()
    return _folder().joinpath("zoneinfo", *key.split("/")).read_bytes()


@lru_cache(maxsize=256)
def nearest_zone(word: str) -> str | None:
    """The known zone most like a mistyped one ("america/newyork", "Tehran"), or None."""
    from difflib import get_close_matches  # only a fault needs it

    # An offset is no place. Etc/GMT+1, the nearest to GMT+1, would be an hour on the wrong side of UTC.
    if re.search(r"[+-]\d", word):
        return None
    folded = {key.casefold(): key for key in sorted(known_zones())}
    wanted = word.casefold().replace(" ", "_")[:64]
    cities = {key.rsplit("/", 1)[-1]: key for key in folded if "/" in key}
    city = wanted.rsplit("/", 1)[-1]
    if city in cities:
        return folded[cities[city]]
    near = get_close_matches(wanted, sorted(folded), n=1, cutoff=0.75)
    if near:
        return folded[near[0]]
    near = get_close_matches(wanted, sorted(cities), n=1, cutoff=0.8)
    return folded[cities[near[0]]] if near else None


def offset_of(moment: datetime) -> int:
    """Seconds east of UTC of an aware datetime."""
    offset = moment.utcoffset()
    return 0 if offset is None else offset.days * 86_400 + offset.seconds


def naive_seconds(local: datetime) -> int:
    """Seconds from 1970-01-01T00:00 to a naive datetime, as if its clock were UTC's."""
    days = local.toordinal() - _EPOCH_ORDINAL
    return days * 86_400 + local.hour * 3600 + local.minute * 60 + local.second


def local_offsets(local: datetime, info: ZoneInfo) -> tuple[int, int]:
    """The offsets that a local time may have, by PEP 495's fold.

    Both alike: no doubt. The first is greater: the time comes twice. The first is less: it never comes.
    """
    there = local.replace(tzinfo=info, fold=0)
    return offset_of(there), offset_of(there.replace(fold=1))


@lru_cache(maxsize=8192)
def steady_day(key: str, day: date) -> tuple[int, int] | None:
    """(instant of local midnight, offset) of a day on which one offset holds throughout; else None."""
    info = zone(key)
    if info is None or not FIRST_DAY <= day <= LAST_DAY:
        return None
    midnight = datetime(day.year, day.month, day.day)
    first, later = local_offsets(midnight, info)
    end, _ = local_offsets(midnight + timedelta(days=1), info)
    if first != later or first != end:
        return None
    return naive_seconds(midnight) - first, first


@lru_cache(maxsize=1024)
def fixed_zone(offset: int) -> str:
    """The name given to a bare offset: "UTC", "UTC-04:00"."""
    return "UTC" if offset == 0 else "UTC" + offset_text(offset)


_PLACELESS = frozenset(("Factory", "GMT", "GMT+0", "GMT-0", "GMT0", "Greenwich", "UCT", "Universal", "Zulu"))


@lru_cache(maxsize=1024)
def placeless_offset(key: str) -> int | None:
    """Seconds east of UTC in a zone that is no place: UTC, a bare offset as `fixed_zone` names it, Etc/GMT+5 (which is
    five hours *west*). None for a place, though it be named for a country or a clock (Iran, CET)."""
    if key.startswith("UTC"):
        return offset_of(datetime.fromisoformat("2000-01-01T00:00" + (key[3:] or "Z")))
    info = zone(key) if key in _PLACELESS or key.startswith("Etc/") else None
    return offset_of(datetime(2000, 1, 1, tzinfo=info)) if info else None


@lru_cache(maxsize=1024)
def offset_text(offset: int) -> str:
    """ "-04:00"; with seconds if there are any ("-04:56:02")."""
    minutes, seconds = divmod(abs(offset), 60)
    text = f"{'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text
