"""An entry of a live blog, as editors write it."""

from __future__ import annotations

from dateline.model.text import Body
from dateline.schema.kinds import Address, Flag, Id, Language, Line, ListOf, OneOf, Prose, Ref, RefTo, Tag, When, Whole
from dateline.schema.record import Record, Sub, value
from dateline.times import Moment

STATUSES = ("published", "draft", "withheld", "removed")
KINDS = ("update", "summary", "correction")
VERIFICATIONS = ("unverified", "corroborated", "verified", "disputed", "false")


class Byline(Record, frozen=True, kw_only=True):
    """Who wrote: someone of people.yaml, or a guest by name."""

    person: Ref | None = value(RefTo("a person"), "Id in people.yaml.")
    name: str = value(Line(200), "Name of a guest.", default="")
    role: str = value(Line(200), "Role at the time.", default="")


class Via(Record, frozen=True, kw_only=True):
    """One link of a chain of testimony."""

    who: str = value(Line(300), "Who passed it on; a description protects better than a name.", required=True)
    how: str = value(Line(200), "By what means.", default="")


class Media(Record, frozen=True, kw_only=True):
    """A picture or file of an entry, or the place where one was lost."""

    file: str = value(Line(300), "File under the blog's folder, such as media/square.jpg.", default="")
    lost: bool = value(Flag(), "true when nothing was preserved.", default=False)
    alt: str = value(Line(), "What is to be seen, for those who cannot see it.", required=True)
    caption: str = value(Line(), "Caption (Markdown).", default="")
    credit: str = value(Line(300), "Who made it.", default="")
    rights: str = value(Line(300), "Rights, as far as known.", default="")
    warning: str = value(Line(300), "What viewers should be warned of.", default="")
    was: str = value(Address(), "The address it had.", default="")
    source: Ref | None = value(RefTo("a source"), "The source it comes from.")


class Correction(Record, frozen=True, kw_only=True):
    """What was corrected, and when."""

    at: Moment = value(When(), "When it was corrected.", required=True)
    text: str = value(Line(), "What was wrong and what is right (Markdown).", required=True)


class Entry(Record, frozen=True, kw_only=True):
    """An entry. `id` is always set after loading; `pinned_id` tells whether an editor wrote it."""

    id: str = value(Id(), "Address of the entry within the blog; never re-used.", default="")
    time: Moment = value(When(), "When it happened or was posted.", required=True)
    published: Moment | None = value(When(), "When this archive first published it.")
    updated: Moment | None = value(When(), "When it was last changed in substance.")
    removed: Moment | None = value(When(), "When it was removed.")
    order: int = value(Whole(), "Order among entries of the same time.", default=0)
    title: str = value(Line(300), "Headline.", default="")
    by: tuple[Byline, ...] = value(ListOf(Sub(Byline, short="person")), "Who wrote it.", default=())
    tags: tuple[str, ...] = value(ListOf(Tag(), 50), "Tags.", default=())
    place: str = value(Line(200), "Dateline: where it was written or happened.", default="")
    kind: str = value(OneOf(KINDS), "update, summary or correction.", default="update")
    key: bool = value(Flag(), "A key event.", default=False)
    pinned: bool = value(Flag(), "Keep it at the top of the blog.", default=False)
    status: str = value(OneOf(STATUSES), "published, draft, withheld or removed.", default="published")
    verification: str = value(OneOf(VERIFICATIONS), "How sure the editors are.", default="")
    via: tuple[Via, ...] = value(
        ListOf(Sub(Via, short="who")), "Chain of testimony, nearest to the event first.", default=()
    )
    sources: tuple[Ref, ...] = value(ListOf(RefTo("a source")), "Sources cited.", default=())
    comments: tuple[Ref, ...] = value(ListOf(RefTo("a comment")), "Comments excerpted, as THREAD/COMMENT.", default=())
    media: tuple[Media, ...] = value(ListOf(Sub(Media)), "Pictures and files.", default=())
    corrections: tuple[Correction, ...] = value(ListOf(Sub(Correction)), "Corrections made to this entry.", default=())
    corrects: tuple[Ref, ...] = value(ListOf(RefTo("an entry")), "Entries that this one corrects.", default=())
    updates: tuple[Ref, ...] = value(ListOf(RefTo("an entry")), "Entries that this one carries forward.", default=())
    supersedes: tuple[Ref, ...] = value(ListOf(RefTo("an entry")), "Entries that this one replaces.", default=())
    aliases: tuple[str, ...] = value(ListOf(Id()), "Ids the entry had before.", default=())
    lang: str = value(Language(), "Language of the entry.", default="")
    noindex: bool = value(Flag(), "Keep search engines away.", default=False)
    at_risk: bool = value(Flag(), "Someone is in danger: the day only, no permalink, no quotation.", default=False)
    body: Body
    pinned_id: bool = True

    @property
    def anchor(self) -> str:
        """The entry's id on a page that holds several."""
        return self.id


BODY = Prose()
"""How `body:` is read in a YAML list."""
