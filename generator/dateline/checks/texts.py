"""What the rules of the markup found, at its place in the file; links between pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from dateline.markup.fragment import Flaw, Fragment, Inside
from dateline.model.blog import Blog
from dateline.model.entry import Entry
from dateline.model.text import Body
from dateline.problems import Problem, Severity, Span, error, nearest_hint


def flaw_problem(flaw: Flaw, path: str, body: Body, fallback: Span) -> Problem:
    """A flaw of a text as a problem. Where the text's lines are not the file's, the value's place is told."""
    severity: Severity = "warning" if flaw.severity == "warning" else "error"
    span = Span(path, body.line + flaw.line, flaw.column + body.indent) if body.line else fallback
    return Problem(span, flaw.code, severity, flaw.message, flaw.hint)


def check_text(fragment: Fragment, path: str, body: Body, fallback: Span) -> Iterator[Problem]:
    """Every flaw of a text."""
    for flaw in fragment.flaws:
        yield flaw_problem(flaw, path, body, fallback)


def check_blog_texts(blog: Blog, fragments: Mapping[str, Fragment]) -> Iterator[Problem]:
    """Flaws of the entries' bodies; and that nobody at risk is quoted."""
    for entry in blog.entries:
        fragment = fragments.get(entry.id)
        if fragment is None:
            continue
        yield from check_text(fragment, entry.path, entry.body, entry.where("body"))
        if entry.at_risk and fragment.quotations:
            line = entry.body.line + fragment.quotations[0].line if entry.body.line else 0
            span = Span(entry.path, line, 1) if line else entry.where("body")
            hint = "Say it in your own words; a search for the quoted words would find the person."
            yield error(span, "DL507", "An entry at risk quotes.", hint)
        if entry.at_risk and (quoted := _quoted_comments(entry, blog)):
            hint = f"Give {' and '.join(quoted)} `at-risk: true` as well, and tell what was said in your own words."
            said = "An entry at risk shows comments word for word, with their time."
            yield error(entry.where("comments"), "DL507", said, hint)


def _quoted_comments(entry: Entry, blog: Blog) -> list[str]:
    """Those that an entry shows in the words of who wrote them."""
    found = []
    for ref in entry.comments:
        thread, _, name = ref.id.partition("/")
        comment = blog.threads[thread].comments.get(name) if thread in blog.threads else None
        if comment is not None and not comment.at_risk:
            found.append(ref.id)
    return found


Links = tuple[tuple[str, int, str], ...]
"""(file, line, root-relative path that is linked)."""


def inside_links(links: tuple[Inside, ...], path: str, body: Body) -> Links:
    """Links to pages of the site, with their places, to be checked when all pages are known."""
    return tuple((path, body.line + link.line if body.line else 0, link.path) for link in links)


def check_links(links: Links, paths: Collection[str]) -> Iterator[Problem]:
    """Whatever is linked within the site exists."""
    for path, line, target in links:
        if target not in paths:
            if target.endswith(".md"):
                hint = f"Link to the page that is built of it: {target.removesuffix('.md')}.html"
            elif f"{target}.html" in paths:
                hint = f"Write {target}.html."
            else:
                near = [found for found in paths if found.endswith(".html") and found.count("/") == target.count("/")]
                hint = (
                    nearest_hint(target, near) if len(near) > 40 else nearest_hint(target, near).partition("Known:")[0]
                )
                hint = hint or "Links start at the blog's folder; begin one with / to start at the site's root."
            yield error(
                Span(path, line, 1 if line else 0), "DL508", f"Nothing of this site stands at {target[:120]}.", hint
            )
