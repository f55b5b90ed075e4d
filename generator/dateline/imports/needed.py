"""Libraries that only imports need: imported when they are used, missed in words."""

from __future__ import annotations

from importlib.util import find_spec

from dateline.imports.found import Fault

LIBRARIES = (
    "bs4", "feedparser", "lxml", "lxml_html_clean", "markdownify", "mdformat", "mdformat_footnote", "mdformat_gfm",
    "selectolax", "trafilatura",
)  # fmt: skip
"""What the extra `import` brings, by the names under which they are imported."""


def missing() -> Fault | None:
    """What to do when the extra `import` is not installed; None when it is."""
    absent = [name for name in LIBRARIES if find_spec(name) is None]
    if not absent:
        return None
    hint = "Install it with: pip install 'dateline[import]'"
    return Fault(message=f"This needs the extra `import` ({', '.join(absent)}).", hint=hint)
