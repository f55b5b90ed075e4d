"""The corpus as Pelican's users would keep it: one Markdown file per entry, a category per blog.

Pelican's metadata are lines of text; what has a structure of its own stands in one line of JSON.
"""

from __future__ import annotations

import json
from pathlib import Path

from bench.corpus import Blog, Corpus, Document, Entry
from bench.facts import Facts
from bench.writers.forms import document_table, put, slug_of


def write_blog(corpus: Corpus, blog: Blog, root: Path) -> None:
    """One live blog below `root`/content, its documents below `root`/data."""
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
    put(root / "data" / "blogs" / f"{blog.id}.json", json.dumps(settings, ensure_ascii=False))
    for entry in blog.entries:
        put(root / "content" / blog.id / f"{entry.id}.md", _entry(corpus, entry, blog, documents))


def write_site(corpus: Corpus, facts: Facts, root: Path) -> None:
    """People and publishers, and a standalone page."""
    people = {person.name: {"role": person.role, "bio": person.bio} for person in corpus.people}
    publishers = {slug_of(publisher): publisher for publisher in facts.publishers}
    publishers |= {host: host for host in facts.hosts}
    put(root / "data" / "people.json", json.dumps(people, ensure_ascii=False))
    put(root / "data" / "publishers.json", json.dumps(publishers, ensure_ascii=False))
    put(root / "content" / "pages" / "about.md", "Title: About\n\nAn invented archive, made for measuring.\n")


def _entry(corpus: Corpus, entry: Entry, blog: Blog, documents: dict[str, Document]) -> str:
    names = {person.id: person.name for person in corpus.people}
    extra = {
        "zone": entry.time.tzname(),
        "place": entry.place,
        "kind": entry.kind,
        "key": entry.key,
        "verification": entry.verification,
        "sources": entry.sources,
        "publishers": list(
            dict.fromkeys([*(slug_of(documents[source].publisher) for source in entry.sources), *entry.hosts])
        ),
        "via": [{"who": who, "how": how} for who, how in entry.via],
        "updated": entry.updated.isoformat() if entry.updated else "",
        "correction": {"at": entry.correction[0].isoformat(), "text": entry.correction[1]} if entry.correction else {},
        "corrects": entry.corrects,
        "comments": [
            {
                "thread": comment.thread,
                "time": comment.time.isoformat(),
                "who": comment.who,
                "votes": comment.votes,
                "paragraphs": comment.text.split("\n\n"),
            }
            for comment in entry.comments
        ],
    }
    modified = f"Modified: {entry.updated.isoformat()}\n" if entry.updated else ""
    head = (
        f"Title: {entry.title}\n"
        f"Date: {entry.time.replace(second=entry.order).isoformat()}\n"
        f"{modified}"
        f"Slug: {entry.id}\n"
        f"Authors: {'; '.join(names[person] for person in entry.by)}\n"
        f"Tags: {', '.join(corpus.tags[tag] for tag in entry.tags)}\n"
        f"Extra: {json.dumps(extra, ensure_ascii=False)}\n"
    )
    body = entry.body(
        lambda source: f"[{documents[source].publisher}]({documents[source].url})",
        lambda other: f"{{filename}}/{blog.id}/{other}.md",
    )
    return f"{head}\n{body}\n"
