"""What Pelican has no setting for: neighbours, one block of HTML per entry, and a page per publisher."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from pelican import signals

ROWS = 100


def prepare(generator: Any) -> None:
    """Gives each article its neighbours within its blog, and what its templates ask for."""
    generator.env.filters.update(day=_day, clock=_clock)
    block = generator.env.get_template("_entry.html")
    for category, articles in generator.categories:
        blog = generator.settings["BLOGS"][category.slug]
        ordered = sorted(articles, key=lambda article: article.date)
        found = {article.slug: article for article in ordered}
        for at, article in enumerate(ordered):
            article.extra = json.loads(article.extra)
            article.blog = blog
            article.ordered = ordered
            article.earlier = ordered[at - 1] if at else None
            article.later = ordered[at + 1] if at + 1 < len(ordered) else None
            article.corrects = found.get(article.extra["corrects"])
        category.blog = blog
        category.ordered = ordered
    for article in generator.articles:
        # Made once, and shown on the entry's own page, its day's and its blog's front page.
        article.block = block.render(generator.context, article=article)


def publishers(generator: Any, writer: Any) -> None:
    """Writes a page for each publisher, with what was cited of it and where."""
    names = generator.settings["PRESS"]
    template = generator.env.get_template("publisher.html")
    found: dict[str, list[Any]] = {}
    for article in generator.articles:
        for name in article.extra["publishers"]:
            found.setdefault(name, []).append(article)
    for name, articles in found.items():
        for part, start in enumerate(range(0, len(articles), ROWS), 1):
            writer.write_file(
                f"publishers/{name}.html" if part == 1 else f"publishers/{name}{part}.html",
                template,
                generator.context,
                publisher=names[name],
                slug=name,
                part=part,
                parts=-(-len(articles) // ROWS),
                articles=articles[start : start + ROWS],
            )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _day(moment: datetime | str) -> str:
    at = _moment(moment) if isinstance(moment, str) else moment
    return f"{at.day} {at:%B %Y}"


def _clock(moment: datetime | str) -> str:
    at = _moment(moment) if isinstance(moment, str) else moment
    return f"{at:%H:%M}"


def register() -> None:
    signals.article_generator_finalized.connect(prepare)
    signals.article_writer_finalized.connect(publishers)
