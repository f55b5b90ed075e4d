"""A live blog: its settings, sources, entries and threads."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dateline.model.entry import Byline, Entry
from dateline.model.source import Source
from dateline.model.thread import Thread
from dateline.schema.kinds import Colour, Flag, Id, Language, Line, ListOf, OneOf, Prose, Ref, RefTo, When, Zone
from dateline.schema.record import Record, Sub, value
from dateline.times import Moment


class BlogSettings(Record, frozen=True, kw_only=True):
    """blog.yaml."""

    title: str = value(Line(300), "Title of the live blog.", required=True, example="The flood of 2026")
    standfirst: str = value(
        Prose(), "One or two sentences under the title (Markdown).", default="", example="A river rises."
    )
    zone: str = value(Zone(), "Time zone of the event; the site's when left out.", default="", example="Asia/Tehran")
    language: str = value(Language(), "Language of the blog; the site's when left out.", default="", example="fa")
    calendar: str = value(
        OneOf(("gregorian", "persian")),
        "Calendar of dates; the site's, or the language's, when left out.",
        default="",
        example="persian",
    )
    mode: str = value(
        OneOf(("live", "retrospective")),
        "live, or retrospective: compiled afterwards; each entry then says when it was `published`.",
        default="live",
        example="retrospective",
    )
    status: str = value(
        OneOf(("live", "closed")), "live, or closed: the coverage has ended.", default="live", example="closed"
    )
    closed: Moment | None = value(When(), "When the coverage ended.", example="2026-03-14")
    continues: Ref | None = value(RefTo("a blog"), "The blog that this one continues.", example="flood-2024")
    continued_by: Ref | None = value(RefTo("a blog"), "The blog that continues this one.", example="flood-2027")
    closing_note: str = value(Prose(), "A note at the end (Markdown).", default="", example="The water is gone.")
    by: tuple[Byline, ...] = value(ListOf(Sub(Byline, short="person")), "Who runs the blog.", default=(), example="mk")
    aliases: tuple[str, ...] = value(
        ListOf(Id()),
        "Folder names the blog had before, the first one first; pages there lead on.",
        default=(),
        example="[flood]",
    )
    accent: str = value(Colour(), "Accent colour of this blog.", default="", example='"#1f4e79"')
    noindex: bool = value(Flag(), "Keep search engines away from all its pages.", default=False, example="true")


class MediaFile(Struct, frozen=True, array_like=True, kw_only=True):
    """A file under the blog's `media/`: `name` relative to the blog's folder, `sha` of its bytes, `width` and `height`
    in pixels. `size` is that of the file as it is published, in bytes; 0 when it is not known beforehand.

    `warned`: an entry warns of what it shows, so it is shown nowhere without a warning. `tells` is what a sound, film
    or document says about its maker, in words for editors; pictures are published without what they say.
    """

    name: str
    sha: str
    width: int = 0
    height: int = 0
    size: int = 0
    animated: bool = False
    warned: bool = False
    tells: str = ""


class Blog(Struct, frozen=True, kw_only=True):
    """A live blog as it was read. `zone`, `language` and `calendar` are the ones in force; "" is the language's own."""

    id: str
    zone: str
    language: str
    settings: BlogSettings
    calendar: str = ""
    sources: Mapping[str, Source] = {}
    entries: tuple[Entry, ...] = ()
    threads: Mapping[str, Thread] = {}
    media: Mapping[str, MediaFile] = {}

    @property
    def first_id(self) -> str:
        """The name that its folder had first."""
        return next(iter(self.settings.aliases), self.id)
