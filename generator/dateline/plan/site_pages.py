"""Pages that span blogs: home, tags, people, sources, chronology, standalone pages. They read summaries only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from dateline.markup.fragment import EMPTY, Fragment
from dateline.markup.memo import Memo
from dateline.markup.render import render
from dateline.markup.scope import Scope, quotes_of
from dateline.model.site import Page, Person
from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.desk import Shared
from dateline.plan.digest import combine, digest
from dateline.plan.feeds import Entries, site_feed_outputs, tag_feed_output
from dateline.plan.heads import ATOM, site_shell
from dateline.plan.months import Months, by_month, day_groups
from dateline.plan.output import PAGE, Output
from dateline.plan.sitemaps import site_sitemaps
from dateline.plan.summary import Row, Summary
from dateline.plan.views import (
    BlogCard,
    Document,
    FeedLink,
    HomeView,
    IndexView,
    Link,
    MonthView,
    PageView,
    PersonView,
    PublisherView,
    Redirect,
    Shell,
)
from dateline.times.show import month_name
from dateline.urls import path_to_href, slugify

_LATEST = 3
"""Headlines of each blog on the home page."""


class SitePages:
    """Makes the pages that span blogs."""

    def __init__(self, shared: Shared, summaries: tuple[Summary, ...], entries: Entries, memo: Memo) -> None:
        self.shared = shared
        self.summaries = summaries
        self.entries = entries
        self.memo = memo
        self.rows = tuple(
            sorted(
                (row for summary in summaries for row in summary.rows),
                key=lambda row: (row.day, row.instant, row.headline.href),
            )
        )
        self._digests: dict[int, Any] = {id(shared.site): digest(shared.site)}
        for row in self.rows:
            self._digests[id(row.headline)] = digest(row.headline)

    def outputs(self) -> Iterator[Output]:
        """Every output that belongs to no one blog, but for assets and static files."""
        yield self._home()
        yield from self._chronology()
        yield from self._tags()
        yield from self._people()
        yield from self._sources()
        yield from self._standalone()
        yield from self._old_blog_names()
        yield from site_feed_outputs(self.rows, self.shared, self.entries)
        yield from site_sitemaps(self.summaries, self.shared)

    def _page(self, path: str, template: str, view: Any, *, absolute: bool = False) -> Output:
        shared = self.shared
        key = combine(
            shared.engine, shared.templates[template], path, shared.url if absolute else "", digest(view, self._digests)
        )
        return Output(path=path, kind=PAGE, template=template, key=key, view=lambda: view, absolute=absolute)

    def _shell(self, path: str, title: str, kind: str, **more: Any) -> Shell:
        return site_shell(self.shared, path, title, kind=kind, **more)

    def _home(self) -> Output:
        settings = self.shared.common.settings
        ranked = sorted(
            self.summaries,
            key=lambda summary: (max((row.published for row in summary.rows), default=0), summary.head.id),
            reverse=True,
        )
        cards = tuple(
            BlogCard(blog=summary.head, latest=tuple(row.headline for row in summary.rows[::-1][:_LATEST]))
            for summary in ranked
        )
        shell = self._shell("index.html", settings.title, "home", description=settings.description)
        return self._page("index.html", "home.html", HomeView(site=self.shared.site, shell=shell, blogs=cards))

    def _index(self, path: str, title: str, groups: tuple[tuple[str, tuple[Link, ...]], ...]) -> Output:
        shell = self._shell(path, title, "index")
        return self._page(path, "index.html", IndexView(site=self.shared.site, shell=shell, title=title, groups=groups))

    def _chronology(self) -> Iterator[Output]:
        lang = self.shared.common.settings.language
        months = by_month(self.rows)
        links = {
            month: Link(text=month_name(month, lang), href=f"{ROOT}chronology/{month}.html") for month in sorted(months)
        }
        years = dict.fromkeys(month[:4] for month in sorted(months, reverse=True))
        groups = tuple((year, tuple(links[month] for month in links if month[:4] == year)) for year in years)
        yield self._index("chronology/index.html", words.CHRONOLOGY, groups)
        ordered = tuple(links[month] for month in sorted(links, reverse=True))
        for month, rows in months.items():
            path = f"chronology/{month}.html"
            title = links[month].text
            shell = self._shell(path, title, "month")
            yield self._page(
                path,
                "month.html",
                MonthView(
                    site=self.shared.site,
                    shell=shell,
                    title=words.CHRONOLOGY,
                    month=title,
                    groups=day_groups(rows, lang),
                    months=tuple(_current(link, link is links[month]) for link in ordered),
                ),
            )

    def _tags(self) -> Iterator[Output]:
        labels = self.shared.common.settings.tags or {}
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            for tag in row.tags:
                found.setdefault(tag, []).append(row)
        names = {tag: labels.get(tag, tag.replace("-", " ")) for tag in found}
        yield self._index(
            "tags/index.html", words.TAGS, _alphabetical((names[tag], f"tags/{tag}.html") for tag in found)
        )
        for tag, rows in sorted(found.items()):
            feeds: tuple[FeedLink, ...] = ()
            if self.shared.url:
                feeds = (
                    FeedLink(title=f"{names[tag]} (Atom)", href=ROOT + path_to_href(f"tags/{tag}.xml"), type=ATOM),
                )
                yield tag_feed_output(tag, names[tag], tuple(rows), self.shared, self.entries)
            yield from self._monthly(f"tags/{tag}", names[tag], "tag", rows, feeds, None)

    def _people(self) -> Iterator[Output]:
        people = self.shared.common.people
        found: dict[str, list[Row]] = {person: [] for person in people}
        for row in self.rows:
            for person in dict.fromkeys(row.people):
                found[person].append(row)
        listed = ((person.name, f"people/{person.id}.html") for person in people.values())
        yield self._index("people/index.html", words.PEOPLE, _alphabetical(listed))
        for name, rows in sorted(found.items()):
            yield from self._monthly(
                f"people/{name}", people[name].name, "person", rows, (), self._person(people[name])
            )

    def _person(self, person: Person) -> PersonView:
        bio = self.memo.get(render, person.bio, bio_scope(self.shared))
        return PersonView(name=person.name, role=person.role, href=person.url, bio_html=bio.html)

    def _monthly(
        self, stem: str, title: str, kind: str, rows: list[Row], feeds: tuple[FeedLink, ...], person: PersonView | None
    ) -> Iterator[Output]:
        """The newest month stands at the subject's own address, older ones below it: a new entry changes one file.

        The newest month's own address leads to the subject's until another month follows; so it never ceases to exist.
        """
        lang = self.shared.common.settings.language
        months = Months(stem, by_month(rows), lang)
        for month in months.names or ("",):
            path = months.path(month)
            label = month_name(month, lang) if month else ""
            named = title if path == f"{stem}.html" else f"{title}, {label}"
            # A tag and a publisher may have one name: the section tells their windows apart.
            shell = self._shell(path, f"{named} · {words.TAGS if kind == 'tag' else words.PEOPLE}", kind)
            if feeds:
                import dataclasses

                shell = dataclasses.replace(shell, feeds=feeds + shell.feeds)
            yield self._page(
                path,
                "month.html",
                MonthView(
                    site=self.shared.site,
                    shell=shell,
                    title=title,
                    month=label,
                    groups=day_groups(months.rows.get(month, ()), lang),
                    months=months.links(month),
                    person=person,
                ),
            )
        yield from self._month_redirect(months, title)

    def _month_redirect(self, months: Months, title: str) -> Iterator[Output]:
        if months.names:
            yield self._redirect(
                f"{months.stem}/{months.names[0]}.html",
                Link(text=title, href=ROOT + path_to_href(f"{months.stem}.html")),
            )

    def _sources(self) -> Iterator[Output]:
        """Every publisher and document cited, and where."""
        documents = {key: view for summary in self.summaries for key, view in summary.documents.items()}
        names: dict[str, str] = {}
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            for citation in row.citations:
                names[citation.publisher] = min(names.get(citation.publisher, citation.name), citation.name)
                rows = found.setdefault(citation.publisher, [])
                if not rows or rows[-1] is not row:
                    rows.append(row)
        listed = ((name, f"sources/{slug}.html") for slug, name in names.items())
        yield self._index("sources/index.html", words.SOURCES, _alphabetical(listed))
        lang = self.shared.common.settings.language
        for slug, rows in sorted(found.items()):
            months = Months(f"sources/{slug}", by_month(rows), lang)
            for month in months.names:
                path = months.path(month)
                label = month_name(month, lang)
                named = names[slug] if path == f"sources/{slug}.html" else f"{names[slug]}, {label}"
                shell = self._shell(path, f"{named} · {words.SOURCES}", "publisher")
                cited: dict[str, list[Row]] = {}
                for row in months.rows[month]:
                    for citation in row.citations:
                        if citation.publisher == slug:
                            cited.setdefault(citation.document, []).append(row)
                ordered = sorted(cited, key=lambda key: (documents[key].title.casefold(), key))
                yield self._page(
                    path,
                    "publisher.html",
                    PublisherView(
                        site=self.shared.site,
                        shell=shell,
                        title=names[slug],
                        month=label,
                        documents=tuple(
                            Document(source=documents[key], cited=tuple(row.headline for row in cited[key]))
                            for key in ordered
                        ),
                        months=months.links(month),
                    ),
                )
            yield from self._month_redirect(months, names[slug])

    def _standalone(self) -> Iterator[Output]:
        for page in self.shared.common.pages:
            path = f"{page.id}.html"
            body = page_fragment(page, self.shared, self.memo)
            shell = self._shell(
                path,
                page.title,
                "page",
                description=page.description or body.text,
                lang=page.lang,
                noindex=page.noindex,
            )
            view = PageView(site=self.shared.site, shell=shell, title=page.title, body_html=body.html)
            yield self._page(path, "page.html", view)
            for alias in page.aliases:
                yield self._redirect(f"{alias}.html", Link(text=page.title, href=ROOT + path_to_href(path)))
        text = self.memo.get(render, words.NOT_FOUND_TEXT, bio_scope(self.shared))
        shell = self._shell("404.html", words.NOT_FOUND, "404")
        view = PageView(site=self.shared.site, shell=shell, title=words.NOT_FOUND, body_html=text.html)
        yield self._page("404.html", "page.html", view, absolute=True)

    def _old_blog_names(self) -> Iterator[Output]:
        for summary in self.summaries:
            for alias in summary.aliases:
                for address in summary.addresses:
                    rest = address.split("/", 1)[1]
                    target = Link(text=summary.head.title, href=ROOT + path_to_href(address))
                    yield self._redirect(f"{alias}/{rest}", target)

    def _redirect(self, path: str, target: Link) -> Output:
        shell = self._shell(unquote(target.href.removeprefix(ROOT)), words.MOVED, "redirect")
        return self._page(path, "redirect.html", Redirect(site=self.shared.site, shell=shell, target=target))


def bio_scope(shared: Shared) -> Scope:
    """The scope of a text about a person; it is the only one on its page."""
    language = shared.common.settings.language
    return Scope(prefix="_bio", folder="", quotes=quotes_of(language), headings=False, listed=False)


def page_fragment(page: Page, shared: Shared, memo: Memo) -> Fragment:
    """The body of a standalone page; its headings begin at level 2."""
    lang = page.lang or shared.common.settings.language
    scope = Scope(prefix="", folder="", quotes=quotes_of(lang), headings=False, listed=False)
    return memo.get(render, page.body.text, scope) if page.body.text else EMPTY


def _alphabetical(named: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    links = sorted(named, key=lambda pair: (slugify(pair[0]), pair))
    if not links:
        return ()
    return (("", tuple(Link(text=name, href=ROOT + path_to_href(path)) for name, path in links)),)


def _current(link: Link, current: bool) -> Link:
    return Link(text=link.text, href=link.href, note=link.note, current=True) if current else link
