"""The outbox of a Mastodon account's archive (ActivityStreams 2.0): `outbox.json` alone, in its folder, or packed.

Only public posts are imported, the unlisted ones among them; what went to followers or to single people never is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from dateline.imports.found import Dropped, Fault, Found, FoundBlog, Options, Text
from dateline.imports.given import Given, as_json
from dateline.imports.packed import Store, looks_packed, names_in, opened
from dateline.imports.social.notes import Author, note_of
from dateline.imports.values import counted, first_words, in_order, mapping, objects, rows, words

_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
"""The one collection that stands for everybody (ActivityPub, section 5.6)."""
_POSTS = ("Note", "Article", "Question")
_OUTBOX = "outbox.json"


def recognises(given: Given) -> bool:
    """An ordered collection of activities, or a folder or archive with an outbox.json."""
    if given.is_folder:
        return given.member(_OUTBOX) is not None
    if looks_packed(given):
        return any(f"/{name}".endswith(f"/{_OUTBOX}") for name in names_in(given))
    return b'"OrderedCollection' in given.head and b'"orderedItems"' in given.head


def read(given: Given, options: Options) -> Found | Fault:
    """The account's own public posts as one blog; its threads as entries that carry one another forward."""
    store, name = _store(given)
    if isinstance(store, Fault):
        return store
    outbox = _json(store, name)
    if isinstance(outbox, Fault):
        return outbox
    if not isinstance(outbox, dict) or "OrderedCollection" not in words(outbox.get("type")):
        hint = "Choose outbox.json from the archive that Mastodon offers under Import and export."
        return Fault(message="This is no outbox of a Mastodon account.", hint=hint)
    actor = _json(store, "actor.json") if store.has("actor.json") else {}
    if isinstance(actor, Fault):
        return actor
    told = Counter[str]()
    public: list[dict[str, Any]] = []
    for activity in objects(outbox.get("orderedItems")):
        kind, note = _sorted(activity)
        told[kind] += 1
        if kind == "public":
            public.append(note)
    blog = _blog(public, mapping(actor), store, options, told)
    if isinstance(blog, Fault):
        return blog
    return Found(kind="mastodon", blogs=(blog,), dropped=_dropped(told))


def _store(given: Given) -> tuple[Store | Fault, str]:
    if not given.is_folder and not looks_packed(given):
        return Store(given=given, beside=True), given.path.name
    hint = "Choose the folder or the archive as downloaded, or the file outbox.json in it."
    return opened(given, _OUTBOX) or Fault(message="There is no outbox.json here.", hint=hint), _OUTBOX


def _json(store: Store, name: str) -> Any | Fault:
    data = store.content(name)
    if data is None or isinstance(data, Fault):
        return data or Fault(message=f"There is no {name} here.")
    alone = store.beside and name == store.given.path.name
    return as_json(data, store.given.shown if alone else f"{store.given.shown}/{store.base}{name}")


def _sorted(activity: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What an activity is: public | withheld | boost | other; and the post that it brings."""
    kind = words(activity.get("type"))
    if kind == "Announce":
        return "boost", {}
    note = mapping(activity.get("object"))
    if kind != "Create" or words(note.get("type")) not in _POSTS:
        return "other", {}
    return ("public", note) if _is_public(activity) and _is_public(note) else ("withheld", {})


def _is_public(thing: dict[str, Any]) -> bool:
    """Whether it was for everybody. What names no audience at all was for nobody."""
    return any(words(to) in _PUBLIC for to in (*rows(thing.get("to")), *rows(thing.get("cc"))))


def _blog(
    public: list[dict[str, Any]], actor: dict[str, Any], store: Store, options: Options, told: Counter[str]
) -> FoundBlog | Fault:
    author = _author(actor, public)
    known = {words(note.get("id")) for note in public}
    found = {}
    for note in public:
        entry = note_of(note, author, known, store, options.zone)
        if isinstance(entry, Fault):
            return entry
        if entry is None:
            told["unread"] += 1
        else:
            found[entry.key] = entry
    languages = Counter(entry.lang for entry in found.values() if entry.lang)
    summary = words(actor.get("summary"))
    handle = f"@{author.login}" if author.login else ""
    return FoundBlog(
        key=author.id or "account",
        title=options.title or (f"{author.name} ({handle})" if handle else "Posts on Mastodon"),
        slug=author.login.partition("@")[0],
        standfirst=Text(form="html", text=summary) if summary else None,
        url=options.url or first_words(actor.get("url"), author.id),
        language=options.language or (languages.most_common(1)[0][0] if languages else ""),
        entries=in_order(found.values()),
    )


def _author(actor: dict[str, Any], public: list[dict[str, Any]]) -> Author:
    address = first_words(actor.get("id"), public[0].get("attributedTo") if public else "")
    place = re.fullmatch(r"https?://([^/@]+)/(?:.*/)?@?([\w.-]+)/?", address)
    host, last = (place[1], place[2]) if place else ("", "")
    name = first_words(actor.get("preferredUsername"), last)
    login = f"{name}@{host}" if name and host else name
    return Author(id=address, login=login, name=first_words(actor.get("name"), name))


def _dropped(told: Counter[str]) -> tuple[Dropped, ...]:
    says = (
        ("boost", "boost", "boosts", "they are the posts of others"),
        ("withheld", "post", "posts", "withheld: for followers or single people, never for the public"),
        ("other", "activity", "activities", "neither a post nor a boost"),
        ("unread", "post", "posts", "without an id or a time"),
    )
    return tuple(Dropped(what=counted(told[kind], one, many), why=why) for kind, one, many, why in says if told[kind])
