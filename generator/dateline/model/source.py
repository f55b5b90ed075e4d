"""A source: a document that is cited, with what is known of its address and its copies."""

from __future__ import annotations

from dateline.schema.kinds import Address, Language, Line, ListOf, OneOf, Prose, When
from dateline.schema.record import Record, Sub, value
from dateline.times import Moment

URL_STATES = ("live", "dead", "deviated", "unfit", "usurped", "unknown")
"""As in the citation templates of encyclopaedias: deviated = the page now says something else; unfit or usurped
= the address must not be linked (its domain was taken over)."""

UNLINKABLE = ("unfit", "usurped")


class Archived(Record, frozen=True, kw_only=True):
    """A copy of a source held by a web archive."""

    url: str = value(
        Address(),
        "Address of the archived copy.",
        required=True,
        example="https://web.archive.org/web/2026/https://news.example/1",
    )
    at: Moment | None = value(When(), "When the copy was taken.", example="2026-03-04")


class SourcePicture(Record, frozen=True, kw_only=True):
    """A picture that belongs to a source, stored in the blog."""

    file: str = value(Line(300), "File under the blog's folder.", required=True, example="media/post.jpg")
    alt: str = value(
        Line(), "What is to be seen, for those who cannot see it.", required=True, example="Water in a lane"
    )


class Source(Record, frozen=True, kw_only=True):
    """A cited document. `id` is its key in sources.yaml; a plain link in an entry makes a provisional one."""

    id: str = ""
    provisional: bool = False
    title: str = value(Line(), "Title of the document.", required=True, example="Gauge at the old bridge")
    url: str = value(Address(), "Where it is or was.", default="", example="https://water.example/gauge")
    url_status: str = value(
        OneOf(URL_STATES),
        "What became of the address: deviated: it now shows something else; unfit, usurped: not to be linked any more.",
        default="unknown",
        example="dead",
    )
    publisher: str = value(
        Line(200), "Who published it; the index of sources is sorted by it.", default="", example="The water office"
    )
    author: str = value(Line(500), "Who wrote it.", default="", example="A. Reporter")
    published: Moment | None = value(When(), "When it was published.", example="2026-03-01")
    accessed: Moment | None = value(When(), "When the archive's editors last read it.", example="2026-03-04")
    archived: tuple[Archived, ...] = value(
        ListOf(Sub(Archived, short="url")),
        "Copies in web archives.",
        default=(),
        example='[{url: "https://web.archive.org/web/2026/https://news.example/1", at: 2026-03-04}]',
    )
    snapshot: str = value(
        Line(200),
        "Name of the stored copy that the editors hold; readers are told of sources without one.",
        default="",
        example="gauge-2026-03-01.warc",
    )
    lang: str = value(Language(), "Language of the document.", default="", example="en")
    text: str = value(
        Prose(),
        "Words of a post, as they were; shown where its address stands alone.",
        default="",
        example="They are on the square.",
    )
    picture: SourcePicture | None = value(
        Sub(SourcePicture),
        "A picture of the post, for the same place; of a blog's own sources only.",
        example="{file: media/post.jpg, alt: Water in a lane}",
    )
