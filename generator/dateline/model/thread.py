"""A thread of reader comments, of which an archive holds and releases some."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dateline.model.text import Body
from dateline.schema.kinds import Address, Flag, Id, Language, Line, OneOf, Prose, Ref, RefTo, Whole, Zone
from dateline.schema.record import Record, value
from dateline.times import Moment

COMMENT_STATUSES = ("withheld", "released", "removed")


class ThreadHead(Record, frozen=True, kw_only=True):
    """The front matter of threads/ID.md."""

    source: Ref | None = value(
        RefTo("a source"), "The source the comments stand under.", required=True, example="gauge"
    )
    declared: int = value(Whole(0), "How many responses the page itself declares.", default=-1, example="82")
    held: int = value(Whole(0), "How many of them were preserved.", default=-1, example="27")
    zone: str = value(
        Zone(), "Time zone of the comments' times; the blog's when left out.", default="", example="America/New_York"
    )
    permalink: str = value(Address(), "Address of the thread.", default="", example="https://news.example/1#comments")


class Comment(Record, frozen=True, kw_only=True):
    """One comment. `description` describes the commenter; a name is nobody's to publish."""

    id: str = value(Id(), "Id of the comment within its thread.", required=True, example="c22")
    time: Moment
    description: str
    reply: Ref | None = value(RefTo("a comment"), "The comment it answers.", example="c20")
    votes: int | None = value(Whole(), "Votes as shown.", example="3")
    status: str = value(
        OneOf(COMMENT_STATUSES),
        "withheld, released (an entry may then excerpt it) or removed.",
        default="withheld",
        example="released",
    )
    at_risk: bool = value(
        Flag(),
        "The commenter is in danger: paraphrase only, the day only, no permalink.",
        default=False,
        example="true",
    )
    paraphrase: str = value(
        Prose(),
        "What it says, in the editors' words; of a comment at risk, all that is shown.",
        default="",
        example="A reader asks for help.",
    )
    permalink: str = value(Address(), "Address of the comment.", default="", example="https://news.example/1#c22")
    lang: str = value(Language(), "Language of the comment; the blog's when left out.", default="", example="fa")
    note: str = value(Line(), "For editors; never published.", default="", example="Asked us to leave the name out.")
    body: Body


class Thread(Struct, frozen=True, array_like=True, kw_only=True):
    """A thread as it was read; `comments` by id, in the order of the file."""

    id: str
    head: ThreadHead
    comments: Mapping[str, Comment] = {}
