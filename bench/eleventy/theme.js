// What the templates share: the frame of a page, an entry, a line of an index, a feed.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export const SITE = "The archive of live coverage";
export const SITE_URL = "https://archive.example";
export const LISTS = '<link rel="stylesheet" href="/assets/lists.css">\n';
export const LIVE = '<link rel="stylesheet" href="/assets/live.css">\n<script defer src="/assets/live.js"></script>\n';
export const LIVE_BAR = `<div class="live-bar" id="_live" data-edited="Updated just now" data-fresh="New"${[0, 1, 2, 3, 6, 11, 100].map((n) => ` data-new-${n}="# new update${n === 1 ? "" : "s"}"`).join("")}><button type="button" hidden></button><p class="unseen" role="status"></p></div>`;
const STATES = { live: "live", dead: "dead link", unknown: "address not checked", deviated: "page has changed" };
const MONTHS = "January February March April May June July August September October November December".split(" ");
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const esc = (text) => String(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign]);
export const day = (time) => `${+time.slice(8, 10)} ${MONTHS[+time.slice(5, 7) - 1]} ${time.slice(0, 4)}`;
export const weekday = (time) => `${WEEKDAYS[new Date(`${time.slice(0, 10)}T00:00:00Z`).getUTCDay()]} ${day(time)}`;
export const month = (key) => `${MONTHS[+key.slice(5, 7) - 1]} ${key.slice(0, 4)}`;
export const clock = (time) => time.slice(11, 16);
export const capital = (word) => word[0].toUpperCase() + word.slice(1);
export const dayPath = (blog, date, part = 1) => `/${blog}/${date}${part > 1 ? `-part-${part}` : ""}.html`;
export const partPath = (folder, key, part) => `/${folder}/${key}${part > 1 ? `-${part}` : ""}.html`;

const EARLY = readFileSync(new URL("assets/early.js", import.meta.url), "utf8").trim();
export const EARLY_HASH = `sha256-${createHash("sha256").update(EARLY).digest("base64")}`;
const PUBLISHER = { "@type": "Organization", name: "The archive", url: `${SITE_URL}/` };
export const TERMS = { publisher: PUBLISHER, inLanguage: "en", license: "https://creativecommons.org/licenses/by/4.0/" };

const feedsOf = (of, prefix) => [
  { of, form: "Atom", href: `${prefix}/atom.xml`, type: "application/atom+xml" },
  { of, form: "RSS", href: `${prefix}/rss.xml`, type: "application/rss+xml" },
  { of, form: "JSON Feed", href: `${prefix}/feed.json`, type: "application/feed+json" },
];

export const SITE_FEEDS = feedsOf(SITE, "");
export const blogFeeds = (blog, title) => feedsOf(title, `/${blog}`);
// Tags and people have one feed of their own.
export const ownFeed = (of, href) => ({ of, form: "Atom", href, type: "application/atom+xml" });
export const inForms = (feeds) =>
  feeds.map((feed) => `<a href="${feed.href}" type="${feed.type}" title="${esc(feed.of)} (${feed.form})">${feed.form}</a>`).join(" ");
const byPage = (feeds) =>
  [...new Set(feeds.map((feed) => feed.of))].map((of) => `${esc(of)} ${inForms(feeds.filter((feed) => feed.of === of))}`).join(" · ");

export const blogData = (blog, title) => ({ "@type": "LiveBlogPosting", "@id": `${SITE_URL}/${blog}/index.html`, name: title, url: `${SITE_URL}/${blog}/index.html` });
const crumbs = (trail, name) => ({
  "@type": "BreadcrumbList",
  itemListElement: [
    ...[[SITE, "/index.html"], ...trail].map(([text, href], at) => ({ "@type": "ListItem", name: text, position: at + 1, item: SITE_URL + href })),
    { "@type": "ListItem", name, position: trail.length + 2 },
  ],
});
const script = (graph) =>
  `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@graph": graph }).replace(/</g, "\\u003c")}</script>`;

export function page(
  { url, title, name = title, description = "", trail = [], feeds = SITE_FEEDS, type = "website", meta = "", head = LISTS, data = [] },
  main,
) {
  return `<!DOCTYPE html>
<html lang="en" dir="ltr" data-site="/index.html">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)}</title>
${description ? `<meta name="description" content="${esc(description)}">\n<meta property="og:description" content="${esc(description)}">\n` : ""}<meta name="color-scheme" content="light dark">
<script>${EARLY}</script>
<link rel="canonical" href="${SITE_URL}${url}">
<link rel="stylesheet" href="/assets/dateline.css">
<link rel="stylesheet" href="/assets/print.css" media="print">
<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
<script defer src="/assets/switches.js"></script>
<meta property="og:type" content="${type}">
<meta property="og:title" content="${esc(name)}">
<meta property="og:site_name" content="${SITE}">
<meta property="og:url" content="${SITE_URL}${url}">
<meta property="og:locale" content="en_US">
<meta name="twitter:card" content="summary">
${meta}${feeds.map((feed) => `<link rel="alternate" type="${feed.type}" title="${esc(feed.of)} (${feed.form})" href="${feed.href}">\n`).join("")}${head}</head>
<body>
<a class="skip" href="#_main">Skip to the text</a>
<header class="masthead">
<div class="wide">
<a class="title" href="/index.html">${SITE}</a><nav aria-label="Site"><ul>
<li><a href="/about.html">About</a></li>
</ul></nav>
</div>
</header>
<div class="wide">
${trail.length ? `<nav class="trail" aria-label="You are here"><ol>\n<li><a href="/index.html">${SITE}</a></li>\n${trail.map(([text, href]) => `<li><a href="${href}">${esc(text)}</a></li>\n`).join("")}</ol></nav>\n` : ""}<main id="_main">
${main}
</main>
</div>
<footer class="colophon">
<div class="wide">
<nav aria-label="The archive"><ul>
<li><a href="/chronology/index.html">Chronology</a></li>
<li><a href="/tags/index.html">Tags</a></li>
<li><a href="/people/index.html">People</a></li>
<li><a href="/publishers/index.html">Sources</a></li>
<li><a href="/feeds.html">Feeds</a></li>
</ul></nav>
<p class="feeds">Feeds: ${byPage(feeds)}</p>
<p>Published by <a class="h-card" href="https://archive.example/"><bdi>The archive</bdi></a>. Licence: <a href="https://creativecommons.org/licenses/by/4.0/" rel="license"><bdi>CC BY 4.0</bdi></a>.</p>
<p class="takedown">To have something taken down: <a href="mailto:takedown@archive.example"><bdi>takedown@archive.example</bdi></a>.</p>
<div class="switch" role="group" aria-label="Appearance" data-switch="scheme" hidden><button type="button" value="">Automatic</button> <button type="button" value="light">Light</button> <button type="button" value="dark">Dark</button></div></div>
</footer>
${script(url === "/index.html" ? data : [...data, crumbs(trail, name)])}
</body>
</html>
`;
}

export const controls = (city, first) => `<div class="controls">
${first ? '<div class="switch" role="group" aria-label="Order" data-switch="order" hidden><button type="button" value="newest">Newest first</button> <button type="button" value="oldest">Oldest first</button></div>\n' : ""}<div class="switch" role="group" aria-label="Times" data-switch="zone" hidden><button type="button" value="">${city} time</button> <button type="button" value="mine">Your time</button></div>
</div>`;

export const source = (s) =>
  `<b class="p-publication"><a href="/publishers/${s.slug}.html">${esc(s.publisher)}</a></b>, <cite class="p-name"><a class="u-url" href="${esc(s.url)}">${esc(s.title)}</a></cite>${s.author ? `, <bdi>${esc(s.author)}</bdi>` : ""}, ${day(s.published)} · <span class="state ${s.state}">${STATES[s.state]}</span> · <span>seen ${day(s.accessed)}</span> · ${s.archived ? `<a href="${esc(s.archived)}">archived copy, ${day(s.accessed)}</a>` : '<span class="state no-copy">no stored copy</span>'}`;

const byline = (data) =>
  data.by
    .map((id) => data.people[id])
    .map((person, at) => `<a class="p-author h-card" href="/people/${data.by[at]}.html" rel="author">${esc(person.name)}</a><span class="role">, ${person.role}</span>`)
    .join(" and ");

const chain = (via) => via.map((link, at) => `${at ? "; then by " : "Relayed by "}${esc(link.who)}, ${esc(link.how)}`).join("");

const comments = (x, id, blog) => {
  const thread = blog.threads[x.comments[0].thread];
  const from = blog.sources[thread.source];
  const one = (c, at) => `<li id="${id}-c${at}" class="u-comment h-cite"><p class="meta"><b class="p-author">${esc(c.who)}</b> <time class="dt-published" datetime="${c.time}">${clock(c.time)} <span class="zone">${x.zone}</span>, <span class="day">${day(c.time)}</span></time>${c.votes >= 0 ? ` <span>${c.votes} votes</span>` : ""}</p>
<div class="said e-content">${c.paragraphs.map((text) => `<p>${esc(text)}</p>\n`).join("")}</div></li>\n`;
  return `<div class="thread"><h3 class="label">Comments</h3>
<p class="meta">${x.comments.length} of ${thread.held} held, of ${thread.declared} responses · <a href="${esc(from.url)}">${esc(from.publisher)}</a></p>
<ol class="comments">${x.comments.map(one).join("")}</ol></div>\n`;
};

const blocks = new Map();

// Made once, and shown on the entry's own page, its day's and its blog's front page.
export function entry(x, id, url, content) {
  const known = blocks.get(url);
  if (known?.content === content) return known.html;
  const blog = x.blogs[x.blog];
  const classes = ["entry h-entry", x.key && "key", x.kind !== "update" && `kind-${x.kind}`, x.verification].filter(Boolean);
  const html = `<article id="${id}" class="${classes.join(" ")}">
<p class="when"><a class="u-url" href="${url}" rel="bookmark"><time class="dt-published" datetime="${x.time}">${clock(x.time)}</time></a> <span class="zone">${x.zone}</span> <span class="date">${day(x.time)}</span></p>
<div class="story">
<h2 class="headline p-name">${esc(x.title)}</h2>
<p class="meta">${x.kind === "summary" ? "<span>Summary</span> " : x.kind === "correction" ? '<span class="flag">Correction</span> ' : ""}${x.key ? '<span class="flag key">Key event</span> ' : ""}${x.verification ? `<span class="state ${x.verification}">${capital(x.verification)}</span> ` : ""}<span class="byline">By ${byline(x)}</span>${x.updated ? ` <span>Updated <time class="dt-updated" datetime="${x.updated}">${clock(x.updated)} <span class="zone">${x.zone}</span>, <span class="day">${day(x.updated)}</span></time></span>` : ""}</p>
${x.via ? `<p class="meta chain">${chain(x.via)}</p>\n` : ""}${x.corrects ? `<p class="relation"><b>Corrects</b> <a href="/${x.blog}/${x.corrects}.html">an earlier entry</a></p>\n` : ""}${x.correction ? `<div class="notice" role="note"><p class="label">Correction, <time datetime="${x.correction.at.slice(0, 10)}">${day(x.correction.at)}</time></p><div><p>${esc(x.correction.text)}</p></div></div>\n` : ""}<div class="body e-content">
${x.place ? `<p class="dateline p-location">${esc(x.place)}&nbsp;—</p>\n` : ""}${content}
</div>
${x.comments ? comments(x, id, blog) : ""}<div class="sources"><h3 class="label">Sources</h3>
<ol>
${x.sources.map((name, at) => `<li id="${id}-s${at + 1}" class="h-cite">${source(blog.sources[name])}</li>\n`).join("")}</ol></div>
<ul class="foot">
<li>Filed under: ${x.tags.map((tag) => `<a class="p-category" href="/tags/${tag}.html" rel="tag">${esc(x.topics[tag])}</a>`).join(", ")}</li>
</ul>
</div>
</article>`;
  blocks.set(url, { content, html });
  return html;
}

export const block = (item) => entry(item.data, item.fileSlug, item.url, item.content);

export const row = ({ data, url }) =>
  `<li><time datetime="${data.time}"><span>${day(data.time)}</span> <span>${clock(data.time)}${data.blogs[data.blog].abroad ? ` <span class="zone">${data.zone}</span>` : ""}</span></time> <span class="what"><a href="${url}">${esc(data.title)}</a> <span class="meta"><a href="/${data.blog}/index.html">${esc(data.blogs[data.blog].title)}</a>${data.key ? ' <span class="flag key">Key event</span>' : ""}${data.verification ? ` <span class="state ${data.verification}">${capital(data.verification)}</span>` : ""}</span></span></li>\n`;

export const rows = (items) => `<ol class="rows">\n${items.map(row).join("")}</ol>`;

export const pager = (folder, key, part, count) =>
  count < 2
    ? ""
    : `<nav class="parts" aria-label="Parts"><ul>
<li>Part ${part} of ${count}</li>
${part > 1 ? `<li><a rel="prev" href="${partPath(folder, key, part - 1)}">Previous</a></li>\n` : ""}${part < count ? `<li><a rel="next" href="${partPath(folder, key, part + 1)}">Next</a></li>\n` : ""}</ul></nav>\n`;

const rails = new Map();

export function rail(blog, items) {
  if (rails.get(blog)?.items !== items) {
    const keys = items.filter((item) => item.data.key).slice(-30);
    const dates = [...new Set(items.map((item) => item.data.time.slice(0, 10)))];
    const html = `<aside class="rail" aria-label="In this coverage">
<nav class="keys" aria-labelledby="key-events"><h2 id="key-events">Key events</h2>
<ol>${keys.map(({ data, url }) => `<li><a href="${url}"><span class="meta"><time datetime="${data.time}">${day(data.time)} · ${clock(data.time)}</time></span> ${esc(data.title)}</a></li>\n`).join("")}</ol></nav>
<nav class="calendar" aria-labelledby="days"><h2 id="days">Days</h2>
<ul>${dates.map((date) => `<li><a href="${dayPath(blog, date)}">${weekday(date)}</a></li>\n`).join("")}</ul></nav>
</aside>`;
    rails.set(blog, { items, html });
  }
  return rails.get(blog).html;
}

export const index = (url, title, links) =>
  page(
    { url, title: `${title} · ${SITE}`, name: title },
    `<header class="head">
<h1>${title}</h1>
</header>
<div class="index"><ul>
${links.map(([text, href]) => `<li><a href="${href}">${esc(text)}</a></li>\n`).join("")}</ul></div>`,
  );

const changed = ({ data }) => data.updated ?? data.time;
export const seconds = (time) => `${time.slice(0, 16)}:00${time.slice(16)}`;
const latest = (items) => items.slice(-50).reverse();
const names = ({ data }) => data.by.map((id) => data.people[id].name);

const feedBodies = new Map();

function feedBody(item) {
  const known = feedBodies.get(item.url);
  if (known?.content === item.content) return known.html;
  const x = item.data;
  const { sources } = x.blogs[x.blog];
  const html = `${x.correction ? `<div><p><b>Correction, ${day(x.correction.at)}</b></p><div>${esc(x.correction.text)}</div></div><hr>\n` : ""}${x.verification || x.via ? `<p><i>${x.verification ? `${capital(x.verification)}. ` : ""}${x.via ? chain(x.via) : ""}</i></p>\n` : ""}${x.place ? `<p>${esc(x.place)} —</p>\n` : ""}<div>
${item.content}
</div>
${x.comments ? `<h3>Comments</h3>\n<ul>${x.comments.map((c) => `<li><p><b>${esc(c.who)}</b>, <time datetime="${c.time}">${clock(c.time)} ${x.zone}, ${day(c.time)}</time></p>\n<div>${c.paragraphs.map((text) => `<p>${esc(text)}</p>\n`).join("")}</div></li>\n`).join("")}</ul>\n` : ""}<h3>Sources</h3>
<ol>
${x.sources.map((name) => sources[name]).map((s) => `<li><b>${esc(s.publisher)}</b>, <a href="${esc(s.url)}">${esc(s.title)}</a>${s.author ? `, ${esc(s.author)}` : ""}, ${day(s.published)}</li>\n`).join("")}</ol>
<p>${byline(x)}</p>`;
  feedBodies.set(item.url, { content: item.content, html });
  return html;
}

const atomItems = new Map();

// In the feeds of its blog, tags and people, and of the site: made once.
function atomItem(item) {
  const known = atomItems.get(item.url);
  if (known?.content === item.content) return known.xml;
  const xml = `<entry>
<id>tag:archive.example,2021:${item.data.blog}/${item.fileSlug}</id>
<title>${esc(item.data.title)}</title>
<updated>${seconds(changed(item))}</updated>
<published>${seconds(item.data.time)}</published>
${names(item).map((name) => `<author><name>${esc(name)}</name></author>\n`).join("")}<link href="${SITE_URL}${item.url}" rel="alternate"/>
${item.data.tags.map((tag) => `<category term="${tag}" label="${esc(item.data.topics[tag])}"/>\n`).join("")}<content type="html">${esc(feedBody(item))}</content>
</entry>
`;
  atomItems.set(item.url, { content: item.content, xml });
  return xml;
}

// `links` are [rel, address] besides its own; with `archive` the items are all of it, oldest first (RFC 5005).
export function atom({ url, home, id, title, links = [], archive = false }, items) {
  const newest = archive ? items : latest(items);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"${archive ? ' xmlns:fh="http://purl.org/syndication/history/1.0"' : ""} xml:lang="en">
<id>tag:archive.example,2021:${id}</id>
<title>${esc(title)}</title>
<updated>${seconds(changed(newest.at(archive ? -1 : 0)))}</updated>
<author><name>The archive</name></author>
<link href="${SITE_URL}${home}" rel="alternate"/>
<link href="${SITE_URL}${url}" rel="self" type="application/atom+xml"/>
${links.map(([rel, to]) => `<link href="${SITE_URL}${to}" rel="${rel}" type="application/atom+xml"/>\n`).join("")}<rights>CC BY 4.0</rights>
${archive ? "<fh:archive/>\n" : ""}${newest.map(atomItem).join("")}</feed>
`;
}

export function rss({ url, home, title, description }, items) {
  const newest = latest(items);
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${esc(title)}</title>
<link>${SITE_URL}${home}</link>
<description>${esc(description)}</description>
<language>en</language>
<lastBuildDate>${new Date(changed(newest[0])).toUTCString()}</lastBuildDate>
<atom:link href="${SITE_URL}${url}" rel="self" type="application/rss+xml"/>
${newest
  .map(
    (item) => `<item>
<title>${esc(item.data.title)}</title>
<link>${SITE_URL}${item.url}</link>
<guid isPermaLink="false">tag:archive.example,2021:${item.data.blog}/${item.fileSlug}</guid>
<pubDate>${new Date(item.data.time).toUTCString()}</pubDate>
${names(item).map((name) => `<dc:creator>${esc(name)}</dc:creator>\n`).join("")}${item.data.tags.map((tag) => `<category>${esc(item.data.topics[tag])}</category>\n`).join("")}<content:encoded>${esc(feedBody(item))}</content:encoded>
</item>
`,
  )
  .join("")}</channel>
</rss>
`;
}

export const jsonFeed = ({ url, home, title, description }, items) =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: SITE_URL + home,
    feed_url: SITE_URL + url,
    description,
    language: "en",
    authors: [{ name: "The archive" }],
    items: latest(items).map((item) => ({
      id: `tag:archive.example,2021:${item.data.blog}/${item.fileSlug}`,
      url: SITE_URL + item.url,
      title: item.data.title,
      content_html: feedBody(item),
      date_published: seconds(item.data.time),
      date_modified: seconds(changed(item)),
      authors: names(item).map((name) => ({ name })),
      tags: item.data.tags.map((tag) => item.data.topics[tag]),
      language: "en",
    })),
  });

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
export const plain = (html) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:amp|lt|gt|quot);/g, (name) => ENTITIES[name])
    .trim();

const people = (x) => x.by.map((id) => ({ id, ...x.people[id] }));
const topics = (x) => x.tags.map((tag) => x.topics[tag]);

// What machines read of an entry in its head.
export const entryMeta = (x, title) =>
  `<meta property="article:published_time" content="${seconds(x.time)}">
${x.updated ? `<meta property="article:modified_time" content="${seconds(x.updated)}">\n` : ""}<meta property="article:section" content="${esc(title)}">
${people(x).map((person) => `<meta name="author" content="${esc(person.name)}">\n<meta property="article:author" content="${SITE_URL}/people/${person.id}.html">\n`).join("")}${topics(x).map((topic) => `<meta property="article:tag" content="${esc(topic)}">\n`).join("")}<meta name="z:itemType" content="blogPost">
<meta name="prism.publicationName" content="${esc(title)}">
<meta name="dcterms.rights" content="CC BY 4.0">
`;

export const entryData = (x, url, text, blog) => ({
  "@type": "NewsArticle",
  "@id": SITE_URL + url,
  url: SITE_URL + url,
  author: people(x).map(({ id, name, role }) => ({ "@type": "Person", name, url: `${SITE_URL}/people/${id}.html`, jobTitle: role })),
  ...TERMS,
  isPartOf: blogData(x.blog, blog.title),
  headline: x.title,
  datePublished: seconds(x.time),
  dateModified: x.updated && seconds(x.updated),
  articleBody: text,
  keywords: topics(x),
  contentLocation: x.place ? { "@type": "Place", name: x.place } : undefined,
  citation: x.sources
    .map((name) => blog.sources[name])
    .map((s) => ({
      "@type": "CreativeWork",
      name: s.title,
      url: s.url,
      publisher: { "@type": "Organization", name: s.publisher },
      archivedAt: s.archived ? [s.archived] : undefined,
    })),
});

// How to cite an entry: in words, and in the formats that programs read.
export function citing(x, id, url, title) {
  const authors = people(x).map((person) => person.name);
  const address = SITE_URL + url;
  const date = x.time.slice(0, 10);
  const month = MONTHS[+date.slice(5, 7) - 1].slice(0, 3);
  const bibtex = `@misc{${x.blog}:${id},
  author = {${authors.map((name) => `{${name}}`).join(" and ")}},
  title = {{${x.title}}},
  howpublished = {${title}, ${SITE}},
  year = {${date.slice(0, 4)}},
  month = ${month.toLowerCase()},
  note = {${+date.slice(8)} ${month}. ${date.slice(0, 4)}, ${clock(x.time)} ${x.zone}},
  url = {${address}},
  language = {en}
}`;
  const ris = [
    "TY  - BLOG",
    ...authors.map((name) => `AU  - ${name}`),
    `TI  - ${x.title}`,
    `T2  - ${title}`,
    "PB  - The archive",
    `PY  - ${date.slice(0, 4)}`,
    `DA  - ${date.replaceAll("-", "/")}/${clock(x.time)} ${x.zone}`,
    `UR  - ${address}`,
    "LA  - en",
    `DP  - ${SITE}`,
    ...topics(x).map((topic) => `KW  - ${topic}`),
    "ER  - ",
  ].join("\n");
  const csl = JSON.stringify([
    {
      id: `${x.blog}/${id}`,
      type: "post-weblog",
      author: authors.map((literal) => ({ literal })),
      title: x.title,
      "container-title": title,
      publisher: "The archive",
      source: SITE,
      issued: { "date-parts": [date.split("-").map(Number)] },
      URL: address,
      language: "en",
      keyword: topics(x).join(", "),
    },
  ]);
  const formats = [["BibTeX", bibtex], ["RIS", ris], ["CSL-JSON", csl]];
  return `<details class="citing"><summary>Cite this entry</summary>
<p><bdi>${esc(authors.join("; "))}</bdi>. “<bdi>${esc(x.title)}</bdi>.” <bdi>${esc(title)}</bdi>, <bdi>${SITE}</bdi>, <time datetime="${x.time}">${clock(x.time)} <span class="zone">${x.zone}</span>, <span class="day">${day(x.time)}</span></time>. <bdi>${address}</bdi></p>
${formats.map(([format, text]) => `<details><summary>${format}</summary>\n<pre dir="ltr">${esc(text)}</pre></details>\n`).join("")}</details>`;
}

const sourceText = (s) =>
  `${s.publisher}, ${s.title}${s.author ? `, ${s.author}` : ""}, ${day(s.published)} · ${STATES[s.state]} · seen ${day(s.accessed)} <${s.url}> · ${s.archived ? `archived copy, ${day(s.accessed)} <${s.archived}>` : "no stored copy"}`;

// An entry as plain text.
export function entryText({ data: x, url, content }) {
  const blog = x.blogs[x.blog];
  const marks = [x.kind !== "update" && capital(x.kind), x.key && "Key event", x.verification && capital(x.verification)].filter(Boolean);
  const by = people(x).map((person) => `${person.name} (${person.role})`).join(", ");
  let comments = "";
  if (x.comments) {
    const thread = blog.threads[x.comments[0].thread];
    const from = blog.sources[thread.source];
    const one = (c) =>
      `  ${c.who} · ${clock(c.time)} ${x.zone}, ${day(c.time)}${c.votes >= 0 ? ` · ${c.votes} votes` : ""}\n\n${c.paragraphs.map((text) => `  > ${text}`).join("\n  >\n")}\n\n`;
    comments = `Comments: ${x.comments.length} of ${thread.held} held, of ${thread.declared} responses · ${from.publisher}\n<${from.url}>\n\n${x.comments.map(one).join("")}`;
  }
  return `${clock(x.time)} ${x.zone}
${x.title}
${[...marks, `By ${by}`].join(" · ")}${x.updated ? ` · Updated ${clock(x.updated)} ${x.zone}, ${day(x.updated)}` : ""}
${x.via ? `${x.via.map((link, at) => `${at ? "; then by " : "Relayed by "}${link.who}, ${link.how}`).join("")}\n` : ""}${x.corrects ? `Corrects <${SITE_URL}/${x.blog}/${x.corrects}.html>\n` : ""}${x.correction ? `\nCorrection, ${day(x.correction.at)}\n  ${x.correction.text}\n` : ""}${x.place ? `\n${x.place} —\n` : ""}
${plain(content).replace(/\n+/g, "\n\n")}

${comments}Sources

${x.sources.map((name, at) => `[${at + 1}] ${sourceText(blog.sources[name])}\n`).join("")}
Filed under: ${topics(x).join(", ")}
${SITE_URL}${url}
`;
}

export const urlset = (urls) => `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map(([url, at]) => `<url><loc>${SITE_URL}${url}</loc>${at ? `<lastmod>${seconds(at)}</lastmod>` : ""}</url>\n`).join("")}</urlset>
`;
