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

    person: Ref | None = value(RefTo("a person"), "Id in people.yaml.", example="mk")
    name: str = value(
        Line(200), "Name of a guest; beside `person`, the name used then.", default="", example="A. Guest"
    )
    role: str = value(Line(200), "Role at the time; that of people.yaml when left out.", default="", example="Producer")


class Via(Record, frozen=True, kw_only=True):
    """One link of a chain of testimony."""

    who: str = value(
        Line(300), "Who passed it on; a description protects better than a name.", required=True, example="a resident"
    )
    how: str = value(Line(200), "By what means.", default="", example="by telephone")


class Media(Record, frozen=True, kw_only=True):
    """A picture or file of an entry, or the place where one was lost."""

    file: str = value(
        Line(300), "File under the blog's folder; either this or `lost`.", default="", example="media/square.jpg"
    )
    lost: bool = value(
        Flag(), "true when nothing was preserved: the place where it stood is shown.", default=False, example="true"
    )
    alt: str = value(
        Line(), "What is to be seen, for those who cannot see it.", required=True, example="The square from a roof"
    )
    caption: str = value(Line(), "Caption (Markdown).", default="", example="The square at *noon*.")
    credit: str = value(Line(300), "Who made it.", default="", example="A reader")
    rights: str = value(Line(300), "Rights, as far as known.", default="", example="unknown")
    warning: str = value(
        Line(300),
        "What viewers should be warned of; it stands before the picture, which is not loaded until it is opened.",
        default="",
        example="shows a wounded man",
    )
    was: str = value(Address(), "The address it had.", default="", example="https://news.example/square.jpg")
    source: Ref | None = value(RefTo("a source"), "The source it comes from.", example="cnn-post")


class Correction(Record, frozen=True, kw_only=True):
    """What was corrected, and when."""

    at: Moment = value(When(), "When it was corrected.", required=True, example="2026-03-02 09:30")
    text: str = value(
        Line(),
        "What was wrong and what is right (Markdown).",
        required=True,
        example="An earlier version said four metres. It was three.",
    )


class Entry(Record, frozen=True, kw_only=True):
    """An entry. `id` is always set after loading; `pinned_id` tells whether an editor wrote it."""

    id: str = value(
        Id(),
        "Address of the entry within the blog; never re-used. Else that of the heading or file, or its time.",
        default="",
        example="old-bridge-closed",
    )
    time: Moment = value(When(), "When it happened or was posted.", required=True, example="2026-03-01 21:17")
    published: Moment | None = value(
        When(),
        "When this archive first published it, and not before; `time` when left out, which only a live blog may.",
        example="2026-03-01",
    )
    updated: Moment | None = value(When(), "When it was last changed in substance.", example="2026-03-02 10:00")
    removed: Moment | None = value(
        When(), "When it was removed: with `status: removed`, the day is told.", example="2026-03-03"
    )
    order: int = value(Whole(), "Order among entries of the same time: the higher, the later.", default=0, example="1")
    title: str = value(Line(300), "Headline.", default="", example="The old bridge is closed")
    by: tuple[Byline, ...] = value(
        ListOf(Sub(Byline, short="person")), "Who wrote it.", default=(), example="[mk, {name: A. Guest, role: Reader}]"
    )
    tags: tuple[str, ...] = value(
        ListOf(Tag(), 50),
        "What it is about; `tags:` in site.yaml gives words for readers.",
        default=(),
        example="[water, roads]",
    )
    place: str = value(Line(200), "Dateline: where it was written or happened.", default="", example="Lower Town")
    kind: str = value(
        OneOf(KINDS),
        "update; summary: the newest stands on top of the blog; correction: the entry sets another one right.",
        default="update",
        example="summary",
    )
    key: bool = value(
        Flag(),
        "A key event: listed beside the entries, and marked on the strip of the day.",
        default=False,
        example="true",
    )
    pinned: bool = value(Flag(), "Keep it at the top of the blog.", default=False, example="true")
    status: str = value(
        OneOf(STATUSES),
        "published; draft: not yet; withheld: held back; removed: a tombstone stands at its address.",
        default="published",
        example="draft",
    )
    verification: str = value(
        OneOf(VERIFICATIONS), "How sure the editors are; said in words at the entry.", default="", example="unverified"
    )
    via: tuple[Via, ...] = value(
        ListOf(Sub(Via, short="who")),
        "Chain of testimony, nearest to the event first.",
        default=(),
        example="[{who: a resident, how: by telephone}, {who: a reader, how: e-mail}]",
    )
    sources: tuple[Ref, ...] = value(
        ListOf(RefTo("a source")), "Sources used, beside those that the text cites.", default=(), example="[cnn-post]"
    )
    comments: tuple[Ref, ...] = value(
        ListOf(RefTo("a comment")), "Comments excerpted, as THREAD/COMMENT.", default=(), example="[forum/c22]"
    )
    media: tuple[Media, ...] = value(
        ListOf(Sub(Media)), "Pictures and files.", default=(), example="[{file: media/square.jpg, alt: The square}]"
    )
    corrections: tuple[Correction, ...] = value(
        ListOf(Sub(Correction)),
        "Corrections made to this entry, each shown with its day.",
        default=(),
        example="[{at: 2026-03-02, text: It was three metres.}]",
    )
    corrects: tuple[Ref, ...] = value(
        ListOf(RefTo("an entry")),
        "Entries that this one corrects: each links to the other.",
        default=(),
        example="gauge",
    )
    updates: tuple[Ref, ...] = value(
        ListOf(RefTo("an entry")), "Entries that this one carries forward.", default=(), example="old-bridge-closed"
    )
    supersedes: tuple[Ref, ...] = value(
        ListOf(RefTo("an entry")), "Entries that this one replaces.", default=(), example="summary-monday"
    )
    aliases: tuple[str, ...] = value(
        ListOf(Id()),
        "Ids the entry had before, the first one first; a page at each leads on.",
        default=(),
        example="[bridge-closed]",
    )
    lang: str = value(Language(), "Language of the entry; the blog's when left out.", default="", example="fa")
    noindex: bool = value(Flag(), "Keep search engines away.", default=False, example="true")
    at_risk: bool = value(
        Flag(), "Someone is in danger: the day only, no permalink, no quotation.", default=False, example="true"
    )
    body: Body
    pinned_id: bool = True

    @property
    def anchor(self) -> str:
        """The entry's id on a page that holds several."""
        return self.id

    @property
    def first_id(self) -> str:
        """The id that it had first."""
        return next(iter(self.aliases), self.id)


BODY = Prose()
"""How `body:` is read in a YAML list."""
