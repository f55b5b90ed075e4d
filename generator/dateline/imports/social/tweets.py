"""Posts of a Twitter archive: from the objects that stand there to entries."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from dateline.imports.found import Fault, FoundEntry, Medium, Origin, Person, Text
from dateline.imports.moments import at_iso
from dateline.imports.packed import Store
from dateline.imports.values import first_words, mapping, objects, rows, words
from dateline.times import Moment

_CREATED = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})", re.A)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ID = re.compile(r"\d{1,20}", re.A)
_POST = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w+)(?:/web)?/status/(\d+)", re.A)
_NO_LANGUAGE = re.compile(r"und|zxx|art|q\w\w|")
"""What the origin says where a post has no words, or none of a known language (BCP 47 leaves qaa to qtz free)."""
_OLD_CODES = {"in": "id", "iw": "he"}
_SENSITIVE = "Marked as sensitive at its origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose archive it is; all "" where account.js is not at hand."""

    id: str = ""
    login: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post in its last version. `key` is the id of the first one, `versions` are all ids that it had."""

    key: str
    versions: tuple[str, ...]
    time: Moment
    updated: Moment | None
    text: str
    links: Mapping[str, str]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """What a list of objects holds: own posts, how many of others, and where those stand that cannot be read."""

    kept: tuple[Post, ...]
    reposts: int
    unread: tuple[str, ...]


def posts_of(data: Iterable[Mapping[str, Any]], notes: list[dict[str, Any]], zone: str) -> Posts:
    """The account's own posts. `notes` are the long texts that stand in a file of their own."""
    chains: dict[str, dict[str, Mapping[str, Any]]] = {}
    unread, reposts = [], 0
    for number, post in enumerate(data, 1):
        own = first_words(post.get("id_str"), post.get("id"))
        if not _ID.fullmatch(own) or _created(post, zone) is None:
            unread.append(own or f"post {number}")
        elif _is_repost(post):
            reposts += 1
        else:
            chains.setdefault(_first_id(post, own), {})[own] = post
    long_texts = _long_texts(notes, zone)
    kept = tuple(_post(key, chain, long_texts, zone) for key, chain in chains.items())
    in_order = sorted(kept, key=lambda post: int(post.key))
    return Posts(kept=tuple(in_order), reposts=reposts, unread=tuple(unread))


def account_of(posts: Iterable[Post]) -> Account:
    """Whose posts they are, as far as they tell it themselves: by answers to own posts and addresses of own media."""
    kept = {version: post for post in posts for version in post.versions}
    for post in kept.values():
        login = first_words(post.data.get("in_reply_to_screen_name"))
        if first_words(post.data.get("in_reply_to_status_id_str")) in kept and re.fullmatch(r"\w{1,30}", login, re.A):
            return Account(id=words(post.data.get("in_reply_to_user_id_str")), login=login, name=login)
    for post in kept.values():
        for medium in _media_objects(post):
            found = _POST.match(words(medium.get("expanded_url")))
            if found and found[2] in post.versions and found[1] != "i":
                return Account(login=found[1], name=found[1])
    return Account()


def _is_repost(post: Mapping[str, Any]) -> bool:
    return post.get("retweeted") is True or re.match(r"RT @\w+:", words(post.get("full_text"))) is not None


def _first_id(post: Mapping[str, Any], own: str) -> str:
    edited = mapping(mapping(post.get("edit_info")).get("edit"))
    control = mapping(edited.get("editControlInitial")) or mapping(mapping(post.get("edit_info")).get("initial"))
    ids = [words(found) for found in rows(control.get("editTweetIds"))]
    first = first_words(edited.get("initialTweetId"), *ids, own)
    return first if _ID.fullmatch(first) else own


def _created(post: Mapping[str, Any], zone: str) -> Moment | None:
    text = words(post.get("created_at"))
    if (found := _CREATED.fullmatch(text)) and found[1] in _MONTHS:
        text = f"{found[5]}-{_MONTHS.index(found[1]) + 1:02}-{found[2]}T{found[3]}{found[4]}"
    return at_iso(text, zone)


def _post(
    key: str, chain: Mapping[str, Mapping[str, Any]], notes: Mapping[int, list[Mapping[str, Any]]], zone: str
) -> Post:
    versions = sorted(chain, key=int)
    first, last = chain[versions[0]], chain[versions[-1]]
    time, changed = _created(first, zone), _created(last, zone)
    assert time is not None and changed is not None, "posts without a time were sorted out"
    text = words(last.get("full_text")) or words(last.get("text"))
    links = _links(last)
    note = next((note for note in notes.get(changed.instant, ()) if _goes_on(text, words(note.get("text")))), None)
    if note is not None:
        text = words(note.get("text"))
        links = links | {words(url.get("shortUrl")): words(url.get("expandedUrl")) for url in objects(note.get("urls"))}
    return Post(
        key=key,
        versions=tuple({key, *versions}),
        time=time,
        updated=changed if changed.instant != time.instant else None,
        text=text,
        links={short: long for short, long in links.items() if short and long},
        data=last,
    )


def _links(post: Mapping[str, Any]) -> dict[str, str]:
    urls = objects(mapping(post.get("entities")).get("urls"))
    return {words(url.get("url")): first_words(url.get("expanded_url"), url.get("url")) for url in urls}


def _long_texts(notes: list[dict[str, Any]], zone: str) -> dict[int, list[Mapping[str, Any]]]:
    """Long texts by the second that they were written in: they do not say of which post they are."""
    found: dict[int, list[Mapping[str, Any]]] = {}
    for note in notes:
        moment = at_iso(words(note.get("createdAt")), zone)
        if moment is not None:
            found.setdefault(moment.instant, []).append(mapping(note.get("core")))
    return found


def _goes_on(short: str, long: str) -> bool:
    """Whether a text that was cut off begins as the long one does."""
    begun = re.sub(r"(?:\s*https?://t\.co/\w+)+\s*$", "", unescape(short)).rstrip("… \n")
    return len(long) > len(begun) and _flat(unescape(long)).startswith(_flat(begun))


def _flat(text: str) -> str:
    return " ".join(text.split())


def told(post: Post, account: Account, known: Mapping[str, str], store: Store, zone: str) -> FoundEntry | Fault:
    """A post as an entry. `known`: the key of every post that is imported, by each of its ids."""
    media = _media(post, store)
    if isinstance(media, Fault):
        return media
    answered = first_words(post.data.get("in_reply_to_status_id_str"), post.data.get("in_reply_to_status_id"))
    replies_to = known.get(answered, "")
    origins = [*_answered(post, answered)] if answered and replies_to in ("", post.key) else []
    origins += [Origin(url=url) for url in post.links.values() if (found := _POST.match(url)) and found[2] not in known]
    entities = mapping(post.data.get("entities"))
    lang = words(post.data.get("lang"))
    return FoundEntry(
        key=post.key,
        time=post.time,
        updated=post.updated,
        body=Text(form="plain", text=_shown_text(post)),
        url=f"https://twitter.com/{account.login or 'i/web'}/status/{post.key}",
        by=(Person(name=account.name, login=account.login),) if account.name else (),
        tags=tuple(words(found.get("text")) for found in objects(entities.get("hashtags")) if found.get("text")),
        place=first_words(mapping(post.data.get("place")).get("full_name")),
        replies_to="" if replies_to == post.key else replies_to,
        lang="" if _NO_LANGUAGE.fullmatch(lang) else _OLD_CODES.get(lang, lang),
        origins=tuple(dict.fromkeys(origins)),
        media=media,
    )


def _answered(post: Post, answered: str) -> tuple[Origin, ...]:
    login = first_words(post.data.get("in_reply_to_screen_name"))
    who = login if re.fullmatch(r"\w{1,30}", login) else "i/web"
    return (Origin(url=f"https://twitter.com/{who}/status/{answered}"),) if _ID.fullmatch(answered) else ()


def _shown_text(post: Post) -> str:
    """The words with the addresses that were shortened, without those that stand for media."""
    shown = {words(found.get("url")) for found in _media_objects(post)} - {""}

    def one(found: re.Match[str]) -> str:
        short = found.group()
        return "" if short in shown else post.links.get(short, short)

    text = re.sub(r"https?://t\.co/\w+", one, unescape(post.text))
    return re.sub(r"[ \t]+(?=\n|$)", "", text).strip()


def _media_objects(post: Post) -> list[dict[str, Any]]:
    extended = objects(mapping(post.data.get("extended_entities")).get("media"))
    return extended or objects(mapping(post.data.get("entities")).get("media"))


def _media(post: Post, store: Store) -> tuple[Medium, ...] | Fault:
    warning = _SENSITIVE if post.data.get("possibly_sensitive") is True else ""
    found = []
    for medium in _media_objects(post):
        addresses = _addresses(medium)
        data, was = None, addresses[0] if addresses else ""
        for address in addresses:
            data = _held(store, post, _base(address))
            if isinstance(data, Fault):
                return data
            if data is not None:
                was = address
                break
        alt = first_words(medium.get("ext_alt_text"))
        found.append(Medium(name=_base(was), data=data, was=was, alt=alt, warning=warning))
    return tuple(found)


def _held(store: Store, post: Post, base: str) -> Any:
    for folder in ("tweets_media", "tweet_media"):
        for version in sorted(post.versions, key=int, reverse=True):
            data = store.medium(f"{folder}/{version}-{base}") if base else None
            if data is not None:
                return data
    return None


def _addresses(medium: Mapping[str, Any]) -> list[str]:
    """Where a medium was: of a film every version of it, the richest first."""
    variants = [found for found in objects(mapping(medium.get("video_info")).get("variants"))
                if words(found.get("content_type")).startswith("video/")]  # fmt: skip
    ranked = sorted(variants, key=lambda found: _number(found.get("bitrate")), reverse=True)
    addresses = [words(found.get("url")) for found in ranked]
    return [
        found for found in (*addresses, first_words(medium.get("media_url_https"), medium.get("media_url"))) if found
    ]


def _number(value: Any) -> int:
    text = words(value)
    return int(text) if re.fullmatch(r"\d{1,12}", text, re.A) else 0


def _base(address: str) -> str:
    try:
        name = posixpath.basename(urlsplit(address).path)
    except ValueError:
        return ""
    return name if re.fullmatch(r"[\w.-]{1,200}", name, re.A) and name not in (".", "..") else ""
