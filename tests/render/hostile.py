"""A site in which one text stands in every field that readers see."""

from __future__ import annotations

import json
from pathlib import Path

from tests.site_kit import Site

FIELDS = 30
"""In how many fields the text stands, at the least."""


def hostile_site(root: Path, text: str) -> Site:
    """The site, not yet built. `text` is one line, as YAML reads it."""
    said = json.dumps(text, ensure_ascii=False)
    site = Site(root)
    site.file(
        "content/site.yaml",
        f"""
        title: {said}
        description: {said}
        url: https://archive.example/
        zone: UTC
        language: en
        publisher: {{name: {said}, url: "https://publisher.example/"}}
        licence: {{name: {said}, url: "https://licence.example/"}}
        contact: mailto:takedown@archive.example
        feed_authority: "archive.example,2026"
        navigation: [{{text: {said}, to: about.html}}]
        tags: {{storm: {said}}}
        """,
    )
    site.file("content/people.yaml", f"ada: {{name: {said}, role: {said}, url: 'https://ada.example/'}}\n")
    site.file(
        "content/sources.yaml",
        f"""
        met: {{title: {said}, publisher: {said}, author: {said}, url: "https://met.example/"}}
        paper: {{title: {said}, publisher: {said}}}
        """,
    )
    site.file("content/pages/about.md", f"---\ntitle: {said}\ndescription: {said}\naliases: [old]\n---\nText.\n")
    site.file(
        "content/live/blog.yaml", f"title: {said}\nby: [ada, {{name: {said}, role: {said}}}]\naliases: [old-live]\n"
    )
    site.file(
        "content/live/entries/one.md",
        f"""
        ---
        title: {said}
        time: {{shown: {said}, at: 2012-10-28T06:00Z, certainty: about}}
        by: [ada, {{name: {said}, role: {said}}}]
        tags: [storm]
        place: {said}
        key: true
        via: [{{who: {said}, how: {said}}}]
        sources: [paper]
        comments: [thread/c1]
        media:
          - {{lost: true, alt: {said}, credit: {said}, rights: {said}}}
          - {{file: media/a.pdf, alt: {said}, warning: {said}}}
        ---
        Said [@met].

        > Words.
        >
        > — A speaker, [@met] via [@paper]
        """,
    )
    site.file(
        "content/live/entries/two.md",
        f"---\ntitle: {said}\ntime: 2012-10-28T07:00Z\nkind: summary\ncorrects: one\n---\n",
    )
    site.file("content/live/media/a.pdf", "%PDF-1.4\n")
    thread = "---\nsource: met\n---\n\n## 2012-10-28T06:00Z · reader {} {{#c1 votes=1}}\nstatus: released\n\nx {}\n"
    site.file("content/live/threads/thread.md", thread.format(text, text))
    return site
