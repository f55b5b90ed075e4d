"""Texts from the command line on their way into YAML."""

from __future__ import annotations

import json

from dateline.begin.outcome import Declined


def quoted(text: str) -> str:
    """A scalar in double quotes. JSON's are YAML's too (YAML 1.2 section 1.3)."""
    return json.dumps(text, ensure_ascii=False)


def title_fault(title: str) -> Declined | None:
    """Why a text cannot be a title: it has one line of at most 300 printable characters."""
    if not all(char.isprintable() for char in title):
        return Declined(message="The title holds a line break or another character that cannot be printed.")
    if len(title) > 300:
        return Declined(message=f"The title has {len(title)} characters; 300 is the most.", hint="Shorten it.")
    return None
