"""Texts of the site that are no blog's: standalone pages, people."""

from __future__ import annotations

from dateline.markup.fragment import EMPTY, Fragment
from dateline.markup.memo import Memo
from dateline.markup.render import render
from dateline.markup.scope import Scope, quotes_of
from dateline.model.site import Page
from dateline.plan.desk import Shared
from dateline.plan.words import direction
from dateline.words import language_of


def bio_scope(shared: Shared) -> Scope:
    """The scope of a text about a person; it is the only one on its page."""
    return _scope("_bio", shared.common.settings.language)


def page_fragment(page: Page, shared: Shared, memo: Memo) -> Fragment:
    """The body of a standalone page; its headings begin at level 2."""
    lang = page.lang or shared.common.settings.language
    return memo.get(render, page.body.text, _scope("", lang)) if page.body.text else EMPTY


def _scope(prefix: str, lang: str) -> Scope:
    """The scope of a text that no blog holds and no list of sources follows."""
    return Scope(
        prefix=prefix,
        folder="",
        quotes=quotes_of(lang),
        lang=language_of(lang),
        dir=direction(lang),
        headings=False,
        listed=False,
    )
