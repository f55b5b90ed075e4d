"""`python -m bench.run SIZE…`: measures Dateline against its peers and writes RESULTS.md. Run by `make bench`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench import generators, interpreter
from bench.corpus import Corpus
from bench.facts import Facts
from bench.generators import HERE, Generator
from bench.incremental import measure_serve, measure_steps
from bench.looking import lacks
from bench.measure import CommandFailed, Run, run
from bench.results import LEAN, report, rows, section

SMALL = 1_000
"""Up to this size all peers are built; above it Hugo alone, the only one that is compared with."""
ROUNDS = {1_000: 5, 10_000: 3, 100_000: 2}
STAMP = "written.json"
BUSY = 0.5
"""A load average above which figures are said to be noisy."""


def main() -> int:
    """Measures each size in turn. Of a size of which a build fails, or makes other pages than it must, nothing is
    reported."""
    asked = _arguments()
    work = asked.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    python = interpreter.find()
    peers = generators.fetch_peers(python, work)
    modules = generators.fetch_modules(work)
    compared = [generators.dateline(python, work), generators.hugo(peers), generators.hugo(peers, lean=True)]
    small = [generators.pelican(python, peers), *([generators.eleventy(modules)] if modules else [])]
    records: list[dict[str, Any]] = []
    try:
        for size in asked.sizes:
            built = compared + (small if size <= SMALL else [])
            records.append(_measure(size, built, work, asked.rounds, python))
            # At once, for the next may take long and fail; and all of them, for some rows compare sizes.
            for record in records:
                _keep(record, _others(record, records), asked.results)
    except CommandFailed as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    finally:
        for size in asked.sizes:
            shutil.rmtree(work / str(size) / generators.ASIDE, ignore_errors=True)
        for record in records:
            _print(record, _others(record, records))
    return 0


def _others(record: dict[str, Any], records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [other for other in records if other is not record]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Benchmarks of Dateline and its peers.")
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000], help="entries of the archive")
    parser.add_argument("--rounds", type=int, help="alternating runs; fewer for large sizes when left out")
    parser.add_argument("--work", type=Path, default=HERE / ".work", help="where everything is fetched and built")
    parser.add_argument("--results", type=Path, default=HERE, help="where RESULTS.md and results/ go")
    return parser.parse_args()


def _measure(
    size: int, built: list[Generator], work: Path, rounds: int | None, python: interpreter.Interpreter
) -> dict[str, Any]:
    rounds = rounds or next((count for most, count in ROUNDS.items() if size <= most), 1)
    sites = work / str(size)
    logs = work / "logs"
    logs.mkdir(exist_ok=True)
    facts = _write_corpus(size, built, sites)
    assert facts.newest is not None
    load = os.getloadavg()[0]
    if load > BUSY:
        print(f"Note: the machine is busy (load {load:.1f}): these figures are noisy.", file=sys.stderr)
    cold = {found.name: _warm_up(found, sites / found.folder, facts, logs) for found in built}
    for number in range(rounds):
        for found in built:
            _say(f"{size:,} entries: cold build {number + 1} of {rounds}, {found.name}")
            timed = _cold_run(found, sites / found.folder, logs, sample=False)
            cold[found.name]["wall"].append(timed.wall)
            cold[found.name]["cpu"].append(timed.cpu)
    ours, site = built[0], sites / built[0].folder
    _say(f"{size:,} entries: one entry edited, one added, nothing changed")
    # Cheap beside a cold build, and short enough for one slow moment to show: so twice as often. More would fill the
    # newest day's last part, and the evening.
    often = min(2 * rounds, 10)
    stamp = sites / STAMP
    # An archive that was edited and not put back, in a run that was cut off, is not to be taken for the original.
    stamp.rename(sites / "edited.json")
    steps = measure_steps(ours, site, facts.newest, often, logs / "steps.log")
    _say(f"{size:,} entries: serve")
    served = measure_serve(ours, site, facts.newest, often, logs / "serve.log")
    (sites / "edited.json").rename(stamp)
    _say("")
    return {
        "size": size,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": _machine(),
        "load": load,
        "rounds": rounds,
        "versions": {found.name: found.version for found in built} | {"Python": python.described()},
        "cold": cold,
        "steps": {name: getattr(steps, name) for name in steps.__slots__},
        "serve": {name: getattr(served, name) for name in served.__slots__},
    }


def _write_corpus(size: int, built: list[Generator], sites: Path) -> Facts:
    """Writes the archive for each generator, unless it is there already, made by the same code."""
    _say(f"{size:,} entries: writing the archive")
    stamp = sites / STAMP
    sources = (
        *(HERE / f"{name}.py" for name in ("corpus", "facts", "prose", "words")),
        *(HERE / "writers").glob("*.py"),
    )
    code = [path.read_text(encoding="utf-8") for path in sorted(sources)]
    writers = {found.folder: found.writer for found in built}
    try:
        written = json.loads(stamp.read_text())
        if written["code"] == code and writers.keys() <= set(written["for"]):
            return Facts.from_json(written["facts"])
    except (OSError, ValueError, KeyError):
        pass
    shutil.rmtree(sites, ignore_errors=True)
    corpus, facts = Corpus(size), Facts()
    for blog in corpus.blogs():
        facts.add(corpus, blog)
        for folder, writer in writers.items():
            writer.write_blog(corpus, blog, sites / folder)
    for folder, writer in writers.items():
        writer.write_site(corpus, facts, sites / folder)
    stamp.write_text(json.dumps({"code": code, "for": list(writers), "facts": facts.to_json()}))
    return facts


def _warm_up(found: Generator, site: Path, facts: Facts, logs: Path) -> dict[str, Any]:
    """The first build: it fills the page cache, its memory is measured, and what it made is counted."""
    _say(f"{facts.entries:,} entries: {found.name}, memory and pages")
    found.install(site)
    sampled = _cold_run(found, site, logs, sample=True)
    files = found.files(site)
    kinds = {kind: len(paths) for kind, paths in files.items()}
    if missing := found.shortfalls(kinds, facts):
        raise CommandFailed(f"{found.name} did not make the pages it must: {'; '.join(missing)}")
    if lacking := lacks(files, facts, rich=found.rich):
        raise CommandFailed(f"{found.name}: {'; '.join(lacking)}")
    weights = {kind: sum(path.stat().st_size for path in paths) for kind, paths in files.items()}
    return {
        "wall": [],
        "cpu": [],
        "peak": sampled.peak,
        "files": sum(kinds.values()),
        "bytes": sum(weights.values()),
        "kinds": kinds,
        "weights": weights,
    }


def _cold_run(found: Generator, site: Path, logs: Path, *, sample: bool) -> Run:
    found.clean(site)
    return run(found.command, site, found.env, logs / f"{found.name.lower().replace(', ', '-')}.log", sample=sample)


def _print(record: dict[str, Any], others: list[dict[str, Any]]) -> None:
    print(f"\n{record['size']:,} entries, {record['rounds']} alternating runs")
    for name, made in record["cold"].items():
        pages = ", ".join(f"{count:,} {kind}" for kind, count in made["kinds"].items() if count)
        print(f"  {name} {record['versions'][name]}: {made['files']:,} files, {made['bytes'] / 1e6:,.1f} MB: {pages}")
    print(f"  {'':42} {'bar':24} {'Dateline':28} {'Hugo, the same pages':44} {LEAN}")
    for row in rows(record, others):
        name, bar, dateline, hugo, ratio, met, lean, lean_ratio, lean_met = row.cells()
        judged = f"{hugo:28} {ratio:5} {met:9} {lean:28} {lean_ratio:5} {lean_met}"
        print(f"  {name:42} {bar:24} {dateline:28} {judged}".rstrip())
    for name, made in record["cold"].items():
        if name not in {"Dateline", "Hugo", LEAN}:
            print(f"  {name:12} wall {median(made['wall']):.2f} s, CPU {median(made['cpu']):.2f} s")


def _keep(record: dict[str, Any], others: list[dict[str, Any]], folder: Path) -> None:
    raw = folder / "results"
    raw.mkdir(parents=True, exist_ok=True)
    (raw / f"{record['size']}.json").write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")
    path = folder / "RESULTS.md"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(report(old, {record["size"]: section(record, others)}), encoding="utf-8")


def _machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release().partition('-')[0]}"
    return f"{len(os.sched_getaffinity(0))} cores of {model}, {memory:.0f} GiB, {system}"


def _say(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)
    elif what:
        print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
