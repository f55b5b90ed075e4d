"""What static hosts read beside the pages: `_headers` and `_redirects`, in the form that Netlify, Cloudflare Pages and
GitLab Pages share, and `.nojekyll`, which keeps GitHub Pages from leaving out names that begin with an underscore.

Only what all of them understand is used: whole paths, and one `*` at a path's end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from urllib.parse import urlsplit

from dateline.model.site import Common
from dateline.placeholders import ROOT
from dateline.plan.combine import combine
from dateline.plan.desk import Shared
from dateline.plan.early import csp_source
from dateline.plan.heads import feed_links, style_of
from dateline.plan.output import BYTES, FEED, PAGE, Output
from dateline.plan.summary import Summary
from dateline.urls import path_to_href

HEADERS, REDIRECTS, NO_JEKYLL = "_headers", "_redirects", ".nojekyll"
MOST_REDIRECTS = 1_000
"""Rules in all: GitLab Pages reads none of a file that has more. Cloudflare Pages reads 2,000."""
MOST_RENAMED = 100
"""Rules with a `*`: Cloudflare Pages reads no more."""
_MOST_RULES = 100
"""Rules of `_headers` that Cloudflare Pages reads."""
_MOST_STYLES = 24
"""Hashes of styles that fit into a header line of 2,000 signs, which is all that Cloudflare Pages reads."""

_FOREVER = "public, max-age=31536000, immutable"
_LIVE = "public, max-age=5, must-revalidate"
_FEED = "public, max-age=300, must-revalidate"
_STEADY = (
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
)


def host_files(
    shared: Shared, summaries: tuple[Summary, ...], outputs: Iterable[Output], own: Collection[str]
) -> Iterator[Output]:
    """The files for hosts, unless site.yaml does without, or the editors pass through one of their own (`own`)."""
    if not shared.common.settings.host_files:
        return
    feeds = [output.path for output in outputs if output.kind == FEED and "/" not in output.path]
    made = {
        HEADERS: headers(shared, summaries, feeds),
        REDIRECTS: redirects(shared, summaries),
        NO_JEKYLL: b"",
    }
    for path, data in made.items():
        if path not in own and (data or path == NO_JEKYLL):
            yield Output(path=path, kind=BYTES, template="", key=combine(shared.engine, path, data), view=_giving(data))


def _giving(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def content_security_policy(shared: Shared, accents: Iterable[str]) -> str:
    """The policy of every page: nothing is run, shown or asked for but the site's own files, and the two texts that
    pages hold themselves, the accent's style and the theme's early script, which are named by their hashes."""
    styles = sorted({csp_source(style_of(accent)) for accent in accents if accent})
    style = " ".join(styles) if len(styles) <= _MOST_STYLES else "'unsafe-inline'"
    early = csp_source(shared.site.early_html) if shared.site.early_html else ""
    parts = {
        "default-src": "'none'",
        "script-src": f"'self' {early}",
        "style-src": f"'self' {style}",
        "img-src": "'self'",
        "media-src": "'self'",
        "font-src": "'none'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value.strip()}" for name, value in parts.items())


def headers(shared: Shared, summaries: Iterable[Summary], feeds: Iterable[str]) -> bytes:
    """`_headers`. What no rule names is left to the host, whose default is to ask each time whether it changed."""
    base = _base(shared)
    accents = {shared.common.settings.theme_options.accent}
    live: list[tuple[str, str]] = [(path, _FEED) for path in feeds]
    for summary in summaries:
        accents.add(summary.accent)
        if summary.head.live:
            blog = summary.head.id
            live += [(f"{blog}/", _LIVE), (f"{blog}/index.html", _LIVE)]
            links = feed_links(shared, summary.head.title, f"{blog}/")
            live += [(link.href.removeprefix(ROOT), _FEED) for link in links]
    policy = ("Content-Security-Policy", content_security_policy(shared, accents))
    rules = [("*", (policy, *_STEADY)), ("assets/*", (("Cache-Control", _FOREVER),))]
    rules += [(path, (("Cache-Control", value),)) for path, value in live]
    lines = []
    for path, named in rules[:_MOST_RULES]:
        lines.append(f"{base}{path}")
        lines += [f"  {name}: {value}" for name, value in named]
    return ("\n".join(lines) + "\n").encode()


def redirect_rules(common: Common, summaries: Iterable[Summary]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(pages that moved, blogs that did) as (old path, new path); those of blogs end in `*` and `:splat`."""
    pages = [(f"{alias}.html", f"{page.id}.html") for page in common.pages for alias in page.aliases]
    blogs = []
    for summary in summaries:
        pages += summary.redirects
        blogs += [(f"{alias}/*", f"{summary.head.id}/:splat") for alias in summary.aliases]
    return pages, blogs


def redirects(shared: Shared, summaries: Iterable[Summary]) -> bytes:
    """`_redirects`: single pages first, as Cloudflare Pages wants them. Pages that lead on by themselves stand at all
    old addresses, for other hosts and for what finds no room here."""
    base = _base(shared)
    pages, blogs = redirect_rules(shared.common, summaries)
    blogs = blogs[:MOST_RENAMED]
    rules = [*pages[: MOST_REDIRECTS - len(blogs)], *blogs]
    return "".join(f"{base}{path_to_href(old)} {base}{_splat(new)} 301\n" for old, new in rules).encode()


def _splat(path: str) -> str:
    stem, splat, _ = path.partition(":splat")
    return path_to_href(stem) + splat


def moved_pages(outputs: Iterable[Output]) -> tuple[tuple[str, str], ...]:
    """(old path, new path) of a blog's pages that stand at old addresses."""
    return tuple(
        (output.path, output.view().target.href.removeprefix(ROOT))
        for output in outputs
        if output.kind == PAGE and output.template == "redirect.html"
    )


def _base(shared: Shared) -> str:
    """Where the site stands on its host: "/" or "/archive/"."""
    return (urlsplit(shared.url).path if shared.url else "") or "/"
