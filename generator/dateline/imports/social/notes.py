"""Posts of the Fediverse (ActivityStreams notes): from the objects that stand there to entries."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from dateline.imports.elements import element
from dateline.imports.found import Fault, FoundEntry, Medium, Origin, Person, Text
from dateline.imports.moments import at_iso
from dateline.imports.packed import Store
from dateline.imports.texts import web_address
from dateline.imports.values import first_words, mapping, objects, words

_STORED = re.compile(r"(?:^|/)(media_attachments/.+)$")
_SENSITIVE = "Marked as sensitive at its origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Whose outbox it is: the actor's address, `name@host`, and the name as shown."""

    id: str
    login: str
    name: str


def note_of(
    note: Mapping[str, Any], author: Author, known: Collection[str], store: Store, zone: str
) -> FoundEntry | Fault | None:
    """A public post as an entry; None without id or time. `known`: the ids of all posts that are imported."""
    key, time = words(note.get("id")), at_iso(words(note.get("published")), zone)
    if not key or time is None:
        return None
    updated = at_iso(words(note.get("updated")), zone)
    answered = first_words(note.get("inReplyTo"))
    warning = first_words(note.get("summary"))
    media = _media(note, warning, store)
    if isinstance(media, Fault):
        return media
    lang, content = _content(note)
    quoted = first_words(note.get("quote"), note.get("quoteUrl"), note.get("quoteUri"))
    # An own post that is not imported was not public: not even its address is told.
    own = f"{author.id}/" if author.id else "\0"
    elsewhere = [
        found for found in (answered, quoted) if found not in known and not found.startswith(own) and web_address(found)
    ]
    return FoundEntry(
        key=key,
        time=time,
        updated=updated if updated and updated.instant != time.instant else None,
        title=first_words(note.get("name"), warning),
        body=Text(form="html", text=content + _choices(note)),
        url=first_words(note.get("url"), key),
        by=(Person(name=author.name, login=author.login),) if author.name else (),
        tags=tuple(words(tag.get("name")) for tag in objects(note.get("tag")) if tag.get("type") == "Hashtag"),
        replies_to=answered if answered in known and answered != key else "",
        lang=lang,
        origins=tuple(Origin(url=found) for found in dict.fromkeys(elsewhere)),
        media=media,
    )


def _content(note: Mapping[str, Any]) -> tuple[str, str]:
    """(language, HTML). Only where a post has one language does the map of its contents say which."""
    contents = {lang: words(text) for lang, text in mapping(note.get("contentMap")).items() if words(text)}
    content = words(note.get("content")) or next(iter(contents.values()), "")
    lang = next((lang for lang, text in contents.items() if text == content), "") if len(contents) == 1 else ""
    # Some versions wrote "zh-CN" as "zhCn".
    lang = re.sub(r"^([a-z]{2,3})([A-Z][A-Za-z]+)$", lambda found: f"{found[1]}-{found[2].upper()}", lang)
    return ("" if lang == "und" else lang), content


def _choices(note: Mapping[str, Any]) -> str:
    """The answers of a poll, with the votes that they got."""
    choices = objects(note.get("oneOf")) or objects(note.get("anyOf"))
    items = []
    for choice in choices:
        votes = mapping(choice.get("replies")).get("totalItems")
        said = words(choice.get("name"))
        items.append(element("li", f"{said}: {votes}" if isinstance(votes, int) else said))
    return element("ul", *items) if items else ""


def _media(note: Mapping[str, Any], warning: str, store: Store) -> tuple[Medium, ...] | Fault:
    warned = warning or (_SENSITIVE if note.get("sensitive") is True else "")
    found = []
    for attached in objects(note.get("attachment")):
        address = first_words(attached.get("url"), attached.get("href"))
        data = None
        if stored := _STORED.search(_path(address)):
            data = store.medium(stored[1])
        if isinstance(data, Fault):
            return data
        found.append(
            Medium(
                name=posixpath.basename(_path(address)),
                data=data,
                alt=first_words(attached.get("name"), attached.get("summary")),
                was=web_address(address),
                warning=warned,
            )
        )
    return tuple(medium for medium in found if medium.name)


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""
