"""The outputs of one blog: its block. Nothing here knows of any other blog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import unquote

from msgspec import structs

from dateline.images.kinds import format_of
from dateline.index.order import Day
from dateline.index.pieces import Piece
from dateline.kept import Kept
from dateline.markup.fragment import EMPTY
from dateline.model.blog import MediaFile
from dateline.model.entry import Entry
from dateline.placeholders import ROOT
from dateline.plan import texts, words
from dateline.plan.calendar import calendar_months
from dateline.plan.combine import combine
from dateline.plan.desk import Desk
from dateline.plan.digest import digest, page_digest
from dateline.plan.entries import entry_views
from dateline.plan.heads import blog_head, blog_shell, site_shell
from dateline.plan.output import COPY, PAGE, Output
from dateline.plan.pictures import picture_outputs
from dateline.plan.strip import HOURLY, daily, day_lane, hourly
from dateline.plan.views import (
    BlogHead,
    BlogView,
    CalendarMonth,
    DayText,
    DayView,
    EntryPage,
    EntryView,
    KeyEvent,
    Link,
    Redirect,
    Shell,
    Strip,
)
from dateline.urls import path_to_href
from dateline.words import figures, said

NEWEST = 20
"""Full entries on a blog's front page."""
KEY_EVENTS = 30
"""Key events in a rail; more would bury the page."""


def text_path(page: str) -> str:
    """Where a day's page stands as plain text."""
    return page.removesuffix(".html") + ".txt"


class BlogPages:
    """Makes the pages of one blog. Views are made once and shared by the pages that show them."""

    def __init__(self, desk: Desk, pieces: tuple[Piece, ...]) -> None:
        """`pieces` are the blog's entries by their files."""
        self.desk = desk
        self.head: BlogHead = blog_head(desk)
        self.standfirst = " ".join(texts.standfirst(desk.blog, desk.shared.common).fragment(desk.memo).text.split())
        shared = desk.shared
        # Objects that stand for all that many views, and all pages, have in common.
        around = _around(desk)
        self.around = desk.kept.same("around", around, object)
        if desk.drawn is not None:
            # What the site's files say is common to all blogs, and told already.
            desk.drawn.around(*around[1:])
        frame = (self.around, shared.engine, shared.templates, desk.site, self.head)
        self._frame = desk.kept.same("frame", frame, object)
        # What all pages show is digested once.
        self._common = tuple((view, digest(view)) for view in (desk.site, self.head))
        self.views: dict[str, EntryView] = entry_views(pieces, desk, self.around)
        self._day_links = {day.day: self._day_link(day) for day in desk.index.days}
        self._day_titles = {
            day.path(desk.blog.id, part): self._day_links[day.day].text
            for day in desk.index.days
            for part in range(1, len(day.parts) + 1)
        }

    def groups(self) -> Iterator[tuple[Output, ...]]:
        """Every page of the blog, aliases and media included, in groups that stay the same while nothing in them
        changes."""
        blog = self.desk.blog
        yield (self._page(f"{blog.id}/index.html", "blog.html", self._front(), top=3),)
        for number, day in enumerate(self.desk.index.days):
            pages = tuple(self._day(number, day))
            yield self.desk.kept.same(("day", day.day), pages, partial(tuple, pages))
        yield from self._entries()
        yield tuple(self._media())

    def _media(self) -> Iterator[Output]:
        blog = self.desk.blog
        for name, file in blog.media.items():
            key = combine(self.desk.shared.engine, "copy", file.sha)
            path = f"{blog.id}/{name}"
            source = blog.settings.path.rsplit("/", 1)[0] + "/" + name
            if format_of(name):
                yield from self.desk.kept.same(("picture", name), file, partial(_pictures, blog.id, file, source))
            else:
                yield Output(path=path, kind=COPY, template="", key=key, view=lambda: None, source=source)

    def _page(self, path: str, template: str, view: Any, top: int = 2) -> Output:
        shared = self.desk.shared
        key = combine(shared.engine, shared.templates[template], path, page_digest(view, self._common))
        return Output(path=path, kind=PAGE, template=template, key=key, view=lambda: view, top=top)

    def _front(self) -> BlogView:
        desk, blog, index = self.desk, self.desk.blog, self.desk.index
        settings = blog.settings
        newest = index.entries[::-1][:NEWEST]
        shown = {entry.id for entry in newest}
        common = desk.shared.common
        key_events = self._key_events(index.key_events)
        if self.head.live:
            key_events = key_events[::-1]
        return BlogView(
            site=desk.site,
            shell=blog_shell(desk, f"{blog.id}/index.html", settings.title, self.standfirst, kind="blog"),
            blog=self.head,
            summary=self.views[index.summary.id] if index.summary else None,
            key_events=key_events,
            pinned=tuple(self.views[entry.id] for entry in index.pinned if entry is not index.summary),
            entries=tuple(
                self.views[entry.id] for entry in newest if entry is not index.summary and entry not in index.pinned
            ),
            removed=tuple(self.views[entry.id] for entry in index.removed if entry.id not in shown),
            days=tuple(self._day_links[day.day] for day in index.days),
            calendar=calendar_months(blog.id, index.days, desk.locale),
            continues=self.blog_link(settings.continues.id if settings.continues else ""),
            continued_by=self.blog_link(settings.continued_by.id if settings.continued_by else ""),
            closing_html=texts.closing_note(blog, common).fragment(desk.memo).html,
            more=self._more(newest),
            strip=self._strip(),
        )

    def _strip(self) -> Strip | None:
        """The shape of a short coverage by its hours, of a longer one by its days."""
        blog, index = self.desk.blog, self.desk.index
        rtl, locale = self.head.dir == "rtl", self.desk.locale
        if len(index.days) > HOURLY:
            return daily(index, blog.id, blog.zone, locale, rtl=rtl)
        return hourly(index.days, blog.id, blog.zone, locale, self._keyed(index.key_events), rtl=rtl)

    def _day_strip(self, day: str, entries: tuple[Entry, ...]) -> Strip | None:
        """The hours of the entries on one page of a day: a full part never changes, so it knows of no other."""
        keys = self._keyed(tuple(entry for entry in entries if entry.key and entry.status != "removed"), day)
        lane = day_lane(day, entries, keys, self.desk.blog.zone, rtl=self.head.dir == "rtl")
        return Strip(by="hour", lanes=(lane,)) if lane else None

    def _keyed(self, entries: tuple[Entry, ...], day: str = "") -> tuple[tuple[Entry, KeyEvent], ...]:
        found = [(entry, self._key_events((entry,), day)) for entry in entries]
        return tuple((entry, key) for entry, keys in found for key in keys)

    def _more(self, newest: tuple[Entry, ...]) -> Link | None:
        if len(newest) == len(self.desk.index.entries):
            return None
        oldest = newest[-1]
        path = self.desk.index.pages[oldest.id]
        return Link(text=self._day_titles[path], href=f"{ROOT}{path_to_href(path)}#{oldest.anchor}")

    def day_title(self, day: Day) -> str:
        """How a day is called in full."""
        return self._day_links[day.day].text

    def _day_link(self, day: Day) -> Link:
        time = self.desk.time(day.parts[0][0].time)
        assert time is not None
        return Link(text=time.day_long, href=ROOT + path_to_href(day.path(self.desk.blog.id)))

    def blog_link(self, name: str) -> Link | None:
        """A link to another blog; None when there is none of that name."""
        title = self.desk.shared.titles.get(name)
        return None if title is None else Link(text=title, href=ROOT + path_to_href(f"{name}/index.html"))

    def _key_events(self, entries: tuple[Entry, ...], day: str = "") -> tuple[KeyEvent, ...]:
        found = []
        for entry in entries[-KEY_EVENTS:]:
            view = self.views[entry.id]
            if view.time is not None:
                href = view.href or self.desk.href(entry)
                if day and not entry.at_risk:
                    href = f"#{entry.anchor}"
                found.append(KeyEvent(headline=view.label, href=href, time=view.time))
        return tuple(found)

    def _day(self, number: int, day: Day) -> Iterator[Output]:
        desk, blog, days = self.desk, self.desk.blog, self.desk.index.days
        title = self._day_links[day.day].text
        calendar = desk.kept.same(
            ("calendar", day.day),
            (desk.locale, tuple(other.day for other in days)),
            lambda: calendar_months(blog.id, days, desk.locale, day.day),
        )
        for part, entries in enumerate(day.parts, 1):
            path = day.path(blog.id, part)
            parts: tuple[Link, ...] = ()
            if len(day.parts) > 1:
                parts = tuple(
                    Link(
                        text=figures(other, desk.lang),
                        href=ROOT + path_to_href(day.path(blog.id, other)),
                        current=other == part,
                    )
                    for other in range(1, len(day.parts) + 1)
                )
            views = tuple(self.views[entry.id] for entry in entries)
            key_events = self._key_events(tuple(e for e in entries if e.key and e.status != "removed"), day.day)
            earlier = self._day_links[days[number - 1].day] if number else None
            later = self._day_links[days[number + 1].day] if number + 1 < len(days) else None

            made_from = (self._frame, title, parts, views, key_events, calendar, earlier, later)
            # The entries' times, of which the strip is drawn, are those of their views.
            make = partial(self._day_page, path, day.day, part, entries, *made_from[1:])
            yield desk.kept.same(("page", path), made_from, make)
            told = (self._frame, title, len(day.parts), views)
            tell = partial(self._day_text, path, day.day, part, *told[1:])
            yield desk.kept.same(("text", path), told, tell)

    def _day_text(
        self, page: str, machine: str, part: int, title: str, parts: int, views: tuple[EntryView, ...]
    ) -> Output:
        """A day without its neighbours: a new one changes no other's text."""
        view = DayText(
            site=self.desk.shared.site,
            blog=Link(text=self.head.title, href=self.head.href),
            place=self.head.place,
            lang=self.head.lang,
            title=title,
            machine=machine,
            part=part,
            parts=parts,
            href=ROOT + path_to_href(page),
            entries=views,
        )
        # Whoever has saved it should still find their way: its addresses are whole ones.
        return structs.replace(self._page(text_path(page), "day.txt", view), absolute=True)

    def _day_page(
        self,
        path: str,
        machine: str,
        part: int,
        entries: tuple[Entry, ...],
        title: str,
        parts: tuple[Link, ...],
        views: tuple[EntryView, ...],
        key_events: tuple[KeyEvent, ...],
        calendar: tuple[CalendarMonth, ...],
        earlier: Link | None,
        later: Link | None,
    ) -> Output:
        label = title if part == 1 else said(words.PART, self.desk.lang, title=title, part=part)
        headlines = "; ".join(view.label for view in views if not view.tombstone)
        view = DayView(
            site=self.desk.site,
            shell=blog_shell(self.desk, path, label, headlines, kind="day"),
            blog=self.head,
            title=title,
            machine=machine,
            part=part,
            parts=parts,
            entries=views,
            key_events=key_events,
            calendar=calendar,
            earlier=earlier,
            later=later,
            strip=self._day_strip(machine, entries),
            text_href=ROOT + path_to_href(text_path(path)),
        )
        return self._page(path, "day.html", view)

    def _entries(self) -> Iterator[tuple[Output, ...]]:
        """The pages of entries, those of a day together."""
        desk = self.desk
        walk = [entry for entry in desk.index.entries if entry.status != "removed" and not entry.at_risk]
        places = {entry.id: at for at, entry in enumerate(walk)}
        for (name, entries), there in zip(desk.index.runs, desk.index.places, strict=True):
            at = [places[entry.id] for entry in entries if entry.id in places]
            # Their neighbours, those of the days beside it included.
            near = walk[max(at[0] - 1, 0) : at[-1] + 2] if at else []
            made_from = (
                self._frame,
                entries,
                tuple([self.views[entry.id] for entry in entries]),
                tuple([desk.fragments.get(entry.id, EMPTY) for entry in entries]),
                there,
                tuple([self._day_titles[page] for page in dict.fromkeys(there)]),
                tuple([self.views[entry.id] for entry in near]),
            )
            make = partial(self._entries_of, entries, walk, places)
            yield desk.kept.within(("entries", name), made_from, make)

    def _entries_of(
        self, entries: tuple[Entry, ...], walk: list[Entry], places: Mapping[str, int], kept: Kept
    ) -> tuple[Output, ...]:
        desk, blog = self.desk, self.desk.blog
        found: list[Output] = []
        for entry in entries:
            view = self.views[entry.id]
            if entry.at_risk and not view.tombstone:
                continue
            at = places.get(entry.id)
            path = f"{blog.id}/{entry.id}.html"
            page = desk.index.pages[entry.id]
            earlier = self.views[walk[at - 1].id] if at else None
            later = self.views[walk[at + 1].id] if at is not None and at + 1 < len(walk) else None
            text = desk.fragments.get(entry.id, EMPTY).text if not view.tombstone else ""

            made_from = (self._frame, view, text, page, self._day_titles[page], earlier, later)
            make = partial(self._entry_page, path, *made_from[1:])
            found.append(kept.same(("page", path), made_from, make))
            for alias in entry.aliases:
                found.append(self.redirect(f"{blog.id}/{alias}.html", Link(text=view.label, href=view.href)))
        return tuple(found)

    def _entry_page(
        self,
        path: str,
        view: EntryView,
        text: str,
        page: str,
        title: str,
        earlier: EntryView | None,
        later: EntryView | None,
    ) -> Output:
        """`page` is that of the day, which is called `title`."""
        day = Link(text=title, href=f"{ROOT}{path_to_href(page)}#{view.anchor}")
        shown = EntryPage(
            site=self.desk.site,
            shell=self._entry_shell(view, path, text, day),
            blog=self.head,
            entry=view,
            day=day,
            earlier=_neighbour(earlier),
            later=_neighbour(later),
        )
        return self._page(path, "entry.html", shown, top=1)

    def _entry_shell(self, view: EntryView, path: str, text: str, day: Link) -> Shell:
        return blog_shell(
            self.desk,
            path,
            view.label,
            text,
            kind="entry",
            day=Link(text=day.text, href=day.href.partition("#")[0]),
            noindex=view.noindex,
        )

    def redirect(self, path: str, target: Link) -> Output:
        """A page at an old address."""
        lang = self.desk.lang
        moved = said(words.MOVED, lang)
        shell = site_shell(self.desk.shared, unquote(target.href.removeprefix(ROOT)), moved, kind="redirect", lang=lang)
        return self._page(path, "redirect.html", Redirect(site=self.desk.site, shell=shell, target=target))


def _neighbour(view: EntryView | None) -> Link | None:
    if view is None:
        return None
    time = view.time
    note = "" if time is None else f"{time.clock} {time.zone}".strip() or time.day_short
    return Link(text=view.label, href=view.href, note=note)


def _pictures(blog: str, file: MediaFile, source: str) -> tuple[Output, ...]:
    return tuple(picture_outputs(blog, file, source))


def _around(desk: Desk) -> tuple[object, ...]:
    """All of a desk that views of entries may be made from, besides what is one entry's own."""
    blog = desk.blog
    return (
        desk.shared.common, desk.shared.titles, blog.settings, blog.zone, desk.locale, blog.sources, blog.threads,
        blog.media,
    )  # fmt: skip
