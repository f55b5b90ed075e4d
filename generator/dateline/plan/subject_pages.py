"""Pages of headlines by month: the chronology, tags, people, and publishers with the documents cited."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.markup.memo import Memo
from dateline.markup.render import render
from dateline.model.site import Person
from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.feeds import FeedPlan, feed_output
from dateline.plan.heads import ATOM
from dateline.plan.months import Months, day_groups
from dateline.plan.output import Output
from dateline.plan.shelved import FetchContent, Shelves
from dateline.plan.site_maker import SiteMaker
from dateline.plan.site_texts import bio_scope
from dateline.plan.summary import FEED, MONTH, PERSON, PUBLISHER, TAG, Row
from dateline.plan.views import Document, FeedLink, Link, MonthView, PersonView, PublisherView, Shell
from dateline.times.show import month_name
from dateline.urls import path_to_href


class SubjectPages:
    """Makes the pages of all subjects, from the shelves of all blogs."""

    def __init__(self, maker: SiteMaker, shelves: Shelves, content: FetchContent, memo: Memo) -> None:
        self._maker = maker
        self._shelves = shelves
        self._content = content
        self._memo = memo
        self._lang = maker.shared.common.settings.language

    def chronology(self) -> Iterator[Output]:
        """A page for every month."""
        months = self._shelves.months(MONTH, "")
        for month in months:
            path = f"chronology/{month}.html"
            title = month_name(month, self._lang)
            shell = self._maker.shell(path, title, "month")
            links = tuple(
                Link(text=month_name(other, self._lang), href=f"{ROOT}chronology/{other}.html", current=other == month)
                for other in months
            )
            yield self._month((MONTH, "", month), path, words.CHRONOLOGY, title, shell, links, None)

    def tags(self) -> Iterator[Output]:
        """The pages of every tag in use, and its feed."""
        shared = self._maker.shared
        for tag in self._shelves.subjects(TAG):
            name = tag_name(self._maker, tag)
            feeds: tuple[FeedLink, ...] = ()
            if shared.url:
                feeds = (FeedLink(title=f"{name} (Atom)", href=ROOT + path_to_href(f"tags/{tag}.xml"), type=ATOM),)
                yield self._feed(tag, name)
            yield from self._monthly(TAG, tag, f"tags/{tag}", name, words.TAGS, feeds, None)

    def people(self) -> Iterator[Output]:
        """The pages of everyone in people.yaml."""
        for name, person in sorted(self._maker.shared.common.people.items()):
            yield from self._monthly(
                PERSON, name, f"people/{name}", person.name, words.PEOPLE, (), self._person(person)
            )

    def publishers(self) -> Iterator[Output]:
        """The pages of every publisher cited."""
        names = publisher_names(self._shelves)
        for slug in self._shelves.subjects(PUBLISHER):
            months = Months(f"sources/{slug}", self._shelves.months(PUBLISHER, slug), self._lang)
            for month in months.names:
                yield self._publisher(slug, names[slug], months, month)

    def _person(self, person: Person) -> PersonView:
        bio = self._memo.get(render, person.bio, bio_scope(self._maker.shared))
        return PersonView(name=person.name, role=person.role, href=person.url, bio_html=bio.html)

    def _monthly(
        self,
        kind: str,
        subject: str,
        stem: str,
        title: str,
        section: str,
        feeds: tuple[FeedLink, ...],
        person: PersonView | None,
    ) -> Iterator[Output]:
        months = Months(stem, self._shelves.months(kind, subject), self._lang)
        for month in months.names or ("",):
            path = months.path(month)
            label = month_name(month, self._lang) if month else ""
            named = title if path == f"{stem}.html" else f"{title}, {label}"
            # A tag and a publisher may have one name: the section tells their windows apart.
            shell = self._maker.shell(path, f"{named} · {section}", kind)
            shell = msgspec.structs.replace(shell, feeds=feeds + shell.feeds)
            yield self._month((kind, subject, month), path, title, label, shell, months.links(month), person)

    def _month(
        self,
        key: tuple[str, str, str],
        path: str,
        title: str,
        label: str,
        shell: Shell,
        months: tuple[Link, ...],
        person: PersonView | None,
    ) -> Output:
        def view() -> MonthView:
            return MonthView(
                site=self._maker.shared.site,
                shell=shell,
                title=title,
                month=label,
                groups=day_groups(self._shelves.rows(key) if key[2] else (), self._lang),
                months=months,
                person=person,
            )

        parts = (title, label, shell, months, person, self._lang)
        return self._maker.later(path, "month.html", parts, self._shelves.digest(key), view)

    def _publisher(self, slug: str, name: str, months: Months, month: str) -> Output:
        key = (PUBLISHER, slug, month)
        path = months.path(month)
        label = month_name(month, self._lang)
        named = name if path == f"sources/{slug}.html" else f"{name}, {label}"
        shell = self._maker.shell(path, f"{named} · {words.SOURCES}", "publisher")
        links = months.links(month)

        def view() -> PublisherView:
            cited: dict[str, list[Row]] = {}
            for row in self._shelves.rows(key):
                for citation in row.citations:
                    if citation.publisher == slug:
                        cited.setdefault(citation.document, []).append(row)
            documents = self._shelves.documents(self._shelves.blogs(key))
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

        return self._maker.later(path, "publisher.html", (name, label, shell, links), self._shelves.digest(key), view)

    def _feed(self, tag: str, name: str) -> Output:
        settings = self._maker.shared.common.settings
        plan = FeedPlan(
            path=f"tags/{tag}.xml",
            format="atom",
            specific=f"~tag/{path_to_href(tag)}",
            title=f"{name} · {settings.title}",
            subtitle="",
            page=path_to_href(f"tags/{tag}.html"),
            language=settings.language,
        )
        key = (FEED, tag, "")
        rows = self._shelves.digest(key)
        return feed_output(plan, rows, lambda: self._shelves.newest(key), self._maker.shared, self._content)


def tag_name(maker: SiteMaker, tag: str) -> str:
    """What readers see of a tag."""
    labels = maker.shared.common.settings.tags or {}
    return labels.get(tag, tag.replace("-", " "))


def publisher_names(shelves: Shelves) -> dict[str, str]:
    """Publisher's slug → name. Where sources write it in several ways, the first in the order of letters."""
    names: dict[str, str] = {}
    for summary in shelves.summaries:
        for slug, name in summary.publishers.items():
            names[slug] = min(names.get(slug, name), name)
    return names
