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

    url: str = value(Address(), "Address of the archived copy.", required=True)
    at: Moment | None = value(When(), "When the copy was taken.")


class SourcePicture(Record, frozen=True, kw_only=True):
    """A picture that belongs to a source, stored in the blog."""

    file: str = value(Line(300), "File under the blog's folder, such as media/post.jpg.", required=True)
    alt: str = value(Line(), "What is to be seen, for those who cannot see it.", required=True)


class Source(Record, frozen=True, kw_only=True):
    """A cited document. `id` is its key in sources.yaml; a plain link in an entry makes a provisional one."""

    id: str = ""
    provisional: bool = False
    title: str = value(Line(), "Title of the document.", required=True)
    url: str = value(Address(), "Where it is or was.", default="")
    url_status: str = value(OneOf(URL_STATES), "State of the address.", default="unknown")
    publisher: str = value(Line(200), "Who published it.", default="")
    author: str = value(Line(500), "Who wrote it.", default="")
    published: Moment | None = value(When(), "When it was published.")
    accessed: Moment | None = value(When(), "When the archive's editors last read it.")
    archived: tuple[Archived, ...] = value(ListOf(Sub(Archived, short="url")), "Copies in web archives.", default=())
    snapshot: str = value(Line(200), "Name of the stored copy.", default="")
    lang: str = value(Language(), "Language of the document.", default="")
    text: str = value(Prose(), "Words of a post, as they were; shown where its address stands alone.", default="")
    picture: SourcePicture | None = value(Sub(SourcePicture), "A picture of the post, for the same place.")
