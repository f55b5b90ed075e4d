"""What stands on a page, as trafilatura judges it: the words of the article, and what it says of itself.

It is a guide and no more. It knows which of a page's words are the article's, in hundreds of layouts; but it keeps
neither quotations with their attributions, nor shortcodes, nor lost pictures. Those come from the page's own elements,
which `article` finds by these words.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

_LONGEST = 4_000_000
"""Characters of a page that is judged. News pages have a tenth of that."""
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31", "outputformat": "%Y-%m-%d"}
"""How htmldate looks: for the first publication, where pages usually say it, and never by a look at the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The article's paragraphs; title, authors (parted by ;), day (YYYY-MM-DD), address; "" for what is not said."""

    paragraphs: tuple[str, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    day: str = ""
    url: str = ""


def guide_of(html: str) -> Guide:
    """What the page seems to hold; nothing when it is too long or too odd to be judged."""
    if len(html) > _LONGEST:
        return Guide()
    import trafilatura

    quiet = logging.getLogger("trafilatura"), logging.getLogger("htmldate")
    before = [logger.level for logger in quiet]
    for logger in quiet:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        found = trafilatura.bare_extraction(
            html, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=_DATES
        )
    except Exception:  # it judges strangers' pages: whatever it stumbles over, the page is read without it
        return Guide()
    finally:
        for logger, level in zip(quiet, before, strict=True):
            logger.setLevel(level)
    if found is None or isinstance(found, dict):
        return Guide()
    return Guide(
        paragraphs=tuple(row.strip() for row in (found.text or "").split("\n") if row.strip()),
        title=found.title or "",
        authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        day=found.date or "",
        url=found.url or "",
    )
