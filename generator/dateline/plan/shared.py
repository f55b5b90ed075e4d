"""The part of every view that comes from the site as a whole."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dateline.load.theme import Theme
from dateline.model.site import Common
from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.early import EARLY, early_script
from dateline.plan.heads import FEEDS_PAGE, INDEXES
from dateline.plan.output import BYTES, Output
from dateline.plan.views import Link, SiteView
from dateline.urls import is_web_address, path_to_href
from dateline.words import language_of, languages, said


def shared_part(common: Common, theme: Theme, titles: Mapping[str, str], engine: bytes) -> Shared:
    """What all views have in common."""
    settings = common.settings
    url = settings.url if not settings.url or settings.url.endswith("/") else settings.url + "/"
    site = SiteView(
        title=settings.title,
        description=settings.description,
        href=ROOT + "index.html",
        url=url,
        language=settings.language,
        dir=words.direction(settings.language),
        publisher=settings.publisher.name if settings.publisher else "",
        publisher_href=settings.publisher.url if settings.publisher else "",
        licence=settings.licence.name if settings.licence else "",
        licence_href=settings.licence.url if settings.licence else "",
        takedown_href=settings.contact,
        takedown_text=settings.contact.removeprefix("mailto:"),
        navigation=tuple(Link(text=item.text, href=_target(item.to)) for item in settings.navigation),
        assets={name: ROOT + path_to_href(theme.asset_path(name)) for name in theme.assets if name != EARLY},
        early_html=early_script(theme.assets.get(EARLY, b"")),
        options={"accent": settings.theme_options.accent},
        sections=(),
        feeds_href=ROOT + FEEDS_PAGE if url else "",
    )
    own = language_of(settings.language)
    sites = {
        language: msgspec.structs.replace(
            site, sections=_sections(language, search=settings.search), foreign=language != own
        )
        for language in languages()
    }
    return Shared(
        common=common,
        site=sites[own],
        sites=sites,
        url=url,
        authority=settings.feed_authority,
        titles=titles,
        engine=engine,
        templates=theme.closures,
    )


def _sections(language: str, *, search: bool) -> tuple[Link, ...]:
    named = (*INDEXES.values(), (words.SEARCH, "search.html")) if search else INDEXES.values()
    return tuple(Link(text=said(text, language), href=ROOT + path) for text, path in named)


def _target(to: str) -> str:
    if is_web_address(to):
        return to
    path, sign, fragment = to.lstrip("/").partition("#")
    return ROOT + path_to_href(path) + (sign + path_to_href(fragment) if sign else "")


def asset_outputs(theme: Theme, engine: bytes, *, search: bool) -> tuple[Output, ...]:
    """The theme's assets under their hashed names, those of the search page only where there is one. The early script
    is in the pages themselves."""
    return tuple(
        _asset(theme.asset_path(name), data, engine)
        for name, data in theme.assets.items()
        if name != EARLY and (search or not name.startswith("search."))
    )


def _asset(path: str, data: bytes, engine: bytes) -> Output:
    return Output(path=path, kind=BYTES, template="", key=combine(engine, path, data), view=lambda: data)
