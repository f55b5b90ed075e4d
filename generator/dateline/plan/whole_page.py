"""All of a blog on one page: the plan of what `dateline export` makes a file of that stands alone."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dateline.plan import texts
from dateline.plan.blog_pages import BlogPages
from dateline.plan.combine import combine
from dateline.plan.digest import digest
from dateline.plan.heads import blog_shell
from dateline.plan.output import PAGE, Output
from dateline.plan.views import KeyEvent, WholeDay, WholeView

TEMPLATE = "whole.html"
_DAY = "_day-"
"""How ids of days begin; those of entries never begin with an underscore."""


def whole_page(pages: BlogPages) -> tuple[Output, Mapping[str, str]]:
    """The page, and which outputs of the site are parts of it: output path → id on the page ("" for its head)."""
    desk = pages.desk
    blog, index, settings = desk.blog, desk.index, desk.blog.settings
    front = f"{blog.id}/index.html"
    common = desk.shared.common
    standfirst = texts.standfirst(blog, common).fragment(desk.memo).text
    shell = blog_shell(desk, front, settings.title, standfirst, kind="blog")
    view = WholeView(
        site=desk.site,
        # A robot that meets the copy is told where the blog stands; its feeds and its search are the site's.
        shell=msgspec.structs.replace(shell, kind="whole", feeds=(), search=(), trail=()),
        blog=pages.head,
        key_events=_key_events(pages),
        days=tuple(
            WholeDay(
                title=pages.day_title(day),
                machine=day.day,
                anchor=_DAY + day.day,
                entries=tuple(pages.views[entry.id] for entry in day.entries),
            )
            for day in index.days
        ),
        continues=pages.blog_link(settings.continues.id if settings.continues else ""),
        continued_by=pages.blog_link(settings.continued_by.id if settings.continued_by else ""),
        closing_html=texts.closing_note(blog, common).fragment(desk.memo).html,
    )
    path = f"{blog.id}/{TEMPLATE}"
    key = combine(desk.shared.engine, desk.shared.templates[TEMPLATE], path, digest(view))
    output = Output(path=path, kind=PAGE, template=TEMPLATE, key=key, view=lambda: view, top=3, placeless=True)
    return output, _anchors(pages, front)


def _key_events(pages: BlogPages) -> tuple[KeyEvent, ...]:
    found = []
    for entry in pages.desk.index.key_events:
        view = pages.views[entry.id]
        if view.time is not None:
            found.append(KeyEvent(headline=view.label, href=f"#{view.anchor}", time=view.time))
    return tuple(found)


def _anchors(pages: BlogPages, front: str) -> dict[str, str]:
    index, blog = pages.desk.index, pages.desk.blog
    found = {front: ""}
    for day in index.days:
        for part in range(1, len(day.parts) + 1):
            found[day.path(blog.id, part)] = _DAY + day.day
    for entry in index.entries:
        view = pages.views[entry.id]
        # An entry at risk has no address, here as little as there.
        if view.href:
            for name in (entry.id, *entry.aliases):
                found[f"{blog.id}/{name}.html"] = view.anchor
    return found
