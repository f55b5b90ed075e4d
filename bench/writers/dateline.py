"""The corpus as Dateline reads it: one log per day, the quickest form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bench.corpus import FIRST_DAY, TITLE, URL, ZONE, Blog, Corpus, Document, Entry, Thread
from bench.facts import Facts
from bench.writers.forms import put


def write_blog(corpus: Corpus, blog: Blog, root: Path) -> None:
    """One live blog below `root`/content."""
    folder = root / "content" / blog.id
    settings = {
        "title": blog.title,
        "standfirst": blog.standfirst,
        "zone": blog.zone,
        "mode": "live",
        "status": "live" if blog.live else "closed",
    }
    if not blog.live:
        settings["closed"] = blog.entries[-1].day
    put(folder / "blog.yaml", _mapping(settings))
    put(folder / "sources.yaml", "".join(map(_document, blog.sources)))
    for day, entries in blog.days().items():
        lead = blog.leads[day]
        put(folder / f"{day}.md", f"by: {lead}\n" + "".join(log_entry(entry, lead) for entry in entries))
    for thread in blog.threads:
        put(folder / "threads" / f"{thread.id}.md", _thread(thread, blog.zone))


def write_site(corpus: Corpus, facts: Facts, root: Path) -> None:
    """What the blogs share."""
    content = root / "content"
    settings = {
        "title": TITLE,
        "description": "Live blogs of one invented country, kept for a benchmark.",
        "url": URL,
        "zone": ZONE,
        "language": "en",
        "publisher": {"name": "The archive", "url": URL},
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "contact": "mailto:takedown@archive.example",
        "feed_authority": f"archive.example,{FIRST_DAY.year}",
        "navigation": [{"text": "About", "to": "about.html"}],
        "tags": corpus.tags,
    }
    put(content / "site.yaml", _mapping(settings))
    put(content / "sources.yaml", "".join(map(_document, corpus.sources)))
    people = {person.id: {"name": person.name, "role": person.role, "bio": person.bio} for person in corpus.people}
    put(content / "people.yaml", "".join(f"{key}:\n{_mapping(value, 2)}" for key, value in people.items()))
    put(content / "pages" / "about.md", "---\ntitle: About\n---\nAn invented archive, made for measuring.\n")


def log_entry(entry: Entry, lead: str) -> str:
    """An entry of a day's log. What the log's defaults say already is left out."""
    marks = [f"#{entry.id}"]
    marks += [f".{entry.kind}"] if entry.kind != "update" else []
    marks += [".key"] if entry.key else []
    marks += [f".{entry.verification}"] if entry.verification else []
    keys = [f"tags: [{', '.join(entry.tags)}]"]
    if entry.by != (lead,):
        keys.insert(0, f"by: [{', '.join(entry.by)}]")
    if entry.place:
        keys.append(f"place: {entry.place}")
    keys.append(f"sources: [{', '.join(entry.sources)}]")
    if entry.comments:
        keys.append(f"comments: [{', '.join(f'{comment.thread}/{comment.id}' for comment in entry.comments)}]")
    if entry.via:
        keys += ["via:", *(f"  - {{who: {who}, how: {how}}}" for who, how in entry.via)]
    if entry.updated:
        keys.append(f"updated: {_local(entry.updated)}")
    if entry.order:
        keys.append(f"order: {entry.order}")
    if entry.correction:
        at, text = entry.correction
        keys += ["corrections:", f"  - at: {_local(at)}", f"    text: {_quoted(text)}"]
    if entry.corrects:
        keys.append(f"corrects: [{entry.corrects}]")
    body = entry.body(lambda source: f"[@{source}]", lambda other: f"{other}.html")
    head = f"## {entry.time:%H:%M} {entry.title} {{{' '.join(marks)}}}"
    return "\n{}\n{}\n\n{}\n".format(head, "\n".join(keys), body)


def _thread(thread: Thread, zone: str) -> str:
    held = len(thread.comments)
    found = [f"---\nsource: {thread.source}\ndeclared: {thread.declared}\nheld: {held}\nzone: {zone}\n---\n"]
    for comment in thread.comments:
        at = comment.time
        shown = f"{at:%B} {at.day}, {at.year} at {at.hour % 12 or 12}:{at:%M} {'pm' if at.hour >= 12 else 'am'}"
        votes = f" votes={comment.votes}" if comment.votes >= 0 else ""
        status = "status: released\n" if comment.released else ""
        found.append(f"\n## {shown} · {comment.who} {{#{comment.id}{votes}}}\n{status}\n{comment.text}\n")
    return "".join(found)


def _document(document: Document) -> str:
    keys: dict[str, object] = {
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "url_status": document.url_status,
        "published": document.published,
        "accessed": document.accessed,
        "lang": "en",
    }
    if document.author:
        keys["author"] = document.author
    if document.archived:
        keys["archived"] = [{"url": document.archived, "at": document.accessed}]
    return f"{document.id}:\n{_mapping(keys, 2)}"


def _mapping(keys: Mapping[str, object], indent: int = 0) -> str:
    """YAML's block style above, its JSON below."""
    return "".join(f"{' ' * indent}{key}: {_quoted(value)}\n" for key, value in keys.items())


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _local(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
