"""The corpus as Eleventy's users would keep it: one Markdown file per entry, a folder with its own data per blog."""

from __future__ import annotations

import json
from pathlib import Path

from bench.corpus import Blog, Corpus, Document, Entry
from bench.facts import Facts
from bench.writers.forms import document_table, front_matter, put, slug_of


def write_blog(corpus: Corpus, blog: Blog, root: Path) -> None:
    """One live blog below `root`/content."""
    folder = root / "content" / blog.id
    documents = {document.id: document for document in (*corpus.sources, *blog.sources)}
    settings = {
        "title": blog.title,
        "standfirst": blog.standfirst,
        "city": blog.city,
        "abroad": blog.abroad,
        "closed": not blog.live,
        "sources": document_table((*corpus.sources, *blog.sources)),
        "threads": {
            thread.id: {"source": thread.source, "declared": thread.declared, "held": len(thread.comments)}
            for thread in blog.threads
        },
    }
    put(root / "content" / "_data" / "blogs" / f"{blog.id}.json", json.dumps(settings, ensure_ascii=False))
    put(folder / f"{blog.id}.json", json.dumps({"blog": blog.id, "layout": "entry.11ty.js"}))
    for entry in blog.entries:
        put(folder / f"{entry.id}.md", _entry(entry, blog, documents))


def write_site(corpus: Corpus, facts: Facts, root: Path) -> None:
    """Names of tags, people and publishers, and a standalone page."""
    data = root / "content" / "_data"
    people = {person.id: {"name": person.name, "role": person.role, "bio": person.bio} for person in corpus.people}
    publishers = {slug_of(publisher): publisher for publisher in facts.publishers}
    publishers |= {host: host for host in facts.hosts}
    put(data / "topics.json", json.dumps(corpus.tags, ensure_ascii=False))
    put(data / "people.json", json.dumps(people, ensure_ascii=False))
    put(data / "publishers.json", json.dumps(publishers, ensure_ascii=False))
    about = front_matter({"title": "About", "layout": "page.11ty.js", "permalink": "/about.html"})
    put(root / "content" / "about.md", f"{about}\nAn invented archive, made for measuring.\n")


def _entry(entry: Entry, blog: Blog, documents: dict[str, Document]) -> str:
    keys: dict[str, object] = {
        "title": entry.title,
        # Eleventy sorts by `date`, and keeps it in UTC; what readers see is `time`.
        "date": entry.time.replace(second=entry.order).isoformat(),
        "time": entry.time.isoformat(timespec="minutes"),
        "zone": entry.time.tzname(),
        "tags": entry.tags,
        "by": entry.by,
        "sources": entry.sources,
        "cited": list(
            dict.fromkeys([*(slug_of(documents[source].publisher) for source in entry.sources), *entry.hosts])
        ),
        "place": entry.place,
        "kind": entry.kind,
        "key": entry.key,
        "verification": entry.verification,
    }
    if entry.updated:
        keys["updated"] = entry.updated.isoformat(timespec="minutes")
    if entry.via:
        keys["via"] = [{"who": who, "how": how} for who, how in entry.via]
    if entry.correction:
        keys["correction"] = {"at": entry.correction[0].isoformat(), "text": entry.correction[1]}
    if entry.corrects:
        keys["corrects"] = entry.corrects
    if entry.comments:
        keys["comments"] = [
            {
                "thread": comment.thread,
                "time": comment.time.isoformat(timespec="minutes"),
                "who": comment.who,
                "votes": comment.votes,
                "paragraphs": comment.text.split("\n\n"),
            }
            for comment in entry.comments
        ]
    body = entry.body(
        lambda source: f"[{documents[source].publisher}]({documents[source].url})",
        lambda other: f"/{blog.id}/{other}.html",
    )
    return f"{front_matter(keys)}\n{body}\n"
