"""Jekyll's tags and outputs, `{% name … %}` and `{{ … }}`, as the Markdown or the address that they stand for; and
kramdown's lists of attributes, which only dress."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

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

_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.{0,100000}?)\{%-?\s*endraw\s*-?%\}", re.S)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.{0,100000}?\{%-?\s*endcomment\s*-?%\}", re.S)
_PAIR = r"\{%-?\s*(?P<name>NAMES)(?P<rest>[^%]{0,500}?)-?%\}(?P<inner>.{0,100000}?)\{%-?\s*end(?P=name)\s*-?%\}"
_CODE = re.compile(_PAIR.replace("NAMES", "highlight|codeblock"), re.S)
_QUOTE = re.compile(_PAIR.replace("NAMES", "blockquote|pullquote"), re.S)
_TAG = re.compile(r"\{%-?\s*(?P<name>\w+)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^%\"']|%(?!\})){0,2000}?)-?%\}", re.S)
_OUTPUT = re.compile(r"\{\{-?(.{0,2000}?)-?\}\}", re.S)
_TABLE_OF_CONTENTS = re.compile(r"^[ ]{0,3}(?:[*+-]|\d+\.)[ ]+.*\n\{:[^}\n]*\btoc\b[^}\n]*\}[ \t]*$", re.M)
_ATTRIBUTES = re.compile(r"^[ ]{0,3}\{::?[^}\n]*\}[ \t]*$|(?<=\S)[ \t]*\{:[^{}\n]*\}", re.M)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})(.*)")
_FILTERED = re.compile(r"\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url)|escape|uri_escape)\b[^|]*")


def expand(text: str, find: Find, aside: Aside, site: Mapping[str, Any], page: Mapping[str, Any]) -> str:
    """The text without tags. What they enclose stays; `aside` notes those that nothing stands for. `site` and `page`
    are what `{{ site.… }}` and `{{ page.… }}` name."""
    text = without_marks(text)
    text = _RAW.sub(lambda found: aside.put(found[1]), text)
    text = _COMMENT.sub("", text)
    text = _CODE.sub(lambda found: aside.put(fenced(found["inner"], _language(found["rest"]))), text)
    text = _QUOTE.sub(_quoted, text)
    text = _TAG.sub(lambda found: _tag(found, find, aside), text)
    text = _OUTPUT.sub(lambda found: _output(found, site, page, aside), text)
    text = _TABLE_OF_CONTENTS.sub("", text)
    return _outside_code(text, lambda part: _ATTRIBUTES.sub("", part))


def _tag(found: re.Match[str], find: Find, aside: Aside) -> str:
    name, rest = found["name"].lower(), found["rest"].strip()
    if name in ("post_url", "link"):
        return find(rest.strip("\"'")) or "#"
    what = name
    if name in ("include", "include_relative", "include_cached"):
        file, _, rest = rest.partition(" ")
        what = re.sub(r"\.\w+$", "", file.rsplit("/", 1)[-1])
    given = parameters(rest)
    if shown := picture(given):
        return shown
    if address := embedded(what, given):
        return alone(address)
    return aside.drop(f"{{% {found['name']} {what if what != name else ''}".rstrip() + " %}")


def _output(found: re.Match[str], site: Mapping[str, Any], page: Mapping[str, Any], aside: Aside) -> str:
    said = _FILTERED.sub("", found[1]).strip()
    named = re.fullmatch(r"(site|page)\.([\w-]+)", said)
    if quoted := re.fullmatch(r"[\"']([^\"']*)[\"']", said):
        value: Any = quoted[1]
    elif named and said in ("site.url", "site.baseurl"):
        return _setting(site, named[2])
    else:
        value = (site if named[1] == "site" else page).get(named[2].lower()) if named else None
    if not isinstance(value, str):
        return aside.drop(found.group())
    if re.search(r"\|\s*(?:relative_url|absolute_url|prepend:\s*site\.baseurl)\b", found[1]) and ":" not in value:
        return f"{_setting(site, 'baseurl')}/{value.lstrip('/')}"
    return value


def _setting(site: Mapping[str, Any], name: str) -> str:
    value = site.get(name)
    return value.rstrip("/") if isinstance(value, str) else ""


def _language(rest: str) -> str:
    given = parameters(rest)
    return given.get("lang") or (given.bare[0] if given.bare else "")


def _quoted(found: re.Match[str]) -> str:
    who = found["rest"].strip() if found["name"] == "blockquote" else ""
    address = re.search(r"https?://\S+", who)
    if address:
        name, title = who[: address.start()].strip(" ,"), who[address.end() :].strip()
        who = ", ".join(filter(None, (name, f"[{title or 'source'}]({address[0]})")))
    rows = found["inner"].strip().split("\n") + (["", f"— {who}"] if who else [])
    return "\n\n" + "\n".join(f"> {row}".rstrip() for row in rows) + "\n\n"


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Changes what stands outside fences and code spans."""
    out: list[str] = []
    fence = ""
    for row in text.split("\n"):
        found = _FENCE.match(row)
        if fence:
            out.append(row)
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found:
            out.append(row)
            fence = found[1]
        else:
            parts = re.split(r"(`[^`]+`)", row)
            out.append("".join(part if at % 2 else change(part) for at, part in enumerate(parts)))
    return "\n".join(out)
