"""What templates may read: one frozen view per kind of page, and nothing else.

A view is the whole dependency set of an output: templates reach no disk, clock, network or setting besides it.
Conventions that hold for every field below:

- plain text is `str` and is escaped by the template engine; only fields whose name ends in `_html` are ready
  markup made by `dateline.markup`, and only those may be marked safe;
- `href` fields are finished addresses: outside ones passed the scheme allow-list; inside ones begin with
  `dateline.placeholders.ROOT` (a control character that no content may hold) which the last step of rendering
  replaces by the relative way to the site's root (`../`), so one fragment serves on every page, in a zip and from `file://`;
- `lang` is a BCP 47 tag, `dir` is "ltr" or "rtl"; on parts of a page both are "" where they are the page's.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class View(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What all views are: frozen records that are made, compared and digested fast. Digesting goes through all that
    they hold, so they form no rings, and the collector of garbage need not know of them."""


class Link(View, frozen=True, kw_only=True):
    """A named address. `note` is a short qualifier shown beside it (a time, a count), or ""."""

    text: str
    href: str
    note: str = ""
    current: bool = False


class BlogLink(View, frozen=True, kw_only=True):
    """A blog where the site names it: `lang` and `dir` of its title are "" where they are the site's own, `abroad` says
    that its clocks are not the site's."""

    text: str
    href: str
    lang: str = ""
    dir: str = ""
    abroad: bool = False


class FeedLink(View, frozen=True, kw_only=True):
    """A feed for autodiscovery: `type` is its media type, `title` names it fully, `of` says whose it is, `form` in
    which format (Atom, RSS, JSON Feed)."""

    title: str
    href: str
    type: str
    of: str
    form: str


class TimeView(View, frozen=True, kw_only=True):
    """A time ready to be shown. `machine` is valid in `<time datetime>`; `clock` is "" when only the day is known."""

    shown: str
    clock: str
    zone: str
    machine: str
    day_long: str
    day_short: str
    certainty: str
    verbatim: bool
    """True when `shown` says it in other words than `clock` and should be given beside it."""


class SiteView(View, frozen=True, kw_only=True):
    """What every page knows of the site. `takedown_href` is the way to ask for a takedown, on every page."""

    title: str
    description: str
    href: str
    url: str
    language: str
    dir: str
    publisher: str
    publisher_href: str
    licence: str
    licence_href: str
    takedown_href: str
    takedown_text: str
    navigation: tuple[Link, ...]
    assets: dict[str, str]
    """Theme asset name (`dateline.css`) → href of its hashed copy."""
    early_html: str
    """The script that stands in the head of every page, see `dateline.plan.early`."""
    options: dict[str, str]
    """Theme options of the site, such as `accent`."""
    sections: tuple[Link, ...]
    """The archive's indexes that exist: chronology, tags, people, sources."""
    feeds_href: str
    """The page that lists the feeds; "" when the site has none."""
    foreign: bool = False
    """Whether the site's own texts are in another language than the words of the page."""


class Coverage(View, frozen=True, kw_only=True):
    """What a blog's entries span, in ISO 8601 and none finer than it is known: when the first happened, when the
    coverage ended ("" while it has not), when its first entry was published here."""

    started: str
    ended: str
    published: str


class Metadata(View, frozen=True, kw_only=True):
    """What machines are told of a page besides what it shows: its `name` without the names of what it belongs to, its
    `locale` as Open Graph writes it ("en_US"), the plain `text` of an entry, the `coverage` of a front page."""

    name: str
    locale: str
    text: str = ""
    coverage: Coverage | None = None


class SearchField(View, frozen=True, kw_only=True):
    """The search field in the head of a page: `blog` is the id of the blog that is searched first, or ""."""

    href: str
    blog: str


class Shell(View, frozen=True, kw_only=True):
    """The head of a page. `canonical` is "" when the site has no `url`. `accent` is a CSS colour or "".

    `style` is the style sheet that sets the accent, or "": the policy of `_headers` knows it by its hash, so it is to
    be written as it is. `trail` is the way down from the home page to this page's parent, for the breadcrumb."""

    kind: str
    title: str
    description: str
    lang: str
    dir: str
    canonical: str
    noindex: bool = False
    accent: str = ""
    style: str = ""
    feeds: tuple[FeedLink, ...] = ()
    trail: tuple[Link, ...] = ()
    metadata: Metadata | None = None
    search: tuple[SearchField, ...] = ()
    """One, or none where the archive is not searched."""


# --- the parts of an entry ---------------------------------------------------------------------------


class BylineView(View, frozen=True, kw_only=True):
    """Who wrote: `href` is "" for a guest without a page."""

    name: str
    role: str
    href: str


class ViaView(View, frozen=True, kw_only=True):
    """One link of a chain of testimony, nearest to the event first."""

    who: str
    how: str


class State(View, frozen=True, kw_only=True):
    """A source's or entry's state as a word, with the slug its shape is keyed by."""

    slug: str
    word: str


class ArchivedView(View, frozen=True, kw_only=True):
    """An archived copy: when it was taken, and where it is."""

    href: str
    at: str


class SourceView(View, frozen=True, kw_only=True):
    """A source, the same wherever it is cited. `href` is "" when the address is lost or unfit; of one that is lost
    altogether `known` says what is known.
    """

    publisher: str
    title: str
    author: str
    href: str
    published: str
    accessed: str
    states: tuple[State, ...]
    archived: tuple[ArchivedView, ...]
    index_href: str
    known: str
    lang: str


class CitedView(View, frozen=True, kw_only=True):
    """A source in the list of an entry: `number` counts from 1, `anchor` is its id on the page."""

    number: int
    anchor: str
    source: SourceView


class PictureSource(View, frozen=True, kw_only=True):
    """A picture in one format: its media type and, ready for the attributes, the files with their widths."""

    type: str
    srcset: str
    sizes: str


class MediaView(View, frozen=True, kw_only=True):
    """A picture or file. `kind`: image, audio, video, file, or lost: `href` is "" then, `was` may tell its address.

    An image is shown by `sources`, the formats to be preferred first, else by `src`; `href` leads to the file itself.
    One that is `animated` is shown as a still. What has a `warning` is shown nowhere but behind it.
    """

    kind: str
    href: str
    alt: str
    caption_html: str
    credit: str
    rights: str
    warning: str
    was: str
    width: int
    height: int
    src: str = ""
    sources: tuple[PictureSource, ...] = ()
    animated: bool = False


class CommentView(View, frozen=True, kw_only=True):
    """One released comment; a `paraphrased` one carries our words, a day and no permalink. `votes` < 0: none shown."""

    anchor: str
    description: str
    time: TimeView
    votes: int
    body_html: str
    lang: str
    dir: str
    permalink: str
    paraphrased: bool
    replies: tuple[CommentView, ...]


class ThreadView(View, frozen=True, kw_only=True):
    """Excerpts of one thread: `shown` of `held` held, of `declared` responses. Counts < 0 are unknown."""

    source: str
    href: str
    shown: int
    held: int
    declared: int
    comments: tuple[CommentView, ...]


class CorrectionView(View, frozen=True, kw_only=True):
    """A correction shown at the top of its entry; `text` is the same without markup."""

    time: TimeView
    text_html: str
    text: str


class Relation(View, frozen=True, kw_only=True):
    """How another entry relates to this one. `slug`: corrects, updates, supersedes, or corrected-by, updated-by, …"""

    slug: str
    label: str
    link: Link


class EntryView(View, frozen=True, kw_only=True):
    """One entry, the same on its own page, a day page, the front page and in feeds.

    `href` is "" for an entry that has no permalink (a person at risk). A tombstone has `tombstone` True, `removed`
    set, and nothing else of the entry. `digest` stands for the whole view when keys are made.
    """

    id: str
    anchor: str
    href: str
    blog_title: str
    tombstone: bool
    removed: TimeView | None
    headline: str
    """"" when the entry has none; `label` then names it in lists."""
    label: str
    time: TimeView | None
    published: TimeView | None
    updated: TimeView | None
    changed: TimeView | None
    """When it was last updated or corrected after its publication, for machines; None when it never was."""
    place: str
    by: tuple[BylineView, ...]
    kind: str
    key: bool
    pinned: bool
    verification: State | None
    via: tuple[ViaView, ...]
    body_html: str
    has_headings: bool
    media: tuple[MediaView, ...]
    text_media: tuple[MediaView, ...]
    """Pictures, sound and film that `body_html` shows, for machines: with their words, but without a caption."""
    graphic: bool
    """Whether any picture of it waits behind a warning, for which a page needs graphic.js."""
    threads: tuple[ThreadView, ...]
    sources: tuple[CitedView, ...]
    corrections: tuple[CorrectionView, ...]
    relations: tuple[Relation, ...]
    tags: tuple[Link, ...]
    lang: str
    dir: str
    blog_lang: str
    blog_dir: str
    """The language around it, which a feed has to be told."""
    blog_by: tuple[BylineView, ...]
    """The blog's own bylines, which answer for it where it has none."""
    noindex: bool
    preview: State | None
    """In previews only: draft, withheld or not yet due."""
    digest: bytes


# --- pages of a blog -----------------------------------------------------------------------------------


class CalendarDay(View, frozen=True, kw_only=True):
    """A cell of the calendar; `number` 0 is an empty cell; `href` "" a day without entries; `label` the ISO date."""

    number: int
    href: str = ""
    label: str = ""
    current: bool = False


class CalendarMonth(View, frozen=True, kw_only=True):
    """A month of the blog's calendar, weeks of seven cells each in the order of `weekdays`. `note` tells it by the
    Gregorian calendar where the blog has another, else it is ""."""

    label: str
    note: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[CalendarDay, ...], ...]


class KeyEvent(View, frozen=True, kw_only=True):
    """A line of the key-events rail."""

    headline: str
    href: str
    time: TimeView
    current: bool = False


class StripMark(View, frozen=True, kw_only=True):
    """A link within a drawing: a key event, or several that stand too near to be hit one by one; in a drawing by days,
    one day or several. It leads to the first of them.

    `time` says when, from the first to the last; `headlines` are at most three of the `count` key events. `x` and
    `width` place the target along the lane, `path` is SVG path data of what is key under it.
    """

    href: str
    time: str
    headlines: tuple[str, ...]
    count: int
    x: int
    width: int
    path: str


class StripLane(View, frozen=True, kw_only=True):
    """A hairline of `width` units, minutes or days, in a drawing 24 units high; right to left where the language is.

    `label` and `href` name the lane's day where there are several; `bars` is SVG path data of all that is not key;
    `scale` are (hour or text, share of the width such as "25%").
    """

    label: str
    href: str
    width: int
    bars: str
    marks: tuple[StripMark, ...]
    scale: tuple[tuple[int | str, str], ...]


class Strip(View, frozen=True, kw_only=True):
    """The shape of a day or of a coverage, drawn. `by`: hour (a lane for each day) or day (one lane)."""

    by: str
    lanes: tuple[StripLane, ...]


class BlogHead(View, frozen=True, kw_only=True):
    """What every page of a blog shows of the blog. `status` slug: live, closed, retrospective."""

    id: str
    title: str
    href: str
    standfirst_html: str
    status: tuple[State, ...]
    live: bool
    """Whether more is to be expected: neither closed nor a retrospective."""
    by: tuple[BylineView, ...]
    span: str
    """The days covered, such as "16–17 June 2009"."""
    zone: str
    place: str
    """The zone as readers say it, such as "New York time"."""
    lang: str
    dir: str


class BlogView(View, frozen=True, kw_only=True):
    """The front page of a live blog: the newest entries stand first."""

    site: SiteView
    shell: Shell
    blog: BlogHead
    summary: EntryView | None
    key_events: tuple[KeyEvent, ...]
    """Newest first while the blog is live, afterwards as they happened."""
    pinned: tuple[EntryView, ...]
    entries: tuple[EntryView, ...]
    removed: tuple[EntryView, ...]
    """Tombstones that are not among `entries`."""
    days: tuple[Link, ...]
    calendar: tuple[CalendarMonth, ...]
    continues: Link | None
    continued_by: Link | None
    closing_html: str
    more: Link | None
    """Where the entries older than those shown begin, or None when all are shown."""
    strip: Strip | None
    """None when no entry has a time of day to be drawn at."""


class DayView(View, frozen=True, kw_only=True):
    """One day of a blog, oldest first; `parts` is empty when the day has one part."""

    site: SiteView
    shell: Shell
    blog: BlogHead
    title: str
    machine: str
    part: int
    parts: tuple[Link, ...]
    entries: tuple[EntryView, ...]
    key_events: tuple[KeyEvent, ...]
    calendar: tuple[CalendarMonth, ...]
    earlier: Link | None
    later: Link | None
    strip: Strip | None
    """The hours of the entries on this page; None when none of them has a time of day."""
    text_href: str
    """The same page as plain text."""


class DayText(View, frozen=True, kw_only=True):
    """The same page of a day as plain text: nothing in it is escaped, and nothing in it is HTML. `parts` counts from 1;
    `href` is the page that it tells again."""

    site: SiteView
    blog: Link
    place: str
    lang: str
    title: str
    machine: str
    part: int
    parts: int
    href: str
    entries: tuple[EntryView, ...]


class WholeDay(View, frozen=True, kw_only=True):
    """A day on the page of a whole blog, oldest first. `anchor` is its id there, `machine` the day as 2009-06-16."""

    title: str
    machine: str
    anchor: str
    entries: tuple[EntryView, ...]


class WholeView(View, frozen=True, kw_only=True):
    """All of a blog, oldest first, for `dateline export`: a file that is read far from the site. Style sheets and
    pictures that the template names are put into the file, scripts are left out; links to what is on the page become
    links within it, and those to the rest of the site lead to its `url`."""

    site: SiteView
    shell: Shell
    blog: BlogHead
    key_events: tuple[KeyEvent, ...]
    """All of them, with links within the page."""
    days: tuple[WholeDay, ...]
    continues: Link | None
    continued_by: Link | None
    closing_html: str


class EntryPage(View, frozen=True, kw_only=True):
    """An entry at its permalink, or its tombstone."""

    site: SiteView
    shell: Shell
    blog: BlogHead
    entry: EntryView
    day: Link
    earlier: Link | None
    later: Link | None


class Redirect(View, frozen=True, kw_only=True):
    """A page that stands at an old address and leads to the new one."""

    site: SiteView
    shell: Shell
    target: Link


# --- pages of the site -----------------------------------------------------------------------------------


class Headline(View, frozen=True, kw_only=True):
    """An entry as one line of an index."""

    text: str
    href: str
    blog: BlogLink
    time: TimeView
    key: bool
    verification: State | None
    lang: str
    dir: str


class DayGroup(View, frozen=True, kw_only=True):
    """The headlines of one day, oldest first. `label` is the day."""

    label: str
    machine: str
    rows: tuple[Headline, ...]


class BlogCard(View, frozen=True, kw_only=True):
    """A blog on the home page."""

    blog: BlogHead
    latest: tuple[Headline, ...]


class HomeView(View, frozen=True, kw_only=True):
    """The home page: blogs, the most recently published first."""

    site: SiteView
    shell: Shell
    blogs: tuple[BlogCard, ...]


class IndexView(View, frozen=True, kw_only=True):
    """A list of names: all tags, all people, all publishers, or the months of the chronology by year."""

    site: SiteView
    shell: Shell
    title: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    """(group heading or "", links)."""


class MonthView(View, frozen=True, kw_only=True):
    """One month of headlines: of the chronology, a tag or a person. `months` links all months of the same subject."""

    site: SiteView
    shell: Shell
    title: str
    month: str
    groups: tuple[DayGroup, ...]
    months: tuple[Link, ...]
    person: PersonView | None = None


class PersonView(View, frozen=True, kw_only=True):
    """Who someone is, at the head of their page."""

    name: str
    role: str
    href: str
    bio_html: str


class Document(View, frozen=True, kw_only=True):
    """A document of a publisher and the entries that cite it."""

    source: SourceView
    cited: tuple[Headline, ...]


class PublisherView(View, frozen=True, kw_only=True):
    """The documents of one publisher that were cited in one month, and where."""

    site: SiteView
    shell: Shell
    title: str
    month: str
    documents: tuple[Document, ...]
    months: tuple[Link, ...]


class PageView(View, frozen=True, kw_only=True):
    """A standalone page (about, policies), and the 404 page."""

    site: SiteView
    shell: Shell
    title: str
    body_html: str


class SearchView(View, frozen=True, kw_only=True):
    """The page that searches. `root_href` is the way to the site's root, from which the index names
    everything; `states` are all that an entry can be in."""

    site: SiteView
    shell: Shell
    title: str
    root_href: str
    states: tuple[State, ...]


# --- feeds and files for machines ------------------------------------------------------------------------


class FeedsView(View, frozen=True, kw_only=True):
    """The page that lists the feeds. Each group: its heading, and for each subject (its name and page, its feeds)."""

    site: SiteView
    shell: Shell
    title: str
    groups: tuple[tuple[str, tuple[tuple[Link, tuple[FeedLink, ...]], ...]], ...]


class Enclosure(View, frozen=True, kw_only=True):
    """A picture, sound or film that comes with an entry of a feed. `href` is absolute, `type` its media type (RFC
    6838), `size` in bytes, 0 when it is not known."""

    href: str
    type: str
    size: int


class FeedItem(View, frozen=True, kw_only=True):
    """An entry in a feed. `id` is a `tag:` URI (RFC 4151); `href` absolute; times in RFC 3339; `content` is the digest
    of the entry's view, which the feed's renderer is given beside it. `summary` is plain text.

    Of a tombstone only id, address and language are the entry's; both of its times are that of the removal.
    """

    id: str
    blog: str
    entry: str
    title: str
    href: str
    authors: tuple[str, ...]
    published: str
    updated: str
    categories: tuple[tuple[str, str], ...]
    """(slug, label)."""
    content: bytes
    lang: str = ""
    summary: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    tombstone: bool = False


class FeedView(View, frozen=True, kw_only=True):
    """A feed. `format`: atom (RFC 4287), rss (RSS 2.0) or json (JSON Feed 1.1). Addresses are absolute;
    `content` gives that of one of the `items`, as a view or as it was rendered for another feed."""

    format: str
    id: str
    title: str
    subtitle: str
    href: str
    own_href: str
    language: str
    author: str
    rights: str
    updated: str
    items: tuple[FeedItem, ...]
    content: Callable[[FeedItem], EntryView | str]
    url: str
    """The site's address, for links inside the content."""
    links: tuple[tuple[str, str], ...] = ()
    """(relation, address) of the documents that make up an archived feed with this one (RFC 5005 section 4)."""
    is_archive: bool = False
    hubs: tuple[str, ...] = ()
    """WebSub hubs that tell subscribers of changes."""


class Sitemap(View, frozen=True, kw_only=True):
    """A sitemap (sitemaps.org, 0.9): (absolute address, W3C date or "")."""

    urls: tuple[tuple[str, str], ...]


class SitemapIndex(View, frozen=True, kw_only=True):
    """An index over sitemaps, in the same form."""

    sitemaps: tuple[tuple[str, str], ...]


class Robots(View, frozen=True, kw_only=True):
    """robots.txt (RFC 9309): the absolute address of the sitemap, or ""."""

    sitemap: str
