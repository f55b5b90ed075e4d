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
        self._heads: dict[str, bytes] = {}

    def shell(self, path: str, title: str, kind: str, **more: Any) -> Shell:
        """The head of a page."""
        return site_shell(self.shared, path, title, kind=kind, **more)

    def page(self, path: str, template: str, view: Any, *, absolute: bool = False, standing: Any = None) -> Output:
        """A page whose view is at hand. `standing` is told in the place of the view, where that holds much that was
        digested before: all of the view but the site is made from it."""
        url = self.shared.url if absolute else ""
        told = digest(view) if standing is None else combine(self._site, digest(standing))
        key = self._key(template, path, url, told)
        return Output(path=path, kind=PAGE, template=template, key=key, view=lambda: view, absolute=absolute)

    def later(
        self, path: str, template: str, title: str, kind: str, month: str, parts: Any, rows: bytes,
        view: Callable[[Shell], Any],
    ) -> Output:  # fmt: skip
        """A page whose head is made, and whose view is put together, only when it is wanted: of `parts` and of rows of
        a `month` that are fetched for it; `rows` digests those.

        The key is that of all the head is made of, so that an archive's ten thousand heads need not be made to be
        compared.
        """
        key = self._key(template, path, self._site, self._head(kind), title, digest(parts), rows)
        return Output(
            path=path,
            kind=PAGE,
            template=template,
            key=key,
            view=lambda: view(self.shell(path, title, kind)),
            month=month,
        )

    def _head(self, kind: str) -> bytes:
        """Stands for what the heads of all pages of a kind have in common."""
        found = self._heads.get(kind)
        if found is None:
            found = self._heads[kind] = digest(self.shell("", "", kind))
        return found

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
