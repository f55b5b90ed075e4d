"""Hugo's shortcodes, `{{< name … >}}` and `{{% name … %}}`, as the Markdown or the address that they stand for."""

from __future__ import annotations

import re

from dateline.imports.markdown.shortcodes import (
    Aside,
    Find,
    alone,
    embedded,
    fenced,
    parameters,
    picture,
    without_marks,
)

_ESCAPED = re.compile(r"\{\{([<%])/\*(.{0,2000}?)\*/([>%])\}\}", re.S)
_TAG = re.compile(
    r"\{\{(?:<|%)\s*(?P<close>/)?\s*(?P<name>[\w./-]+)(?P<rest>(?:\s(?:\"(?:\\.|[^\"\\])*\"|`[^`]*`|[^\"`]){0,2000}?)?)\s*(?P<own>/)?\s*(?:>|%)\}\}",
    re.S,
)
_QUOTED = ("blockquote", "quote", "quotation")
_WHOLE = ("highlight", "code", "codeblock")
_FORMATTED = (
    "rawhtml",
    "raw",
    "html",
    "details",
    "notice",
    "note",
    "admonition",
    "alert",
    "callout",
    "center",
    "gallery",
)
"""Shortcodes that only dress what they enclose: dropping them loses nothing that was said."""


def expand(text: str, find: Find, aside: Aside) -> str:
    """The text without shortcodes. What they enclose stays; `aside` notes those that nothing stands for."""
    text = without_marks(text)
    text = _ESCAPED.sub(lambda found: aside.put("{{" + found[1] + found[2] + found[3] + "}}"), text)
    for name in _WHOLE:
        text = _enclosing(name).sub(lambda found: aside.put(fenced(found["inner"], _language(found["rest"]))), text)
    for name in _QUOTED:
        text = _enclosing(name).sub(lambda found: _quoted(found["inner"], found["rest"]), text)
    closed = {found["name"] for found in _TAG.finditer(text) if found["close"]}

    def one(found: re.Match[str]) -> str:
        name, rest = found["name"], found["rest"].strip()
        if found["close"]:
            return ""
        given = parameters(rest)
        if name in ("ref", "relref"):
            return find(given.get("path") or (given.bare[0] if given.bare else "")) or "#"
        if shown := picture(given):
            return shown
        if address := embedded(name, given):
            return alone(address)
        if name == "details" and given.get("summary"):
            return f"\n\n**{given.get('summary')}**\n\n"
        if name in _FORMATTED and name in closed:
            return "\n\n"
        shown = found.group() if len(found.group()) < 60 else f"{{{{< {name} … >}}}}"
        return aside.drop(f"{shown}, but not its text" if name in closed else shown)

    return _TAG.sub(one, text)


def _enclosing(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"\{{\{{[<%]\s*{name}(?P<rest>\s[^{{}}]{{0,500}}?)?\s*[>%]\}}\}}(?P<inner>.{{0,100000}}?)\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}",
        re.S,
    )


def _language(rest: str | None) -> str:
    given = parameters(rest or "")
    return given.get("lang", "language") or (given.bare[0] if given.bare else "")


def _quoted(inner: str, rest: str | None) -> str:
    given = parameters(rest or "")
    who = given.get("author", "cite", "source") or " ".join(given.bare)
    rows = inner.strip().split("\n") + (["", f"— {who}"] if who else [])
    return "\n\n" + "\n".join(f"> {row}".rstrip() for row in rows) + "\n\n"
