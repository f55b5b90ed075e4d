"""How outputs of the site are made: keyed by digests, their views put together only when they are needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from dateline.placeholders import ROOT
from dateline.plan import words
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.digest import digest
from dateline.plan.heads import site_shell
from dateline.plan.output import PAGE, Output
from dateline.plan.views import Link, Redirect, Shell
from dateline.words import said


class SiteMaker:
    """Makes the outputs that belong to no one blog."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self._site = digest(shared.site)

    def shell(self, path: str, title: str, kind: str, **more: Any) -> Shell:
        """The head of a page."""
        return site_shell(self.shared, path, title, kind=kind, **more)

    def page(self, path: str, template: str, view: Any, *, absolute: bool = False) -> Output:
        """A page whose view is at hand."""
        url = self.shared.url if absolute else ""
        key = self._key(template, path, url, digest(view))
        return Output(path=path, kind=PAGE, template=template, key=key, view=lambda: view, absolute=absolute)

    def later(self, path: str, template: str, month: str, parts: Any, rows: bytes, view: Callable[[], Any]) -> Output:
        """A page whose view is put together of `parts` and of rows of a `month` that are fetched for it; `rows` digests
        those."""
        key = self._key(template, path, self._site, digest(parts), rows)
        return Output(path=path, kind=PAGE, template=template, key=key, view=view, month=month)

    @property
    def lang(self) -> str:
        """The language of the site."""
        return self.shared.common.settings.language

    def redirect(self, path: str, target: Link, lang: str) -> Output:
        """A page at an old address, in the language of what it leads to."""
        moved = said(words.MOVED, lang)
        shell = self.shell(unquote(target.href.removeprefix(ROOT)), moved, "redirect", lang=lang)
        return self.page(path, "redirect.html", Redirect(site=self.shared.site_in(lang), shell=shell, target=target))

    def _key(self, template: str, *parts: bytes | str) -> bytes:
        return combine(self.shared.engine, self.shared.templates[template], *parts)
