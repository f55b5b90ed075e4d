"""The figures of one size as they are kept, and the report made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

LEAD = """# Results

Written by `make bench`; [README.md](README.md) says what is measured and how. Ratios are to Hugo's full build in the
same run, since it has no build of single changes. Each size was measured in one run, and says when and where.

**The bars are judged by Hugo from templates that make the same pages as Dateline.** *Hugo, lean* is Hugo from leaner
templates, without much of what Dateline's pages hold; the same bars are judged by it beside, though it makes less.
"""
LEAN = "Hugo, lean"
_SECTION = re.compile(r"^## ([\d,]+) entries$", re.M)
SPEED = {
    "cold build, wall": {1_000: 0.8, 10_000: 0.5, 100_000: 0.5},
    "cold build, CPU": {1_000: 0.9, 10_000: 0.6, 100_000: 0.6},
    "peak memory": {10_000: 0.4, 100_000: 0.2},
    "one entry added, new process": {1_000: 0.3, 10_000: 1 / 30, 100_000: 1 / 80},
    "one entry edited, new process": {1_000: 0.3, 10_000: 1 / 30, 100_000: 1 / 80},
    "nothing changed, new process": {10_000: 1 / 50, 100_000: 1 / 120},
}
"""At most this ratio to Hugo's full build in the same run. Judged by both kinds of its templates."""
SERVE = {10_000: 0.040, 100_000: 0.100}
"""At most these seconds from a save to the bytes on the disk."""
FILES = 30
"""At most this many files change when an entry is added, the same number at every size."""
LINEAR = 1.2
"""At most this many times the time per entry at 10,000 is taken at 100,000."""

Record = Mapping[str, Any]
"""What one size gave: see `run.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the report, with Hugo making the same pages, and with its lean templates. `met` is None where nothing
    is asked."""

    name: str
    dateline: str
    hugo: str = ""
    ratio: str = ""
    met: bool | None = None
    lean: str = ""
    lean_ratio: str = ""
    lean_met: bool | None = None
    bar: str = ""

    def cells(self) -> tuple[str, ...]:
        """As they stand in a table."""
        return (
            *(self.name, self.bar, self.dateline, self.hugo, self.ratio, _judged(self.met)),
            *(self.lean, self.lean_ratio, _judged(self.lean_met)),
        )


def rows(record: Record, others: Sequence[Record] = ()) -> Iterator[Row]:
    """The lines of one size. `others` are the sizes measured in the same run, for what holds across sizes."""
    size, cold = record["size"], record["cold"]
    ours, theirs, lean = cold["Dateline"], cold["Hugo"], cold[LEAN]
    yield _ratio(size, "cold build, wall", ours["wall"], theirs["wall"], lean["wall"], seconds)
    yield _ratio(size, "cold build, CPU", ours["cpu"], theirs["cpu"], lean["cpu"], seconds)
    yield _ratio(size, "peak memory", [ours["peak"]], [theirs["peak"]], [lean["peak"]], megabytes)
    for name, key in (("one entry added", "added"), ("one entry edited", "edited"), ("nothing changed", "nothing")):
        yield _ratio(size, f"{name}, new process", record["steps"][key], theirs["wall"], lean["wall"], seconds)
    served = [*record["serve"]["edited"], *record["serve"]["added"]]
    yield _absolute("`serve`: entry saved → new bytes on disk", served, SERVE.get(size), seconds)
    counts = record["steps"]["added_files"]
    across = {tuple(sorted(set(other["steps"]["added_files"]))) for other in (record, *others)}
    yield Row(
        name="files changed by one added entry",
        dateline=spread(counts, count),
        bar=f"≤ {FILES}, the same at every size",
        met=max(counts) <= FILES and len(across) == 1,
    )
    yield Row(name="files changed by one edited entry", dateline=spread(record["steps"]["edited_files"], count))
    files = [f"{made['files']:,}" for made in (ours, theirs, lean)]
    yield Row(name="files written, cold", dateline=files[0], hugo=files[1], lean=files[2])
    sizes = [megabytes(made["bytes"]) for made in (ours, theirs, lean)]
    yield Row(name="bytes written, cold", dateline=sizes[0], hugo=sizes[1], lean=sizes[2])
    base = next((other for other in others if other["size"] == size // 10), None)
    if base and size == 100_000:
        rate = (median(ours["wall"]) / size) / (median(base["cold"]["Dateline"]["wall"]) / base["size"])
        yield Row(
            name="time per entry against that at 10,000",
            dateline=f"{rate:.2f} ×",
            bar=f"≤ {LINEAR} ×",
            met=rate <= LINEAR,
        )


def peers(record: Record) -> Iterator[tuple[str, str, str, str, str, str]]:
    """(name, wall, CPU, memory, files, bytes) of every generator's cold build."""
    for name, made in record["cold"].items():
        yield (
            f"{name} {record['versions'][name]}",
            spread(made["wall"], seconds),
            spread(made["cpu"], seconds),
            megabytes(made["peak"]),
            f"{made['files']:,}",
            megabytes(made["bytes"]),
        )


def section(record: Record, others: Sequence[Record] = ()) -> str:
    """The part of the report that one size has."""
    size = record["size"]
    found = [
        f"## {size:,} entries",
        "",
        f"{record['date']} · {record['machine']} · Python {record['versions']['Python']} · load before the run: "
        f"{record['load']:.2f} · {record['rounds']} alternating runs, median (least–most)",
        "",
        f"| | bar | Dateline {record['versions']['Dateline']} | Hugo {record['versions']['Hugo']}, the same pages "
        "| ratio | | Hugo, lean | ratio | |",
        f"|{' --- |' * 9}",
    ]
    found += [f"| {' | '.join(row.cells())} |" for row in rows(record, others)]
    found += ["", "Cold builds, all generators:", "", "| | wall | CPU | peak memory | files | bytes |"]
    found += ["| --- | --- | --- | --- | --- | --- |"]
    found += [f"| {' | '.join(cells)} |" for cells in peers(record)]
    found += ["", "Files of each kind, and their bytes in millions:", ""]
    cold = record["cold"]
    found += [f"| | {' | '.join(cold)} |", f"|{' --- |' * (1 + len(cold))}"]
    for kind in next(iter(cold.values()))["kinds"]:
        cells = [(made["kinds"][kind], made["weights"][kind]) for made in cold.values()]
        told = [f"{files:,} · {size / 1e6:.2f}" if files else "" for files, size in cells]
        found.append(f"| {kind} | {' | '.join(told)} |")
    return "\n".join(found) + "\n"


def report(old: str, new: Mapping[int, str]) -> str:
    """The whole report: sections of sizes that were not measured again stay as they are."""
    starts = [found.start() for found in _SECTION.finditer(old)]
    parts = [old[start:end].strip() + "\n" for start, end in pairwise([*starts, len(old)])]
    kept = {int(part.split()[1].replace(",", "")): part for part in parts}
    sections = kept | dict(new)
    return "\n".join([LEAD, *(sections[size] for size in sorted(sections))])


def _ratio(
    size: int, name: str, ours: Sequence[float], theirs: Sequence[float], lean: Sequence[float], show: Any
) -> Row:
    ratio, lean_ratio = median(ours) / median(theirs), median(ours) / median(lean)
    bar = SPEED[name].get(size)
    return Row(
        name=name,
        dateline=spread(ours, show),
        hugo=spread(theirs, show),
        ratio=fraction(ratio),
        met=None if bar is None else ratio <= bar,
        lean=spread(lean, show),
        lean_ratio=fraction(lean_ratio),
        lean_met=None if bar is None else lean_ratio <= bar,
        bar="" if bar is None else f"≤ {fraction(bar)}",
    )


def _judged(met: bool | None) -> str:
    return "" if met is None else "met" if met else "**missed**"


def _absolute(name: str, ours: Sequence[float], bar: float | None, show: Any) -> Row:
    return Row(
        name=name,
        dateline=spread(ours, show),
        bar="" if bar is None else f"≤ {show(bar)}",
        met=None if bar is None else median(ours) <= bar,
    )


def spread(values: Sequence[float], show: Any) -> str:
    """The median, and the least and the most where they differ."""
    least, most = show(min(values)), show(max(values))
    return show(median(values)) if least == most else f"{show(median(values))} ({least}–{most})"


def count(value: float) -> str:
    """A number of files; the median of two is one of them or lies between."""
    return f"{value:g}"


def fraction(ratio: float) -> str:
    """0.47, or 1/58 for what is far below one."""
    return f"{ratio:.2f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"


def seconds(value: float) -> str:
    """Seconds, or milliseconds below one second."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"


def megabytes(value: float) -> str:
    """Millions of bytes."""
    return f"{value / 1e6:,.0f} MB"
