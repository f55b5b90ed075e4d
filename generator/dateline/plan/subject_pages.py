"""Pages of headlines by month: the chronology, tags, people, and publishers with the documents cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

import msgspec

from dateline.kept import Kept
from dateline.markup.memo import Memo
from dateline.markup.render import render
from dateline.model.site import Person
from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.desk import Shared
from dateline.plan.feeds import FeedPlan, feed_output
from dateline.plan.heads import ATOM, feed_link
from dateline.plan.months import Months, day_group
from dateline.plan.output import Group, Output
from dateline.plan.shelved import Shelves, Subject
from dateline.plan.site_maker import SiteMaker
from dateline.plan.site_texts import bio_scope
from dateline.plan.summary import FEED, MONTH, PERSON, PUBLISHER, TAG, Row, person_feed
from dateline.plan.views import DayGroup, Document, Link, MonthView, PersonView, PublisherView, Shell
from dateline.times.show import month_name
from dateline.urls import path_to_href
from dateline.words import said

_Made = tuple[Shared, Subject, "Subject | None", str, Group]
"""What those were made from, and they."""
_NOWHERE: Subject = {}


class SubjectPages:
    """Makes the pages of all subjects, from the shelves of all blogs. Those of a subject are one tuple, the same as in
    the round before for as long as none of them changes."""

    def __init__(self, maker: SiteMaker, shelves: Shelves, memo: Memo, kept: Kept) -> None:
        self._maker = maker
        self._shelves = shelves
        self._memo = memo
        self._kept = kept
        self._lang = maker.lang
        self._locale = maker.shared.locale

    def chronology(self) -> Iterator[Group]:
        """A page for every month."""
        there = self._shelves.subject(MONTH, "")
        months = tuple(there)
        for month, shelves in there.items():
            # A new entry changes one of them.
            made_from = (self._maker.shared, months, shelves)
            yield self._kept.same((MONTH, month), made_from, partial(self._of_month, month, months))

    def _of_month(self, month: str, months: tuple[str, ...]) -> Group:
        title = month_name(month, self._locale)
        links = tuple(
            Link(text=month_name(other, self._locale), href=f"{ROOT}chronology/{other}.html", current=other == month)
            for other in months
        )
        section = said(words.CHRONOLOGY, self._lang)
        path = f"chronology/{month}.html"
        return (self._month((MONTH, "", month), path, section, title, title, links, "", None),)

    def tags(self) -> list[Group]:
        """The pages of every tag in use, and its feed."""
        return self._of_all(TAG, self._shelves.subjects(TAG), self._tag)

    def _tag(self, tag: str, months: Subject) -> Group:
        name = tag_name(self._maker, tag)
        pages = self._monthly(TAG, tag, f"tags/{tag}", tuple(months), name, said(words.TAGS, self._lang), None)
        if not self._maker.shared.url:
            return pages
        return (self._feed(tag, f"tags/{tag}", f"~tag/{path_to_href(tag)}", name), *pages)

    def people(self) -> list[Group]:
        """The pages of everyone in people.yaml, and their feeds."""
        there = self._shelves.subjects(PERSON)
        names = sorted(self._maker.shared.common.people)
        return self._of_all(PERSON, {name: there.get(name, _NOWHERE) for name in names}, self._pages_of)

    def _pages_of(self, name: str, months: Subject) -> Group:
        view, stem = self._person(self._maker.shared.common.people[name]), f"people/{name}"
        pages = self._monthly(PERSON, name, stem, tuple(months), view.name, said(words.PEOPLE, self._lang), view)
        if not self._maker.shared.url:
            return pages
        return (self._feed(person_feed(name), stem, f"~person/{name}", view.name), *pages)

    def publishers(self) -> list[Group]:
        """The pages of every publisher cited."""
        names = publisher_names(self._shelves, self._kept)
        return self._of_all(PUBLISHER, self._shelves.subjects(PUBLISHER), self._publisher_pages, names)

    def _publisher_pages(self, slug: str, found: Subject) -> Group:
        months = Months(f"sources/{slug}", tuple(found), self._locale)
        links, name = months.links(), publisher_names(self._shelves, self._kept)[slug]
        return tuple(self._publisher(slug, name, months, month, links.get(month, ())) for month in months.names)

    def _of_all(
        self,
        kind: str,
        subjects: Mapping[str, Subject],
        make: Callable[[str, Subject], Group],
        names: Mapping[str, str] | None = None,
    ) -> list[Group]:
        """The outputs of every subject of a kind, which stand on the shared part of the site, on where the subject has
        rows, and on its name. There are thousands, of which a new entry changes a few: nothing is put together to see
        which."""
        shared, feeds = self._maker.shared, self._shelves.subjects(FEED)
        prefix = person_feed("") if kind == PERSON else ""
        before: dict[str, _Made] = self._kept.always(("subjects", kind), dict)
        now: dict[str, _Made] = {}
        for subject, months in subjects.items():
            feed = None if kind == PUBLISHER else feeds.get(prefix + subject)
            name = "" if names is None else names[subject]
            known = before.get(subject)
            if known is None or not (
                known[0] is shared and known[1] is months and known[2] is feed and known[3] == name
            ):
                known = (shared, months, feed, name, make(subject, months))
            now[subject] = known
        before.clear()
        before.update(now)
        return [made[4] for made in now.values()]

    def _person(self, person: Person) -> PersonView:
        bio = self._memo.get(render, person.bio, bio_scope(self._maker.shared))
        return PersonView(name=person.name, role=person.role, href=person.url, bio_html=bio.html)

    def _monthly(
        self,
        kind: str,
        subject: str,
        stem: str,
        named_months: tuple[str, ...],
        title: str,
        section: str,
        person: PersonView | None,
    ) -> tuple[Output, ...]:
        made_from = (named_months, self._locale)
        months = self._kept.same(("months", stem), made_from, lambda: Months(stem, *made_from))
        links = self._kept.same(("links", stem), months, months.links)
        there = self._shelves.subject(kind, subject)
        common = (self._maker.shared, title, section, person)
        pages: list[Output] = []
        for month in months.names or ("",):
            # Of a subject's months a new entry changes one.
            own = (*common, months, links.get(month, ()), there.get(month))
            make = partial(self._monthly_page, (kind, subject, month), months, own[5], title, section, person)
            pages.append(self._kept.same(("page", stem, month), own, make))
        return tuple(pages)

    def _monthly_page(
        self,
        key: tuple[str, str, str],
        months: Months,
        links: tuple[Link, ...],
        title: str,
        section: str,
        person: PersonView | None,
    ) -> Output:
        month, stem = key[2], months.stem
        path = months.path(month)
        label = month_name(month, self._locale) if month else ""
        named = title if path == f"{stem}.html" else said(words.MONTH_OF, self._lang, subject=title, month=label)
        # A tag and a publisher may have one name: the section tells their windows apart.
        window = f"{named} · {section}"
        feed = f"{stem}.xml" if self._maker.shared.url else ""
        return self._month(key, path, title, label, window, links, feed, person)

    def _month(
        self,
        key: tuple[str, str, str],
        path: str,
        title: str,
        label: str,
        window: str,
        months: tuple[Link, ...],
        feed: str,
        person: PersonView | None,
    ) -> Output:
        """A page of headlines. `window` names it, `feed` is the path of the subject's feed."""

        def view(shell: Shell) -> MonthView:
            own = (feed_link(title, feed),) if feed else ()
            return MonthView(
                site=self._maker.shared.site,
                shell=msgspec.structs.replace(shell, feeds=own + shell.feeds),
                title=title,
                month=label,
                groups=self._groups(key) if key[2] else (),
                months=months,
                person=person,
            )

        parts = (title, label, months, feed, person, self._locale)
        rows = self._shelves.digest(key)
        return self._maker.later(path, "month.html", window, key[0], key[2], parts, rows, view)

    def _groups(self, key: tuple[str, str, str]) -> tuple[DayGroup, ...]:
        """The headlines of a page by days: each the same object as in the round before while none of it changes."""
        same, days = self._kept.same, self._shelves.days(key)
        if self._kept.is_new:
            # A process that builds once has no use for them a second time.
            return tuple(day_group(day, chain.from_iterable(rows), self._locale) for day, rows in days)
        return tuple(
            same(("group", key, day), (rows, self._locale), partial(day_group, day, chain(*rows), self._locale))
            for day, rows in days
        )

    def _publisher(self, slug: str, name: str, months: Months, month: str, links: tuple[Link, ...]) -> Output:
        key = (PUBLISHER, slug, month)
        path = months.path(month)
        label = month_name(month, self._locale)
        named = name if path == f"sources/{slug}.html" else said(words.MONTH_OF, self._lang, subject=name, month=label)
        window = f"{named} · {said(words.SOURCES, self._lang)}"

        def view(shell: Shell) -> PublisherView:
            cited: dict[str, list[Row]] = {}
            for row in self._shelves.rows(key):
                for citation in row.citations:
                    if citation.publisher == slug:
                        cited.setdefault(citation.document, []).append(row)
            documents = self._shelves.documents(self._shelves.blogs(key), cited)
            ordered = sorted(cited, key=lambda name: (documents[name].title.casefold(), name))
            return PublisherView(
                site=self._maker.shared.site,
                shell=shell,
                title=name,
                month=label,
                documents=tuple(
                    Document(source=documents[name], cited=tuple(row.headline for row in cited[name]))
                    for name in ordered
                ),
                months=links,
            )

        parts, rows = (name, label, links), self._shelves.digest(key)
        return self._maker.later(path, "publisher.html", window, "publisher", month, parts, rows, view)

    def _feed(self, subject: str, stem: str, specific: str, name: str) -> Output:
        """The feed beside the page at `stem`; `specific` is the last part of its id."""
        settings = self._maker.shared.common.settings
        plan = FeedPlan(
            path=f"{stem}.xml",
            format=ATOM,
            specific=specific,
            title=f"{name} · {settings.title}",
            subtitle="",
            page=path_to_href(f"{stem}.html"),
            language=settings.language,
            hubs=settings.hub,
        )
        key = (FEED, subject, "")
        rows = self._shelves.digest(key)
        return feed_output(plan, rows, lambda: self._shelves.newest(key), self._maker.shared, self._shelves.content)


def tag_name(maker: SiteMaker, tag: str) -> str:
    """What readers see of a tag."""
    labels = maker.shared.common.settings.tags or {}
    return labels.get(tag, tag.replace("-", " "))


def publisher_names(shelves: Shelves, kept: Kept) -> Mapping[str, str]:
    """Publisher's slug → name. Where sources write it in several ways, the first in the order of letters."""
    named = tuple(summary.publishers for summary in shelves.summaries)
    return kept.same("publishers' names", named, partial(_first_names, named))


def _first_names(named: Iterable[Mapping[str, str]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for publishers in named:
        for slug, name in publishers.items():
            names[slug] = min(names.get(slug, name), name)
    return names
