"""A Twitter or X archive: `data/tweets.js` and its further parts, alone, in its folder or in the zip as downloaded.

Only posts are read: no message, no list of accounts, no post that its author has deleted or shown to a few.
"""

from __future__ import annotations

import re
from itertools import count, takewhile
from typing import Any

from dateline.imports.found import Dropped, Fault, Found, FoundBlog, FoundEntry, Options, Text
from dateline.imports.given import Given, as_json
from dateline.imports.packed import Store, looks_packed, names_in, opened
from dateline.imports.social.tweets import Account, Post, account_of, posts_of, told
from dateline.imports.values import counted, first_words, in_order, mapping, objects, words

_PART = re.compile(r"(tweets?)(?:[.-]part(\d{1,4}))?\.js")
_ASSIGNMENT = re.compile(rb"\s*(?:window\.)?YTD\.(\w+)\.part\d+\s*=\s*")
_LEFT_OUT = (
    ("deleted-tweets.js", "deleted posts", "what was deleted at the origin is never imported"),
    ("twitter-circle-tweet.js", "posts to a circle", "they were shown to a few and are never imported"),
    ("community-tweet.js", "posts to a community", "they belong to a conversation that the archive does not hold"),
)
_UNPACKED = ("data/tweets.js", "data/tweet.js", "tweets.js", "tweet.js")


def recognises(given: Given) -> bool:
    """A `tweets.js`, or a folder or archive that holds one."""
    if given.is_folder:
        return any(given.member(name) is not None for name in _UNPACKED)
    if looks_packed(given):
        # Twitter's own are zips: no tar is unpacked to see that it is none.
        names = names_in(given) if given.head.startswith(b"PK") else ()
        return any(f"/{name}".endswith(("/data/tweets.js", "/data/tweet.js")) for name in names)
    found = _ASSIGNMENT.match(given.head.removeprefix(b"\xef\xbb\xbf"))
    return found is not None and found[1] in (b"tweet", b"tweets")


def read(given: Given, options: Options) -> Found | Fault:
    """The account's own public posts. Retweets are dropped; replies say what they answer; of edited posts the last
    version stands."""
    store = _store(given)
    if isinstance(store, Fault):
        return store
    names = _parts(store, given)
    data: list[dict[str, Any]] = []
    for name in names:
        part = _assigned(store, name)
        if isinstance(part, Fault):
            return part
        data += [mapping(row.get("tweet", row)) for row in part]
    account = _account(store)
    if isinstance(account, Fault):
        return account
    notes = _rows(store, "note-tweet.js")
    if isinstance(notes, Fault):
        return notes
    posts = posts_of(data, [mapping(row.get("noteTweet", row)) for row in notes], options.zone)
    if not posts.kept and not posts.reposts and not posts.unread:
        return Fault(message="This archive holds no posts.", hint="Choose the file data/tweets.js of an archive.")
    blog = _blog(store, account if account.login else account_of(posts.kept), posts.kept, options)
    if isinstance(blog, Fault):
        return blog
    return Found(kind="twitter", blogs=(blog,), dropped=(*_dropped(posts.reposts, posts.unread), *_held_back(store)))


def _store(given: Given) -> Store | Fault:
    if not given.is_folder and not looks_packed(given):
        return Store(given=given, beside=True)
    store = opened(given, *_UNPACKED)
    if store is None:
        hint = "Choose the folder that holds data/, the zip as downloaded, or the file data/tweets.js."
        return Fault(message="There is no data/tweets.js here.", hint=hint)
    if isinstance(store, Fault):
        return store
    inside = store.has("data/tweets.js") or store.has("data/tweet.js")
    return store.at(f"{store.base}data/") if inside else store


def _parts(store: Store, given: Given) -> list[str]:
    """The files with posts, in their order: tweets.js, tweets-part1.js, tweets-part2.js …"""
    if store.beside:
        first = given.path.name
        stem = _PART.fullmatch(first)
        further = (f"{stem[1]}-part{number}.js" for number in count(1)) if stem and stem[2] is None else ()
        return [first, *takewhile(store.has, further)]
    found = [(found, name) for name in store.named(_PART) if (found := _PART.fullmatch(name))]
    return [name for _, name in sorted((int(match[2] or 0), name) for match, name in found)]


def _assigned(store: Store, name: str) -> list[dict[str, Any]] | Fault:
    """The list that a file assigns to a variable of its own. It is read as data, never run."""
    data = store.content(name)
    if data is None or isinstance(data, Fault):
        return data or Fault(message=f"There is no {name} here.")
    shown = store.given.shown if store.beside else f"{store.given.shown}/{store.base}{name}"
    head = _ASSIGNMENT.match(data.removeprefix(b"\xef\xbb\xbf"))
    if head is None:
        hint = "Such a file begins with window.YTD.tweets.part0 = [ and comes out of an archive of Twitter's."
        return Fault(message="This is no file of a Twitter archive.", hint=hint, path=shown, line=1, column=1)
    # Spaces in place of the assignment keep the columns of what follows.
    blank = re.sub(rb"[^\n]", b" ", head.group())
    found = as_json(blank + data.removeprefix(b"\xef\xbb\xbf")[head.end() :].rstrip().removesuffix(b";"), shown)
    if isinstance(found, Fault):
        return found
    if not isinstance(found, list):
        return Fault(message="A list of posts is expected here.", hint="Export it again.", path=shown, line=1)
    return objects(found)


def _rows(store: Store, name: str) -> list[dict[str, Any]] | Fault:
    return _assigned(store, name) if store.has(name) else []


def _account(store: Store) -> Account | Fault:
    rows = _rows(store, "account.js")
    if isinstance(rows, Fault):
        return rows
    found = mapping(rows[0].get("account")) if rows else {}
    login = first_words(found.get("username"))
    return Account(
        id=words(found.get("accountId")), login=login, name=first_words(found.get("accountDisplayName"), login)
    )


def _blog(store: Store, account: Account, posts: tuple[Post, ...], options: Options) -> FoundBlog | Fault:
    entries: list[FoundEntry] = []
    known = {version: post.key for post in posts for version in post.versions}
    for post in posts:
        entry = told(post, account, known, store, options.zone)
        if isinstance(entry, Fault):
            return entry
        entries.append(entry)
    bio = _bio(store)
    if isinstance(bio, Fault):
        return bio
    who = f"{account.name} (@{account.login})" if account.login else "Posts on Twitter"
    return FoundBlog(
        key=account.id or account.login or "account",
        title=options.title or who,
        slug=account.login,
        standfirst=Text(form="plain", text=bio) if bio else None,
        url=options.url or (f"https://twitter.com/{account.login}" if account.login else ""),
        language=options.language,
        entries=in_order(entries),
    )


def _bio(store: Store) -> str | Fault:
    rows = _rows(store, "profile.js")
    if isinstance(rows, Fault):
        return rows
    profile = mapping(rows[0].get("profile")) if rows else {}
    return first_words(mapping(profile.get("description")).get("bio"))


def _dropped(reposts: int, unread: tuple[str, ...]) -> tuple[Dropped, ...]:
    found = []
    if reposts:
        what = counted(reposts, "retweet", "retweets")
        found.append(Dropped(what=what, why="they are the posts of others"))
    return (*found, *(Dropped(what="a post", why="it has no id or time", where=where) for where in unread))


def _held_back(store: Store) -> tuple[Dropped, ...]:
    return tuple(
        Dropped(what=what, why=f"withheld: {why}", where=name) for name, what, why in _LEFT_OUT if store.has(name)
    )
