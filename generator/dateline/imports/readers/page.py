"""A page of the web, pasted as text or saved as HTML."""

from __future__ import annotations

import re

from dateline.imports.found import Fault, Found, Options
from dateline.imports.given import Given
from dateline.imports.pages.parts import found_in
from dateline.imports.pages.text import read_text
from dateline.imports.texts import tidy
from dateline.imports.xml import root_name
from dateline.load.text import LARGEST_TEXT

_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|div|p)\b", re.I)


def recognises(given: Given) -> bool:
    """HTML, or a file of text by its ending."""
    if given.is_folder:
        return False
    name = given.path.name.lower()
    return _is_html(given) or name.endswith((".txt", ".text")) or (name.endswith((".htm", ".html")))


def read(given: Given, options: Options) -> Found | Fault:
    """One entry and the thread under it."""
    if given.is_folder:
        return Fault(message="A page is one file.", hint="Name the .html or .txt file itself.")
    data = given.bytes()
    if isinstance(data, Fault):
        return data
    if len(data) > LARGEST_TEXT * 4:
        return Fault(message=f"A page of {len(data) // 1024 // 1024} MB is no page.", hint="Save the text alone.")
    if _is_html(given):
        from dateline.imports.pages.html import read_html

        page = read_html(data, given, options)
        return page if isinstance(page, Fault) else found_in(page, options)
    text = given.text()
    if isinstance(text, Fault):
        return text
    if not text.strip():
        return Fault(message="This file is empty.", hint="Paste the page into it.")
    return found_in(read_text(tidy(text), options.zone, options.title), options)


def _is_html(given: Given) -> bool:
    head = given.head[:16384].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _HTML.search(head) is None:
        return False
    # XML that is no page may have a <head> and a <body> as well: lists of feeds (OPML), for one.
    declared = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml")
    return not declared or root_name(given.head).lower() in ("html", "")
