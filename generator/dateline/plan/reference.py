"""The reference of all templates for those who make themes, as Markdown: what each is given, and what it draws in."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.load.theme import Theme, read_theme
from dateline.load.theme_files import DEFAULT
from dateline.plan import views
from dateline.problems import Span

TEMPLATES: dict[str, type[views.View]] = {
    "blog.html": views.BlogView,
    "day.html": views.DayView,
    "day.txt": views.DayText,
    "entry.html": views.EntryPage,
    "feeds.html": views.FeedsView,
    "home.html": views.HomeView,
    "index.html": views.IndexView,
    "month.html": views.MonthView,
    "page.html": views.PageView,
    "publisher.html": views.PublisherView,
    "redirect.html": views.Redirect,
    "robots.txt": views.Robots,
    "search.html": views.SearchView,
    "sitemap-index.xml": views.SitemapIndex,
    "sitemap.xml": views.Sitemap,
    "whole.html": views.WholeView,
}
"""The templates that a file is made of, and the view that each is given as `view`."""

PARTS: dict[str, tuple[str, str]] = {
    "_author.html": ("it", "tuple[BylineView, ...]"),
    "_byline.html": ("it", "tuple[BylineView, ...]"),
    "_byline.txt": ("it", "tuple[BylineView, ...]"),
    "_cited_archive.html": ("it", "SiteView"),
    "_cited_blog.html": ("it", "BlogHead"),
    "_cited_by.html": ("it", "tuple[BylineView, ...]"),
    "_clocks.html": ("it", "BlogHead"),
    "_colophon.html": ("it", "SiteView"),
    "_entry.html": ("entry", "EntryView"),
    "_entry.txt": ("it", "EntryView"),
    "_entry_feed.html": ("entry", "EntryView"),
    "_feed_links.html": ("it", "tuple[FeedLink, ...]"),
    "_feeds.html": ("it", "tuple[FeedLink, ...]"),
    "_card.html": ("it", "BlogCard"),
    "_headlines.html": ("it", "DayGroup"),
    "_navigation.html": ("it", "SiteView"),
    "_row.html": ("it", "Headline"),
    "_row_dated.html": ("it", "Headline"),
    "_scheme.html": ("it", "SiteView"),
    "_search_field.html": ("it", "tuple[SearchField, ...]"),
    "_sections.html": ("it", "SiteView"),
    "_source.html": ("it", "SourceView"),
    "_source.txt": ("it", "SourceView"),
    "_source_feed.html": ("it", "SourceView"),
    "_strip.html": ("it", "Strip"),
    "_trail.html": ("it", "tuple[Link, ...]"),
}
"""Parts that many pages share, made once for each value: the name that the value has in them, and its type."""

_HEAD = """# Templates

A theme is a folder `themes/NAME/` with `templates/`, `assets/` and a `theme.yaml`. Whatever file it does not have is
taken from the default theme. [How to make one](../how-to/theme.md) is told elsewhere; here stands what each template is
given.

Templates are [Jinja](https://jinja.palletsprojects.com/)'s. They see what they are given and nothing else: no file, no
clock, no setting. Besides Jinja's own there are

- `value|part("_name.html")`: another template over one value, which it calls `it`, made once for many pages;
- `value|part("_name.html")|large`: the same, for what is long and stays while other parts of the page change: it is put
  in last, without looking through it once more;
- `entry|block`: an entry by `_entry.html`, made once;
- `_("…")` and `ngettext("…", "…", number)`: words for readers;
- `H` and `H1`: the level of an entry's headline on the page at hand, and the one below, as in `<h{{ H }}>`;
- in templates of plain text (`.txt`) `html|plain(sources)` and `text|wrapped`. Nothing is escaped there, so neither
  kind of template can draw in the other.

Made of `generator/dateline/plan/views.py` and `reference.py` beside it; change it there.
"""


def reference() -> str:
    """The text of `docs/reference/templates.md`."""
    theme, _ = read_theme(Path("/nowhere"), DEFAULT, Span(""))
    classes = _classes()
    parts = [_HEAD, _conventions(), "## Templates of files\n"]
    for name, view in TEMPLATES.items():
        parts.append(f"### {name}\n\n`view`: {_linked(view.__name__, classes)}.{_draws(name, theme)}\n")
    parts.append("## Parts\n")
    for name, (called, kind) in PARTS.items():
        parts.append(f"### {name}\n\n`{called}`: {_linked(kind, classes)}.{_draws(name, theme)}\n")
    others = [name for name in theme.templates if name not in TEMPLATES and name not in PARTS]
    parts.append("## Others\n\nThese hold macros, or the frame of all pages.\n")
    parts += [f"### {name}\n\n{_said(name, theme)}{_draws(name, theme)}\n" for name in others]
    parts.append("## Views\n")
    parts += [_view(node, classes) for node in classes.values()]
    return "\n".join(parts)


def _classes() -> dict[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(views))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef) and node.name != "View"}


def _conventions() -> str:
    """What the module says of all fields, from its list on."""
    text = inspect.getdoc(views) or ""
    return "Of every field below:\n\n" + text[text.index("- plain text") :] + "\n"


def _linked(kind: str, classes: dict[str, ast.ClassDef]) -> str:
    """A type, the views in it as links."""
    # In a cell of a table a bar would end it.
    text = kind.replace("|", "or")
    return re.sub(r"\w+", lambda word: f"[{word[0]}](#{word[0].lower()})" if word[0] in classes else word[0], text)


def _draws(name: str, theme: Theme) -> str:
    drawn = sorted(theme.draws.get(name, frozenset()))
    return f"\n\nDraws in: {', '.join(f'`{other}`' for other in drawn)}." if drawn else ""


def _said(name: str, theme: Theme) -> str:
    """The first remark in a template."""
    found = re.search(r"\{#-?\s*(.*?)\s*-?#\}", theme.templates[name].text, re.S)
    return " ".join(found[1].split()) if found else "The frame of every page, which the others extend."


def _view(node: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> str:
    about = _prose(ast.get_docstring(node) or "")
    lines = [f"### {node.name}", "", about, "", "| Field | Type | |", "| --- | --- | --- |"]
    for field, kind, meaning in _fields(node):
        said = " ".join(meaning.split()).replace("|", "\\|")
        lines.append(f"| `{field}` | {_linked(kind, classes)} | {said} |")
    return "\n".join(lines) + "\n"


def _prose(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    """(name, type, what the text below it says)."""
    for at, found in enumerate(node.body):
        if isinstance(found, ast.AnnAssign) and isinstance(found.target, ast.Name):
            below = node.body[at + 1] if at + 1 < len(node.body) else None
            said = below.value if isinstance(below, ast.Expr) else None
            meaning = said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else ""
            yield found.target.id, ast.unparse(found.annotation), meaning


if __name__ == "__main__":
    print(reference(), end="")
