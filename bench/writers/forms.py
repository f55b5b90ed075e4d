"""What the writers have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bench.corpus import Document, host_of


def put(path: Path, text: str) -> None:
    """Writes a file, and the folders it needs."""
    try:
        path.write_text(text, encoding="utf-8")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def slug_of(publisher: str) -> str:
    """A publisher's part of an address."""
    return host_of(publisher).removesuffix(".example")


def document_table(documents: tuple[Document, ...]) -> dict[str, dict[str, str]]:
    """Documents by id, as data for templates."""
    return {
        document.id: {
            "title": document.title,
            "publisher": document.publisher,
            "slug": slug_of(document.publisher),
            "url": document.url,
            "state": document.url_status,
            "author": document.author,
            "published": document.published,
            "accessed": document.accessed,
            "archived": document.archived,
        }
        for document in documents
    }


def front_matter(keys: Mapping[str, object]) -> str:
    """YAML front matter, each value in YAML's JSON."""
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
    return f"---\n{lines}---\n"
