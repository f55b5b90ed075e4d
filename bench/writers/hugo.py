"""The corpus as Hugo's users would keep it: one Markdown file per entry, in a section per day within one per blog.

Tags, people, publishers and months are taxonomies; documents are data files. What Dateline finds out by itself from an
entry's sources (its publishers) stands in the front matter, so that Hugo need not look for it.
"""

from __future__ import annotations

import json
from pathlib import Path

from bench.corpus import TITLE, Blog, Corpus, Document, Entry
from bench.facts import Facts
from bench.writers.forms import document_table, front_matter, put, slug_of


def write_blog(corpus: Corpus, blog: Blog, root: Path) -> None:
    """One live blog below `root`/content, its documents below `root`/data."""
    folder = root / "content" / blog.id
    documents = {document.id: document for document in (*corpus.sources, *blog.sources)}
    paths = {entry.id: f"/{blog.id}/{entry.day}/{entry.id}" for entry in blog.entries}
    settings = {
        "title": blog.title,
        "description": blog.standfirst,
        "city": blog.city,
        "abroad": blog.abroad,
        "closed": not blog.live,
        "threads": {
            thread.id: {"source": thread.source, "declared": thread.declared, "held": len(thread.comments)}
            for thread in blog.threads
        },
    }
    put(folder / "_index.md", front_matter(settings))
    put(root / "data" / "sources" / f"{blog.id}.json", _documents(blog.sources))
    for day, entries in blog.days().items():
        first = entries[0].time
        title = f"{first:%A} {first.day} {first:%B %Y}"
        put(folder / day / "_index.md", front_matter({"title": title, "type": "day"}))
        for entry in entries:
            put(folder / day / f"{entry.id}.md", _entry(entry, paths, documents))


def write_site(corpus: Corpus, facts: Facts, root: Path) -> None:
    """The terms of the taxonomies, the documents of the whole site, and a standalone page."""
    content = root / "content"
    put(root / "data" / "sources" / "site.json", _documents(corpus.sources))
    put(content / "_index.md", front_matter({"title": TITLE}))
    put(content / "about.md", front_matter({"title": "About"}) + "An invented archive, made for measuring.\n")
    put(content / "feeds.md", front_matter({"title": "Feeds", "layout": "feeds"}))
    for name, title in (("people", "People"), ("publishers", "Sources"), ("chronology", "Chronology")):
        put(content / name / "_index.md", front_matter({"title": title}))
    for tag in facts.tags:
        put(content / "tags" / tag / "_index.md", front_matter({"title": corpus.tags[tag]}))
    for person in corpus.people:
        keys = {"title": person.name, "role": person.role}
        put(content / "people" / person.id / "_index.md", front_matter(keys) + person.bio + "\n")
    for publisher in facts.publishers:
        put(content / "publishers" / slug_of(publisher) / "_index.md", front_matter({"title": publisher}))
    for month, name in facts.month_names().items():
        put(content / "chronology" / month / "_index.md", front_matter({"title": name}))


def _entry(entry: Entry, paths: dict[str, str], documents: dict[str, Document]) -> str:
    publishers = dict.fromkeys(slug_of(documents[source].publisher) for source in entry.sources)
    publishers |= dict.fromkeys(entry.hosts)
    # Entries of one minute stand in their editors' order: the seconds say so, and no template shows them.
    keys: dict[str, object] = {
        "title": entry.title,
        "date": entry.time.replace(second=entry.order).isoformat(),
        "tags": entry.tags,
        "people": entry.by,
        "publishers": list(publishers),
        "chronology": [entry.day[:7]],
        "zone": entry.time.tzname(),
        "sources": entry.sources,
    }
    if entry.updated:
        keys["lastmod"] = entry.updated.isoformat()
    if entry.place:
        keys["place"] = entry.place
    if entry.kind != "update":
        keys["form"] = entry.kind
    if entry.key:
        keys["key"] = True
    if entry.verification:
        keys["verification"] = entry.verification
    if entry.via:
        keys["via"] = [{"who": who, "how": how} for who, how in entry.via]
    if entry.correction:
        keys["correction"] = {"at": entry.correction[0].isoformat(), "text": entry.correction[1]}
    if entry.corrects:
        keys["corrects"] = paths[entry.corrects]
    if entry.comments:
        keys["comments"] = [
            {
                "thread": comment.thread,
                "time": comment.time.isoformat(),
                "who": comment.who,
                "votes": comment.votes,
                "text": comment.text,
            }
            for comment in entry.comments
        ]
    body = entry.body(lambda source: _cited(documents[source]), lambda other: f"{paths[other]}.html")
    return f"{front_matter(keys)}\n{body}\n"


def _cited(document: Document) -> str:
    return f"[{document.publisher}]({document.url})"


def _documents(documents: tuple[Document, ...]) -> str:
    return json.dumps(document_table(documents), ensure_ascii=False, indent=1)
