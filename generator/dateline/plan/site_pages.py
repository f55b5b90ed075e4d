"""Everything that belongs to no one blog: home, indexes, subjects, standalone pages, old names, feeds, sitemaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from dateline.kept import Kept
from dateline.markup.memo import Memo
from dateline.markup.render import render
from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.desk import Shared
from dateline.plan.digest import digest
from dateline.plan.feed_page import feeds_page
from dateline.plan.feeds import FeedPlan, feed_output
from dateline.plan.heads import FORMATS
from dateline.plan.output import Output
from dateline.plan.shelved import Shelves
from dateline.plan.site_maker import SiteMaker
from dateline.plan.site_texts import bio_scope, page_fragment
from dateline.plan.sitemaps import site_sitemaps
from dateline.plan.subject_pages import SubjectPages, publisher_names, tag_name
from dateline.plan.summary import FEED, MONTH, TAG, Summary
from dateline.plan.views import BlogCard, HomeView, IndexView, Link, PageView
from dateline.times.show import month_name
from dateline.urls import path_to_href, slugify
from dateline.words import figures, said

Groups = tuple[tuple[str, tuple[Link, ...]], ...]


class SitePages:
    """Makes the outputs of the site as a whole, but for assets and static files."""

    def __init__(self, shared: Shared, shelves: Shelves, memo: Memo, kept: Kept) -> None:
        self.shared = shared
        self.maker = kept.same("maker of site", shared, lambda: SiteMaker(shared))
        self.kept = kept
        self.shelves = shelves
        self.memo = memo
        self.subjects = SubjectPages(self.maker, shelves, memo, kept)

    def outputs(self) -> Iterator[Output]:
        """Those that are of no subject: each is planned in every build."""
        yield self._home()
        yield from self._indexes()
        yield from self._standalone()
        yield from self._old_blog_names()
        yield from self._feeds()
        yield from site_sitemaps(self.shelves.summaries, self.shared)

    def by_subject(self) -> Iterator[tuple[Output, ...]]:
        """The others, those of a subject together."""
        yield from self.subjects.chronology()
        yield from self.subjects.tags()
        yield from self.subjects.people()
        yield from self.subjects.publishers()

    def _home(self) -> Output:
        settings = self.shared.common.settings
        ranked = sorted(self.shelves.summaries, key=lambda summary: (summary.newest, summary.head.id), reverse=True)
        cards = self.kept.each("cards", ranked, _card)
        shell = self.maker.shell("index.html", settings.title, "home", description=settings.description)
        view = HomeView(site=self.shared.site, shell=shell, blogs=tuple(card for card, _ in cards))
        return self.maker.page("index.html", "home.html", view, standing=(shell, [told for _, told in cards]))

    def _indexes(self) -> Iterator[Output]:
        months = tuple(self.shelves.subject(MONTH, ""))
        yield self._same("chronology", months, partial(self._chronology_index, months))
        tags = tuple(self.shelves.subjects(TAG))
        yield self._same("tags", tags, partial(self._tags_index, tags))
        yield self._same("people", None, self._people_index)
        names = publisher_names(self.shelves, self.kept)
        yield self._same("sources", names, partial(self._publishers_index, names))

    def _same(self, what: str, made_from: object, make: Callable[[], Output]) -> Output:
        """A page that stands on the shared part of the site, and on what it is `made_from` besides."""
        return self.kept.same(("index", what), (self.shared, made_from), make)

    def _chronology_index(self, months: tuple[str, ...]) -> Output:
        lang, locale = self.maker.lang, self.shared.locale
        links = {month: Link(text=month_name(month, locale), href=f"{ROOT}chronology/{month}.html") for month in months}
        years = dict.fromkeys(month[:4] for month in months)
        by_year = tuple(
            (figures(year, lang), tuple(links[month] for month in months[::-1] if month[:4] == year)) for year in years
        )
        return self._index("chronology/index.html", said(words.CHRONOLOGY, lang), by_year)

    def _tags_index(self, tags: tuple[str, ...]) -> Output:
        named = ((tag_name(self.maker, tag), f"tags/{tag}.html") for tag in tags)
        return self._index("tags/index.html", said(words.TAGS, self.maker.lang), _alphabetical(named))

    def _people_index(self) -> Output:
        people = ((person.name, f"people/{person.id}.html") for person in self.shared.common.people.values())
        return self._index("people/index.html", said(words.PEOPLE, self.maker.lang), _alphabetical(people))

    def _publishers_index(self, names: Mapping[str, str]) -> Output:
        publishers = ((name, f"sources/{slug}.html") for slug, name in names.items())
        return self._index("sources/index.html", said(words.SOURCES, self.maker.lang), _alphabetical(publishers))

    def _index(self, path: str, title: str, groups: Groups) -> Output:
        shell = self.maker.shell(path, title, "index")
        view = IndexView(site=self.shared.site, shell=shell, title=title, groups=groups)
        return self.maker.page(path, "index.html", view)

    def _standalone(self) -> Iterator[Output]:
        for page in self.shared.common.pages:
            path = f"{page.id}.html"
            body = page_fragment(page, self.shared, self.memo)
            about = page.description or body.text
            shell = self.maker.shell(path, page.title, "page", description=about, lang=page.lang, noindex=page.noindex)
            site = self.shared.site_in(shell.lang)
            view = PageView(site=site, shell=shell, title=page.title, body_html=body.html)
            yield self.maker.page(path, "page.html", view)
            for alias in page.aliases:
                yield self.maker.redirect(
                    f"{alias}.html", Link(text=page.title, href=ROOT + path_to_href(path)), shell.lang
                )
        lang = self.maker.lang
        text = self.memo.get(render, said(words.NOT_FOUND_TEXT, lang), bio_scope(self.shared))
        title = said(words.NOT_FOUND, lang)
        shell = self.maker.shell("404.html", title, "404")
        view = PageView(site=self.shared.site, shell=shell, title=title, body_html=text.html)
        yield self.maker.page("404.html", "page.html", view, absolute=True)

    def _old_blog_names(self) -> Iterator[Output]:
        for summary in self.shelves.summaries:
            for alias in summary.aliases:
                for address in summary.addresses:
                    rest = address.split("/", 1)[1]
                    target = Link(text=summary.head.title, href=ROOT + path_to_href(address))
                    yield self.maker.redirect(f"{alias}/{rest}", target, summary.head.lang)

    def _feeds(self) -> Iterator[Output]:
        if not self.shared.url:
            return
        settings = self.shared.common.settings
        key = (FEED, "", "")
        for form, (_, _, file) in FORMATS.items():
            plan = FeedPlan(
                path=file,
                format=form,
                specific="~site",
                title=settings.title,
                subtitle=settings.description,
                page="",
                language=settings.language,
                hubs=settings.hub,
            )
            rows = self.shelves.digest(key)
            yield feed_output(plan, rows, lambda: self.shelves.newest(key), self.shared, self.shelves.content)
        heads = tuple((summary.head.id, summary.head.title, summary.head.href) for summary in self.shelves.summaries)
        tags = tuple(self.shelves.subjects(TAG))
        yield self._same("feeds", (heads, tags), lambda: feeds_page(self.maker, heads, tags))


def _card(summary: Summary) -> tuple[BlogCard, bytes]:
    card = BlogCard(blog=summary.head, latest=summary.latest)
    return card, digest(card)


def _alphabetical(named: Iterable[tuple[str, str]]) -> Groups:
    links = sorted(named, key=lambda pair: (slugify(pair[0]), pair))
    if not links:
        return ()
    return (("", tuple(Link(text=name, href=ROOT + path_to_href(path)) for name, path in links)),)
