"""Posts of Sourcefabric's Live Blog: from the objects that its API gives to entries and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.imports.found import Dropped, FoundComment, FoundEntry, Medium, Origin, Person, Text
from dateline.imports.given import Given
from dateline.imports.live_blog.items import said, shown
from dateline.imports.moments import at_iso
from dateline.imports.texts import line
from dateline.imports.values import counted, first_words, mapping, objects, rows, words

_STATES = {"open": "published", "draft": "draft", "submitted": "draft"}
_ADVERTISEMENT = re.compile(r"advert", re.I)


@dataclass(slots=True)
class Told:
    """What was not taken along: things one by one, and how many posts were deleted or advertise."""

    dropped: list[Dropped] = field(default_factory=list)
    deleted: int = 0
    advertisements: int = 0

    def takes(self, post: Mapping[str, Any]) -> bool:
        """Whether a post is one to be imported; if not, that is told."""
        if _is_yes(post.get("deleted")) or words(post.get("state")) == "spiked" or post.get("pubstatus") == "canceled":
            self.deleted += 1
        elif words(post.get("post_status")) == "ad" or _is_nothing_but_advertisements(post):
            self.advertisements += 1
        else:
            return True
        return False

    def drop(self, what: str, why: str, where: str) -> None:
        """Notes one thing."""
        self.dropped.append(Dropped(what=what, why=why, where=line(where, 120)))

    def all(self) -> tuple[Dropped, ...]:
        """Everything, for the report."""
        counts = (
            (self.deleted, "deleted post", "deleted posts", "withheld: deleted at the origin"),
            (self.advertisements, "advertisement", "advertisements", "no part of the coverage"),
        )
        told = (Dropped(what=counted(number, one, many), why=why) for number, one, many, why in counts if number)
        return (*told, *self.dropped)


def key_of(thing: Mapping[str, Any]) -> str:
    """The id that the origin gives a post, an item or a blog."""
    return first_words(thing.get("_id"), thing.get("guid"))


def state_of(post: Mapping[str, Any]) -> str:
    """published | draft | comment."""
    status = words(post.get("post_status")) or "open"
    return "comment" if status == "comment" else _STATES.get(status, "draft")


def items_of(post: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The items of a post's main group, in their order; in version 2 they stand right in the post."""
    if "items" in post and "groups" not in post:
        return objects(post.get("items"))
    groups = [group for group in objects(post.get("groups")) if group.get("id") != "root"]
    refs = [ref for group in groups for ref in objects(group.get("refs"))]
    found = [mapping(ref.get("item")) for ref in refs] or [mapping(post.get("main_item"))]
    return [mapping(item.get("item")) or item for item in found if item]


def entry_of(post: Mapping[str, Any], given: Given, zone: str, told: Told) -> FoundEntry | None:
    """A post as an entry; None when it holds nothing but comments of readers, and when it holds nothing at all."""
    key, time = key_of(post), _time(post, zone, "published_date", "firstcreated", "_created", "versioncreated")
    if time is None:
        told.drop("a post", "it has no time", key)
        return None
    body: list[str] = []
    media: list[Medium] = []
    origins: list[Origin] = []
    items = items_of(post)
    before = len(told.dropped)
    for item in items:
        if _is_comment(item):
            continue
        if _is_advertisement(item):
            told.advertisements += 1
            continue
        part = said(item, given)
        if part is None:
            kind = line(words(item.get("item_type")) or "unknown", 60)
            told.drop(f"an item of the kind “{kind}”", "it holds no words and no address", key)
            continue
        body.append(part.html)
        media += part.media
        origins += part.origins
    if not body and not media:
        if not any(map(_is_comment, items)) and len(told.dropped) == before:
            told.drop("an empty post", "it holds no items", key)
        return None
    updated = _time(post, zone, "content_updated_date")
    # A post is touched again when it is published: what changes within that minute is no update.
    is_update = updated is not None and updated.instant > time.instant + 60
    return FoundEntry(
        key=key,
        time=time,
        updated=updated if is_update else None,
        title=first_words(post.get("headline")),
        body=Text(form="html", text="\n".join(filter(None, body))),
        by=_by(post, items),
        tags=tuple(filter(None, (words(tag).strip() for tag in rows(post.get("tags"))))),
        place=_place(post),
        is_key=_is_yes(post.get("lb_highlight")) or _is_yes(post.get("highlight")),
        pinned=_is_yes(post.get("sticky")),
        status="published" if state_of(post) == "published" else "draft",
        origins=tuple(dict.fromkeys(origins)),
        media=tuple(media),
    )


def comments_of(post: Mapping[str, Any], zone: str) -> list[FoundComment]:
    """The readers' comments in a post: those that editors published, and those that nobody has looked at."""
    status = "pending" if state_of(post) == "comment" else "approved"
    found = []
    for item in items_of(post):
        text = shown(words(item.get("text")))
        if not text or not (_is_comment(item) or status == "pending"):
            continue
        found.append(
            FoundComment(
                key=key_of(item) or key_of(post),
                body=Text(form="html" if "<" in text else "plain", text=text),
                time=_time(mapping(item.get("meta")), zone, "_created")
                or _time(item, zone, "_created", "firstcreated"),
                name=words(item.get("commenter")) or words(mapping(item.get("meta")).get("commenter")),
                status=status,
            )
        )
    return found


def _is_comment(item: Mapping[str, Any]) -> bool:
    return words(item.get("item_type")) in ("comment", "post_comment") or bool(words(item.get("commenter")))


def _is_advertisement(item: Mapping[str, Any]) -> bool:
    return _ADVERTISEMENT.match(words(item.get("item_type"))) is not None


def _is_nothing_but_advertisements(post: Mapping[str, Any]) -> bool:
    items = items_of(post)
    return bool(items) and all(map(_is_advertisement, items))


def _is_yes(value: Any) -> bool:
    return value is True or value in ("on", "true", "True", 1)


def _time(thing: Mapping[str, Any], zone: str, *names: str) -> Any:
    return next((time for name in names if (time := at_iso(words(thing.get(name)), zone)) is not None), None)


def _by(post: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> tuple[Person, ...]:
    """Who wrote it: where it came from another newsroom, its author there; else whoever began it here."""
    tried = [post.get("syndicated_creator"), *(item.get("syndicated_creator") for item in items)]
    for found in map(mapping, (*tried, post.get("original_creator"), post.get("publisher"))):
        name = first_words(found.get("byline"), found.get("display_name"))
        if name:
            return (Person(name=name, login=words(found.get("username"))),)
    byline = first_words(post.get("byline"))
    return (Person(name=byline),) if byline else ()


def _place(post: Mapping[str, Any]) -> str:
    located = mapping(mapping(post.get("dateline")).get("located"))
    named = (words(place.get("name")) for place in objects(post.get("place")))
    return first_words(located.get("city"), *named)
