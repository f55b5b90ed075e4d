"""Outputs to bytes. Everything comes from the view; nothing is read, asked or remembered besides."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template, TemplateError, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from dateline.load.theme import ENTRY, Theme
from dateline.plan.feeds import CONTENT
from dateline.plan.heads import JSON
from dateline.plan.output import FEED, PAGE, Output
from dateline.plan.views import EntryView, FeedItem, FeedView
from dateline.problems import Problem, Span, error
from dateline.render.environment import TEXT, environment, text_environment
from dateline.render.finish import finish, finish_absolute, finish_levels
from dateline.render.lines import tidy
from dateline.render.pieces import Pieces
from dateline.render.writing import markup
from dateline.words import SOURCE, language_of

if TYPE_CHECKING:
    from dateline.render.feed_entries import Entries

_FAULTS = (
    TemplateError, TypeError, ValueError, AttributeError, KeyError, ZeroDivisionError, IndexError, OverflowError,
    RecursionError,
)  # fmt: skip
"""What a template can raise."""
_HERE = 'href="#'
"""A link to another place on its page."""
_MUCH = 20_000
"""Parts of pages that are remembered before all are let go: more than the busiest month's page holds."""


class Renderer:
    """Renders the pages and feeds of one build."""

    def __init__(self, theme: Theme, url: str, compiled: Sequence[Path] = ()) -> None:
        self._theme = theme
        self._url = url
        self._blocks: dict[bytes, Markup] = {}
        self._contents: dict[bytes, str] = {}
        self._feed_entries: Entries | None = None
        self._pieces = Pieces()
        self._parts: dict[str, dict[tuple[str, int], tuple[object, str]]] = {}
        self._alike: dict[tuple[str, str, tuple[object, ...]], str] = {}
        self._compiled = tuple(compiled)
        self._envs: dict[tuple[str, bool, bool], Environment] = {}
        self._ready: dict[tuple[str, str], Template] = {}
        self.learnt: set[str] = set()
        """Blogs of which it was told all parts that an earlier build made (`know`)."""

    def render(self, output: Output) -> bytes | Problem:
        """The bytes of an output, or the problem of its template."""
        try:
            if output.kind == PAGE:
                return self._page(output)
            if output.kind == FEED:
                return self._feed(output)
        except _FAULTS as fault:
            place = self._place(fault)
            if place is None:
                raise
            hint = f"It was met while making {output.path}."
            return error(place, "DL702", f"The template fails: {_said(fault)}", hint)
        raise ValueError(output.kind)

    def _env(self, name: str, lang: str, *, careful: bool = False) -> Environment:
        """The templates like this one in the language of a page; made when first asked for, since most sites speak
        one."""
        key = (language_of(lang), name.endswith(TEXT), careful)
        found = self._envs.get(key)
        if found is None:
            templates = self._theme.templates
            if key[1]:
                found = text_environment(
                    templates, self._part_in(key[0], text=True), self._compiled, key[0], careful=careful
                )
            else:
                part = self._part_in(key[0], text=False)
                found = environment(
                    templates, self._block, part, self._compiled, key[0], large=self._pieces.mark, careful=careful
                )
            self._envs[key] = found
        return found

    def _rendered(self, name: str, lang: str, marked: list[Markup] | None = None, /, **values: Any) -> str:
        """A template over some values, as `Template.render` gives it. Long parts that may be put in later leave a mark
        and are `marked`."""
        template = self._ready.get((name, lang))
        if template is None:
            template = self._ready[name, lang] = self._env(name, lang).get_template(name)
        pieces = self._pieces
        around, pieces.marked = pieces.marked, marked
        try:
            return _filled(template, values)
        except AttributeError:
            # Not a field of a view, but perhaps a key of a mapping; and if not that, this tells it as Jinja tells it.
            return _filled(self._env(name, lang, careful=True).get_template(name), values)
        finally:
            pieces.marked = around

    def _page(self, output: Output) -> bytes:
        view = output.view()
        lang = view.shell.lang if hasattr(view, "shell") else getattr(view, "lang", SOURCE)
        if output.template.endswith(TEXT):
            return self._finished(tidy(self._rendered(output.template, lang, view=view)), output)
        if output.placeless or output.absolute:
            return self._finished(self._rendered(output.template, lang, view=view), output)
        marked: list[Markup] = []
        html = self._rendered(output.template, lang, marked, view=view)
        return self._pieces.finish(html, marked, output.path, output.top)

    def _finished(self, html: str, output: Output) -> bytes:
        if output.placeless:
            return finish_levels(html.encode(), output.top)
        if output.absolute and self._url:
            return finish_absolute(html, self._url, output.top).encode()
        return finish(html, output.path, output.top)

    def _block(self, entry: EntryView) -> Markup:
        found = self._blocks.get(entry.digest)
        if found is None:
            found = markup(self._rendered(ENTRY, entry.blog_lang, entry=entry))
            self._blocks[entry.digest] = found
        return found

    def _part_in(self, language: str, *, text: bool) -> Callable[[object, str], str]:
        """Gives, in a language of the interface, a template over one part of many views (`it`), such as the site: made
        once for each such part. Nothing in templates of `text` is escaped, so they are parts of no page."""
        parts = self._parts.setdefault(language, {})

        def part(value: object, name: str) -> str:
            key = (name, id(value))
            found = parts.get(key)
            if found is None:
                if name.endswith(TEXT) is not text:
                    raise TemplateNotFound(name)
                made = self._part_alike(value, name, language)
                # The value is kept, so that no other can come to have its id.
                found = parts[key] = (value, made if text else markup(made))
            return found[1]

        return part

    def _part_alike(self, value: object, name: str, lang: str) -> str:
        """The same, where pages have links of their own that are equal: those to their feeds, and the way to them."""
        if type(value) is not tuple:
            return self._rendered(name, lang, it=value)
        key = (lang, name, value)
        try:
            found = self._alike.get(key)
        except TypeError:  # It holds what cannot be hashed.
            return self._rendered(name, lang, it=value)
        if found is None:
            found = self._alike[key] = self._rendered(name, lang, it=value)
        return found

    def part(self, value: object, name: str, lang: str) -> str | None:
        """A part of pages in a language; None when its template fails, which a page that shows it will tell."""
        try:
            return str(self._part_in(language_of(lang), text=False)(value, name))
        except _FAULTS:
            return None

    def content_of(self, entry: EntryView) -> str | None:
        """An entry as feeds show it; None when the template fails, which a feed will tell."""
        try:
            return self.content(entry)
        except _FAULTS:
            return None

    def know(self, value: object, name: str, html: str, lang: str) -> None:
        """Takes a part as an earlier build made it."""
        self._parts.setdefault(language_of(lang), {})[name, id(value)] = (value, markup(html))

    def _feed(self, output: Output) -> bytes:
        # feedgen and lxml are slow to import; a build that makes no feed does without.
        from dateline.render.feed_entries import Entries
        from dateline.render.feeds import render_feed
        from dateline.render.json_feed import render_json_feed

        view: FeedView = output.view()

        def content(item: FeedItem) -> str:
            found = view.content(item)
            return found if isinstance(found, str) else self.content(found)

        entries = self._feed_entries = self._feed_entries or Entries()
        return (render_json_feed if view.format == JSON else render_feed)(view, content, entries)

    def content(self, entry: EntryView) -> str:
        """An entry as feeds show it, with absolute addresses."""
        found = self._contents.get(entry.digest)
        if found is None:
            html = self._rendered(CONTENT, entry.blog_lang, entry=entry)
            if _HERE in html:
                html = html.replace(_HERE, f'href="{entry.href}#')
            found = self._contents[entry.digest] = finish_absolute(html, self._url, 3)
        return found

    def prepare(self, langs: Iterable[str]) -> None:
        """Compiles the templates for pages in some languages and imports what they and feeds need, before the work is
        divided among processes."""
        import dateline.render.feeds
        import dateline.render.json_feed  # noqa: F401

        for language in sorted({language_of(lang) for lang in langs}):
            for name in self._theme.templates:
                # What is wrong with a template is told where it is used.
                with contextlib.suppress(TemplateError):
                    self._env(name, language).get_template(name)

    @property
    def is_full(self) -> bool:
        """Whether so much was made that it is time to forget."""
        return len(self._blocks) + sum(map(len, self._parts.values())) > _MUCH

    def forget(self) -> None:
        """Lets go of what was made of one blog: the next has other entries."""
        remembered: tuple[dict[Any, Any], ...] = (self._blocks, self._contents, self._alike, *self._parts.values())
        for found in remembered:
            found.clear()
        self._pieces.forget()
        self.learnt.clear()
        self._feed_entries = None

    def _place(self, fault: Exception) -> Span | None:
        """Where in a template it went wrong; None when it went wrong elsewhere, which is a bug."""
        if isinstance(fault, TemplateSyntaxError):
            return Span(fault.filename or fault.name or "?", fault.lineno, 1)
        paths = {file.path for file in self._theme.templates.values()}
        place: Span | None = None
        trace: Any = fault.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name in paths:
                place = Span(name, trace.tb_lineno, 1)
            elif (
                place is not None
                and "/dateline/" in name.replace("\\", "/")
                and "/render/" not in name.replace("\\", "/")
            ):
                return None
            trace = trace.tb_next
        if place is None and isinstance(fault, TemplateError):
            return Span(f"themes/{self._theme.name}")
        return place


def _filled(template: Template, values: dict[str, Any]) -> str:
    context = template.new_context(values)
    try:
        return "".join(template.root_render_func(context))
    except Exception:
        template.environment.handle_exception()
    finally:
        # A template's own macros and its context know one another: this ring would keep the view alive, and nobody
        # looks for garbage during a build.
        context.vars.clear()


def _said(fault: Exception) -> str:
    if isinstance(fault, RecursionError):
        return "it draws itself in without end."
    name = type(fault).__name__
    text = str(fault).strip() or name
    return text if name in ("UndefinedError", "TemplateSyntaxError") else f"{name}: {text}"
