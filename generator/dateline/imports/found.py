"""What a reader finds in an export, a feed or a page: plain facts, before anything is made of them.

A reader is a module of `readers/` with two functions, and an entry in `kinds.KINDS`:

    read(given: Given, options: Options) -> Found | Fault
    recognises(given: Given) -> bool        (looks at names and `given.head` only; imports nothing heavy)

It never raises for what stands in its input, writes nothing and asks no other host for anything. What it cannot take
along it names in `dropped`; what makes the whole input unusable is a `Fault`. It need not make anything safe for
content: titles are cut, tags made slugs, HTML cleaned, ids made unique and addresses checked by the writer.

Keys are the origin's own names for things (a guid, an id, a permalink): the same on every export, whatever was edited
meanwhile, and unique within the `Found`, per kind of thing. They decide what a second run leaves alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dateline.times import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What an editor said for the whole import. "" where nothing was said.

    `zone` is always set: the IANA zone in which times without one are read (the blog's, or the site's). `time` stands
    in where the input itself shows none; `url` is the address that the input was taken from.
    """

    zone: str
    title: str = ""
    time: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why nothing can be imported. `line` and `column` count from 1, 0 when they are not known; `path` is set where
    it is not the input itself, such as a member of a folder or of an archive."""

    message: str
    hint: str = ""
    path: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as the origin holds it. `form`: html | markdown | plain (blank lines part paragraphs)."""

    form: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who wrote an entry: name and role as shown, and the login of the origin, if it tells one."""

    name: str
    role: str = ""
    login: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A document that something was taken from or refers to; becomes a source. `title` may be "" when unknown."""

    url: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A picture or file. `src` is its address exactly as it stands in the body, by which it is found there again;
    "" when the body does not show it.

    `data` is what the input holds of it: the bytes, or the file (inside the input: use `Given.member`). None: lost.
    `was` is the web address it had.
    """

    src: str = ""
    name: str = ""
    data: bytes | Path | None = None
    alt: str = ""
    caption: str = ""
    credit: str = ""
    was: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntry:
    """An entry. `status`: published | draft | withheld (private or password-protected at the origin).

    `url`: where it stood; `slug`: the name it had in its address, if any. `tags` as shown. `replies_to`: the key of
    the entry that this one carries forward. `order` parts entries of the same second, the origin's first one lowest.
    """

    key: str
    time: Moment
    body: Text
    updated: Moment | None = None
    title: str = ""
    slug: str = ""
    url: str = ""
    by: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    place: str = ""
    is_key: bool = False
    pinned: bool = False
    status: str = "published"
    replies_to: str = ""
    order: int = 0
    lang: str = ""
    origins: tuple[Origin, ...] = ()
    media: tuple[Medium, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundComment:
    """A reader's comment. `name` is never written into content. `time` is None where the page shows none.

    `slug` is the id it had at the origin ("c1234"), `number` the position shown, `reply` the key of the comment it
    answers, `status` how the origin had it: approved | pending.
    """

    key: str
    body: Text
    time: Moment | None = None
    name: str = ""
    slug: str = ""
    number: int | None = None
    reply: str = ""
    votes: int | None = None
    url: str = ""
    lang: str = ""
    status: str = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundThread:
    """The comments under one document. `origin` is that document; `entry` the key of the entry made of it, if one is.

    `declared`: how many responses the page itself says there are; None when it does not say.
    `page` of `pages`: where the comments go on over several pages; 0 when there is no pager.
    """

    key: str
    origin: Origin
    comments: tuple[FoundComment, ...]
    entry: str = ""
    slug: str = ""
    declared: int | None = None
    page: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBlog:
    """A live blog, or whatever the origin has that is one sequence of entries.

    `mode`: live for the export of one's own coverage, retrospective for what others published. `zone` and `language`
    where the origin names them.
    """

    key: str
    title: str
    entries: tuple[FoundEntry, ...]
    slug: str = ""
    standfirst: Text | None = None
    url: str = ""
    zone: str = ""
    language: str = ""
    mode: str = "live"
    closed: bool = False
    threads: tuple[FoundThread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something that was not taken along: what ("a page", "shortcode [gallery]"), why, and where ("line 12", a key)."""

    what: str
    why: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that one input holds. `kind` is the reader's name in `kinds.KINDS`."""

    kind: str
    blogs: tuple[FoundBlog, ...]
    dropped: tuple[Dropped, ...] = field(default=())
