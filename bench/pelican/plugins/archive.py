"""What Pelican has no setting for: neighbours, one block of HTML per entry, data for machines, a page per publisher,
days as plain text, JSON Feeds, archived feeds and a sitemap per blog."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals

ROWS = 100
PART = 50
_TAGS = re.compile(r"<[^>]*>")
_GAPS = re.compile(r"\n+")
PUBLISHER = {"@type": "Organization", "name": "The archive", "url": "https://archive.example/"}
TERMS = {
    "publisher": PUBLISHER,
    "inLanguage": "en",
    "license": "https://creativecommons.org/licenses/by/4.0/",
}


def equip(generator: Any) -> None:
    """Gives the templates of every generator what they ask for."""
    generator.env.filters.update(day=_day, clock=_clock)
    generator.env.globals.update(vars(Data(generator.settings)))


def prepare(generator: Any) -> None:
    """Gives each article its neighbours within its blog, and what its templates ask for."""
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
            article.text = _GAPS.sub("\n", html.unescape(_TAGS.sub("", article.content))).strip()
        category.blog = blog
        category.ordered = ordered
    for article in generator.articles:
        # Made once, and shown on the entry's own page, its day's and its blog's front page.
        article.block = block.render(generator.context, article=article)


class Data:
    """What templates tell machines. Its attributes are functions for them."""

    def __init__(self, settings: Any) -> None:
        root, name = settings["SITEURL"], settings["SITENAME"]
        staff = settings["STAFF"]

        def whole(*parts: dict[str, Any]) -> dict[str, Any]:
            return {"@context": "https://schema.org", "@graph": parts}

        def crumbs(steps: list[tuple[str, str]], last: str) -> dict[str, Any]:
            ways = [(name, "index.html"), *steps]
            found: list[dict[str, Any]] = [
                {"@type": "ListItem", "name": text, "position": at, "item": f"{root}/{to}"}
                for at, (text, to) in enumerate(ways, 1)
            ]
            found.append({"@type": "ListItem", "name": last, "position": len(found) + 1})
            return {"@type": "BreadcrumbList", "itemListElement": found}

        def within(article: Any) -> dict[str, Any]:
            url = f"{root}/{article.category.url}"
            return {"@type": "LiveBlogPosting", "@id": url, "name": article.blog["title"], "url": url}

        def article_data(article: Any) -> dict[str, Any]:
            url, extra = f"{root}/{article.url}", article.extra
            found = {
                "@type": "NewsArticle",
                "@id": url,
                "url": url,
                "author": [
                    {
                        "@type": "Person",
                        "name": author.name,
                        "url": f"{root}/{author.url}",
                        "jobTitle": staff[author.name]["role"],
                    }
                    for author in article.authors
                ],
                **TERMS,
                "isPartOf": within(article),
                "headline": article.title,
                "datePublished": article.date.isoformat(),
                "articleBody": article.text,
                "keywords": [tag.name for tag in article.tags],
                "citation": [
                    {
                        "@type": "CreativeWork",
                        "name": source["title"],
                        "url": source["url"],
                        "publisher": {"@type": "Organization", "name": source["publisher"]},
                        **({"archivedAt": [source["archived"]]} if source["archived"] else {}),
                    }
                    for source in (article.blog["sources"][name] for name in extra["sources"])
                ],
            }
            if extra["updated"]:
                found["dateModified"] = extra["updated"]
            if extra["place"]:
                found["contentLocation"] = {"@type": "Place", "name": extra["place"]}
            day = f"days/{article.date:%Y-%m-%d}.html"
            steps = [(article.blog["title"], article.category.url), (article.locale_date, day)]
            return whole(found, crumbs(steps, article.title))

        def article_csl(article: Any) -> dict[str, Any]:
            return {
                "id": f"{article.category.slug}/{article.slug}",
                "type": "post-weblog",
                "author": [{"literal": author.name} for author in article.authors],
                "title": article.title,
                "container-title": article.blog["title"],
                "publisher": "The archive",
                "source": name,
                "issued": {"date-parts": [[article.date.year, article.date.month, article.date.day]]},
                "URL": f"{root}/{article.url}",
                "language": "en",
                "keyword": ", ".join(tag.name for tag in article.tags),
            }

        def blog_data(category: Any) -> dict[str, Any]:
            url, ordered = f"{root}/{category.url}", category.ordered
            tags = Counter(tag for article in ordered for tag in article.tags)
            first, last = ordered[0], ordered[-1]
            found = {
                "@type": "LiveBlogPosting",
                "@id": url,
                "url": url,
                "author": [PUBLISHER],
                **TERMS,
                "isPartOf": {"@type": "WebSite", "@id": f"{root}/", "name": name},
                "headline": category.blog["title"],
                "description": category.blog["standfirst"],
                "datePublished": first.date.isoformat(),
                "dateModified": last.extra["updated"] or last.date.isoformat(),
                "about": [
                    {"@type": "Thing", "name": tag.name, "url": f"{root}/{tag.url}"} for tag, _ in tags.most_common(5)
                ],
                "coverageStartTime": first.date.isoformat(),
                **({"coverageEndTime": last.date.isoformat()} if category.blog["closed"] else {}),
                "liveBlogUpdate": [
                    {
                        "@type": "BlogPosting",
                        "headline": article.title,
                        "url": f"{root}/{article.url}",
                        "datePublished": article.date.isoformat(),
                        "author": [{"@type": "Person", "name": author.name} for author in article.authors],
                    }
                    for article in ordered[:-21:-1]
                ],
            }
            return whole(found, crumbs([], category.blog["title"]))

        def day_data(articles: list[Any]) -> dict[str, Any]:
            newest = articles[0]
            url = f"{root}/days/{newest.date:%Y-%m-%d}.html"
            found = {
                "@type": "CollectionPage",
                "@id": url,
                "name": f"{newest.locale_date} · {newest.blog['title']}",
                "url": url,
                **TERMS,
                "isPartOf": within(newest),
                "temporalCoverage": f"{newest.date:%Y-%m-%d}",
                "dateModified": newest.extra["updated"] or newest.date.isoformat(),
            }
            return whole(found, crumbs([(newest.blog["title"], newest.category.url)], newest.locale_date))

        def person_data(author: Any, url: str) -> dict[str, Any]:
            person = {"@type": "Person", "name": author.name, "jobTitle": staff[author.name]["role"]}
            found = {"@type": "ProfilePage", "@id": url, "url": url, "inLanguage": "en", "mainEntity": person}
            return whole(found, crumbs([("People", "people/index.html")], author.name))

        def site_data() -> dict[str, Any]:
            said = {"name": name, "url": f"{root}/", "description": settings["SITESUBTITLE"]}
            return whole({"@type": "WebSite", "@id": f"{root}/", **said, **TERMS})

        self.crumbs = crumbs
        self.article_data = article_data
        self.article_csl = article_csl
        self.blog_data = blog_data
        self.day_data = day_data
        self.person_data = person_data
        self.site_data = site_data
        self.list_data = lambda title, folder, last: whole(crumbs([(title, f"{folder}/index.html")], last))


def more(generator: Any, writer: Any) -> None:
    """Writes what stands in no setting: pages of publishers, days as text, feeds and sitemaps of blogs."""
    _publishers(generator, writer)
    text, archive, sitemap = (
        generator.env.get_template(name) for name in ("day.txt", "archive.xml", "blog-sitemap.xml")
    )
    context, root = generator.context, generator.settings["SITEURL"]
    site = {"title": generator.settings["SITENAME"], "description": generator.settings["SITESUBTITLE"]}
    newest = generator.articles[:PART]
    _json_feed(Path(writer.output_path, "feed.json"), root, "feed.json", "index.html", site, newest)
    for category, _ in generator.categories:
        ordered, slug = category.ordered, category.slug
        days: dict[str, list[Any]] = {}
        for article in ordered:
            days.setdefault(f"{article.date:%Y-%m-%d}", []).append(article)
        for day, articles in days.items():
            writer.write_file(f"days/{day}.txt", text, context, articles=articles)
        older = ordered[:-PART]
        parts = -(-len(older) // PART)
        for part in range(1, parts + 1):
            writer.write_file(
                f"{slug}/archive-{part}.xml",
                archive,
                context,
                category=category,
                part=part,
                parts=parts,
                articles=older[(part - 1) * PART : part * PART],
            )
        writer.write_file(f"{slug}/sitemap.xml", sitemap, context, category=category, days=days)
        told = {"title": category.blog["title"], "description": category.blog["standfirst"]}
        path = f"{slug}/feed.json"
        _json_feed(Path(writer.output_path, path), root, path, category.url, told, ordered[: -PART - 1 : -1])


def _json_feed(target: Path, root: str, path: str, home: str, told: dict[str, str], articles: list[Any]) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        **told,
        "home_page_url": f"{root}/{home}",
        "feed_url": f"{root}/{path}",
        "language": "en",
        "authors": [{"name": "The archive"}],
        "items": [
            {
                "id": f"tag:archive.example,2021:{article.category.slug}/{article.slug}",
                "url": f"{root}/{article.url}",
                "title": article.title,
                "content_html": article.content,
                "date_published": article.date.isoformat(),
                "date_modified": (getattr(article, "modified", None) or article.date).isoformat(),
                "authors": [{"name": author.name} for author in article.authors],
                "tags": [tag.name for tag in article.tags],
                "language": "en",
            }
            for article in articles
        ],
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(feed, ensure_ascii=False), encoding="utf-8")


def _publishers(generator: Any, writer: Any) -> None:
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
    signals.generator_init.connect(equip)
    signals.article_generator_finalized.connect(prepare)
    signals.article_writer_finalized.connect(more)
