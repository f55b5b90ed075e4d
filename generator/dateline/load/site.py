"""What all blogs share: site.yaml, people.yaml, sources.yaml and the standalone pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from dateline.load.files import Files
from dateline.load.nodes import compose, slow_yaml
from dateline.load.sections import front_matter, say_no_front_matter
from dateline.model.site import Common, Page, Person, Settings
from dateline.model.source import Source
from dateline.model.text import Body
from dateline.problems import Problem, Span, error
from dateline.schema.kinds import WRONG, id_hint, is_id
from dateline.schema.nodes import MappingNode
from dateline.schema.reader import Reader
from dateline.schema.record import Sub, Table, build, keys_of, read_record, read_values

FALLBACK = Settings(title="", zone="UTC", language="en", contact="")
"""Stands in when site.yaml cannot be read, so that the faults of all other files are still found at once."""


def read_common(files: Files) -> tuple[Common, tuple[Problem, ...]]:
    """The shared part of a site, and what was wrong. Read even when broken, so that every fault is told."""
    problems: list[Problem] = list(slow_yaml())
    settings = _settings(files, problems) or FALLBACK
    people = read_table(files, f"{files.content}/people.yaml", Person, settings.zone, problems)
    sources = read_table(files, f"{files.content}/sources.yaml", Source, settings.zone, problems)
    pages = tuple(page for page in (_page(files, path, settings, problems) for path in files.pages) if page)
    return Common(settings=settings, people=people, sources=sources, pages=pages), tuple(problems)


def _settings(files: Files, problems: list[Problem]) -> Settings | None:
    path = f"{files.content}/site.yaml"
    if path not in files.tree.files:
        # A file that is there but could not be read has been reported by the scan.
        if not any(problem.span.path == path for problem in files.tree.problems):
            hint = "Write one with title, zone, language and contact, or run `dateline init`."
            problems.append(error(Span(path), "DL106", "There is no site.yaml.", hint))
        return None
    text = files.text(path, problems)
    if text is None:
        return None
    reader = Reader(path=path, zone="UTC", problems=problems)
    before = len(problems)
    node = compose(text, reader)
    if node is None:
        if len(problems) == before:
            problems.append(
                error(Span(path), "DL109", "This file is empty.", "Give it title, zone, language and contact.")
            )
        return None
    # Times and zones of the other files are read by what stands here, even when another key of it is wrong.
    read = read_values(Settings, node, reader)
    if read is None:
        return None
    found = build(Settings, read, reader, reader.place(node))
    if found is not None:
        return found
    return structs.replace(FALLBACK, zone=read.values.get("zone", "UTC"), language=read.values.get("language", "en"))


def read_table(files: Files, path: str, record: type[Any], zone: str, problems: list[Problem]) -> Mapping[str, Any]:
    """A file that maps ids to records; empty when there is no such file."""
    if path not in files.tree.files:
        return {}
    text = files.text(path, problems)
    if text is None:
        return {}
    reader = Reader(path=path, zone=zone, problems=problems)
    node = compose(text, reader)
    table = {} if node is None else Table(Sub(record)).read(node, reader)
    if table is WRONG:
        return {}
    if isinstance(node, MappingNode):
        # What could not be read has been reported: it must not be called unknown wherever it is referred to, too.
        for name_node, _ in node.value:
            name = str(name_node.value)
            if is_id(name) and name not in table:
                required = {key: name for key, found in keys_of(record).items() if found.required}
                table[name] = record(path=path, spot=reader.place(name_node), **required)
    return {name: structs.replace(found, id=name) for name, found in table.items()}


def _page(files: Files, path: str, settings: Settings, problems: list[Problem]) -> Page | None:
    text = files.text(path, problems)
    if text is None:
        return None
    stem = path.rsplit("/", 1)[1].removesuffix(".md")
    if not is_id(stem):
        message = f"The file's name “{stem[:80]}” cannot be a page's address."
        problems.append(error(Span(path), "DL211", message, id_hint(stem)))
        return None
    parts = front_matter(text)
    if parts is None:
        said = say_no_front_matter(text, "page", "Begin with ---, title:, then ---.")
        problems.append(error(Span(path, 1, 1), "DL412", *said))
        return None
    keys, body, line = parts
    reader = Reader(path=path, zone=settings.zone, first_line=1, problems=problems)
    before = len(problems)
    node = compose(keys, reader)
    if node is None:
        if len(problems) == before:
            problems.append(error(Span(path, 1, 1), "DL205", "`title` is missing.", "Add title: Title of the page."))
        return None
    return read_record(Page, node, reader, id=stem, body=Body(body, line))
