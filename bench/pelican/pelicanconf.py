"""Pelican's settings for the benchmark: the kinds of pages that Dateline makes, and nothing that they do not need."""

import base64
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_DIR = "assets"
PLUGIN_PATHS = [str(HERE / "plugins")]
PLUGINS = ["archive"]

SITENAME = "The archive of live coverage"
SITEURL = "https://archive.example"
SITESUBTITLE = "Live blogs of one invented country, kept for a benchmark."
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"
USE_FOLDER_AS_CATEGORY = True
DEFAULT_PAGINATION = 100
# A blog's front page shows its newest entries only.
PAGINATED_TEMPLATES = {"tag": 100, "author": 100}
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}, "output_format": "html5"}
READERS = {"html": None, "rst": None}
STATIC_PATHS: list[str] = []
SUMMARY_MAX_LENGTH = 30

ARTICLE_URL = ARTICLE_SAVE_AS = "{category}/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "people/{slug}.html"
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
DAY_ARCHIVE_URL = DAY_ARCHIVE_SAVE_AS = "days/{date:%Y-%m-%d}.html"
MONTH_ARCHIVE_URL = MONTH_ARCHIVE_SAVE_AS = "chronology/{date:%Y-%m}.html"

DIRECT_TEMPLATES = [
    "index",
    "tags",
    "authors",
    "publishers",
    "archives",
    "feeds",
    "sitemap",
    "sitemap_pages",
    "headers",
    "robots",
    "404",
]
TAGS_SAVE_AS = "tags/index.html"
AUTHORS_SAVE_AS = "people/index.html"
PUBLISHERS_SAVE_AS = "publishers/index.html"
ARCHIVES_SAVE_AS = "chronology/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
SITEMAP_PAGES_SAVE_AS = "sitemap-pages.xml"
HEADERS_SAVE_AS = "_headers"
ROBOTS_SAVE_AS = "robots.txt"

FEED_DOMAIN = SITEURL
FEED_MAX_ITEMS = 50
RSS_FEED_SUMMARY_ONLY = False
FEED_ATOM = "atom.xml"
FEED_RSS = "rss.xml"
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = "{slug}/atom.xml"
CATEGORY_FEED_RSS = "{slug}/rss.xml"
TAG_FEED_ATOM = "tags/{slug}.xml"
AUTHOR_FEED_ATOM = "people/{slug}.xml"
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None

EARLY = (HERE / "theme" / "static" / "early.js").read_text("utf-8").strip()
EARLY_HASH = f"sha256-{base64.b64encode(hashlib.sha256(EARLY.encode()).digest()).decode()}"
BLOGS = {path.stem: json.loads(path.read_bytes()) for path in sorted((HERE / "data" / "blogs").iterdir())}
STAFF = json.loads((HERE / "data" / "people.json").read_bytes())
PRESS = json.loads((HERE / "data" / "publishers.json").read_bytes())
STATES = {"live": "live", "dead": "dead link", "unknown": "address not checked", "deviated": "page has changed"}
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "extensions": []}
