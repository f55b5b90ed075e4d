// What the templates share: the frame of a page, an entry, a line of an index, a feed.

export const SITE = "The archive of live coverage";
export const URL = "https://archive.example";
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

const SITE_FEEDS = [
  { href: "/atom.xml", type: "application/atom+xml", title: `${SITE} (Atom)` },
  { href: "/rss.xml", type: "application/rss+xml", title: `${SITE} (RSS)` },
];

export const blogFeeds = (blog, title) => [
  { href: `/${blog}/atom.xml`, type: "application/atom+xml", title: `${title} (Atom)` },
  { href: `/${blog}/rss.xml`, type: "application/rss+xml", title: `${title} (RSS)` },
];

export function page({ url, title, description = "", trail = [], feeds = SITE_FEEDS }, main) {
  return `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)}</title>
${description ? `<meta name="description" content="${esc(description)}">\n` : ""}<meta name="color-scheme" content="light dark">
<link rel="canonical" href="${URL}${url}">
<link rel="stylesheet" href="/assets/dateline.css">
${feeds.map((feed) => `<link rel="alternate" type="${feed.type}" title="${esc(feed.title)}" href="${feed.href}">\n`).join("")}</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="masthead">
<div class="wide">
<a class="title" href="/index.html">${SITE}</a><nav aria-label="Site"><ul>
<li><a href="/about.html">About</a></li>
</ul></nav>
</div>
</header>
<div class="wide">
${trail.length ? `<nav class="trail" aria-label="You are here"><ol>\n<li><a href="/index.html">${SITE}</a></li>\n${trail.map(([text, href]) => `<li><a href="${href}">${esc(text)}</a></li>\n`).join("")}</ol></nav>\n` : ""}<main id="main">
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
</ul></nav>
<p class="feeds">Feeds: ${feeds.map((feed) => `<a href="${feed.href}" type="${feed.type}">${esc(feed.title)}</a>`).join(", ")}</p>
<p>Published by <a href="https://archive.example/">The archive</a>. Licence: <a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>.</p>
<p class="takedown">To have something taken down: <a href="mailto:takedown@archive.example">takedown@archive.example</a>.</p>
</div>
</footer>
</body>
</html>
`;
}

export const source = (s) =>
  `<b><a href="/publishers/${s.slug}.html">${esc(s.publisher)}</a></b>, <cite><a href="${esc(s.url)}">${esc(s.title)}</a></cite>${s.author ? `, ${esc(s.author)}` : ""}, ${day(s.published)} · <span class="state ${s.state}">${STATES[s.state]}</span> · <span>seen ${day(s.accessed)}</span> · ${s.archived ? `<a href="${esc(s.archived)}">archived copy</a>` : '<span class="state no-copy">no copy</span>'}`;

const byline = (data) =>
  data.by
    .map((id) => data.people[id])
    .map((person, at) => `<a href="/people/${data.by[at]}.html" rel="author">${esc(person.name)}</a><span class="role">, ${person.role}</span>`)
    .join(" and ");

const chain = (via) => via.map((link, at) => `${at ? "; then by " : "Relayed by "}${esc(link.who)}, ${esc(link.how)}`).join("");

const comments = (x, id, blog) => {
  const thread = blog.threads[x.comments[0].thread];
  const from = blog.sources[thread.source];
  const one = (c, at) => `<li id="${id}-c${at}"><p class="meta"><b>${esc(c.who)}</b> <time datetime="${c.time}">${clock(c.time)} ${x.zone}, ${day(c.time)}</time>${c.votes >= 0 ? ` <span>${c.votes} votes</span>` : ""}</p>
<div class="said">${c.paragraphs.map((text) => `<p>${esc(text)}</p>\n`).join("")}</div></li>\n`;
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
  const classes = ["entry", x.key && "key", x.kind !== "update" && `kind-${x.kind}`, x.verification].filter(Boolean);
  const html = `<article id="${id}" class="${classes.join(" ")}">
<p class="when"><a href="${url}" rel="bookmark"><time datetime="${x.time}">${clock(x.time)}</time></a> <span class="zone">${x.zone}</span> <span class="date">${day(x.time)}</span></p>
<div class="story">
<h2 class="headline">${esc(x.title)}</h2>
<p class="meta">${x.kind === "summary" ? "<span>Summary</span> " : x.kind === "correction" ? '<span class="flag">Correction</span> ' : ""}${x.key ? '<span class="flag key">Key event</span> ' : ""}${x.verification ? `<span class="state ${x.verification}">${capital(x.verification)}</span> ` : ""}<span class="byline">By ${byline(x)}</span>${x.updated ? ` <span>Updated <time datetime="${x.updated}">${clock(x.updated)} ${x.zone}, ${day(x.updated)}</time></span>` : ""}</p>
${x.via ? `<p class="meta chain">${chain(x.via)}</p>\n` : ""}${x.corrects ? `<p class="relation"><b>Corrects</b> <a href="/${x.blog}/${x.corrects}.html">an earlier entry</a></p>\n` : ""}${x.correction ? `<div class="notice" role="note"><p class="label">Correction, <time datetime="${x.correction.at.slice(0, 10)}">${day(x.correction.at)}</time></p><div><p>${esc(x.correction.text)}</p></div></div>\n` : ""}<div class="body">
${x.place ? `<p class="dateline">${esc(x.place)}&nbsp;—</p>\n` : ""}${content}
</div>
${x.comments ? comments(x, id, blog) : ""}<div class="sources"><h3 class="label">Sources</h3>
<ol>
${x.sources.map((name, at) => `<li id="${id}-s${at + 1}">${source(blog.sources[name])}</li>\n`).join("")}</ol></div>
<ul class="foot">
<li>Filed under: ${x.tags.map((tag) => `<a href="/tags/${tag}.html" rel="tag">${esc(x.topics[tag])}</a>`).join(", ")}</li>
</ul>
</div>
</article>`;
  blocks.set(url, { content, html });
  return html;
}

export const block = (item) => entry(item.data, item.fileSlug, item.url, item.content);

export const row = ({ data, url }) =>
  `<li><time datetime="${data.time}"><span>${day(data.time)}</span> <span>${clock(data.time)}</span></time> <span class="what"><a href="${url}">${esc(data.title)}</a> <span class="meta"><a href="/${data.blog}/index.html">${esc(data.blogs[data.blog].title)}</a>${data.key ? ' <span class="flag key">Key event</span>' : ""}${data.verification ? ` <span class="state ${data.verification}">${capital(data.verification)}</span>` : ""}</span></span></li>\n`;

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
    { url, title: `${title} · ${SITE}` },
    `<header class="head">
<h1>${title}</h1>
</header>
<div class="index"><ul>
${links.map(([text, href]) => `<li><a href="${href}">${esc(text)}</a></li>\n`).join("")}</ul></div>`,
  );

const changed = ({ data }) => data.updated ?? data.time;
const seconds = (time) => `${time.slice(0, 16)}:00${time.slice(16)}`;
const latest = (items) => items.slice(-50).reverse();
const names = ({ data }) => data.by.map((id) => data.people[id].name);

const feedBodies = new Map();

function feedBody(item) {
  const known = feedBodies.get(item.url);
  if (known?.content === item.content) return known.html;
  const x = item.data;
  const { sources } = x.blogs[x.blog];
  const html = esc(`${x.correction ? `<div><p><b>Correction, ${day(x.correction.at)}</b></p><div>${esc(x.correction.text)}</div></div><hr>\n` : ""}${x.verification || x.via ? `<p><i>${x.verification ? `${capital(x.verification)}. ` : ""}${x.via ? chain(x.via) : ""}</i></p>\n` : ""}${x.place ? `<p>${esc(x.place)} —</p>\n` : ""}<div>
${item.content}
</div>
${x.comments ? `<h3>Comments</h3>\n<ul>${x.comments.map((c) => `<li><p><b>${esc(c.who)}</b>, <time datetime="${c.time}">${clock(c.time)} ${x.zone}, ${day(c.time)}</time></p>\n<div>${c.paragraphs.map((text) => `<p>${esc(text)}</p>\n`).join("")}</div></li>\n`).join("")}</ul>\n` : ""}<h3>Sources</h3>
<ol>
${x.sources.map((name) => sources[name]).map((s) => `<li><b>${esc(s.publisher)}</b>, <a href="${esc(s.url)}">${esc(s.title)}</a>${s.author ? `, ${esc(s.author)}` : ""}, ${day(s.published)}</li>\n`).join("")}</ol>
<p>${byline(x)}</p>`);
  feedBodies.set(item.url, { content: item.content, html });
  return html;
}

export function atom({ url, home, id, title }, items) {
  const newest = latest(items);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>tag:archive.example,2021:${id}</id>
<title>${esc(title)}</title>
<updated>${seconds(changed(newest[0]))}</updated>
<author><name>The archive</name></author>
<link href="${URL}${home}" rel="alternate"/>
<link href="${URL}${url}" rel="self" type="application/atom+xml"/>
<rights>CC BY 4.0</rights>
${newest
  .map(
    (item) => `<entry>
<id>tag:archive.example,2021:${item.data.blog}/${item.fileSlug}</id>
<title>${esc(item.data.title)}</title>
<updated>${seconds(changed(item))}</updated>
<published>${seconds(item.data.time)}</published>
${names(item).map((name) => `<author><name>${esc(name)}</name></author>\n`).join("")}<link href="${URL}${item.url}" rel="alternate"/>
${item.data.tags.map((tag) => `<category term="${tag}" label="${esc(item.data.topics[tag])}"/>\n`).join("")}<content type="html">${feedBody(item)}</content>
</entry>
`,
  )
  .join("")}</feed>
`;
}

export function rss({ url, home, title, description }, items) {
  const newest = latest(items);
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${esc(title)}</title>
<link>${URL}${home}</link>
<description>${esc(description)}</description>
<language>en</language>
<lastBuildDate>${new Date(changed(newest[0])).toUTCString()}</lastBuildDate>
<atom:link href="${URL}${url}" rel="self" type="application/rss+xml"/>
${newest
  .map(
    (item) => `<item>
<title>${esc(item.data.title)}</title>
<link>${URL}${item.url}</link>
<guid isPermaLink="false">tag:archive.example,2021:${item.data.blog}/${item.fileSlug}</guid>
<pubDate>${new Date(item.data.time).toUTCString()}</pubDate>
${names(item).map((name) => `<dc:creator>${esc(name)}</dc:creator>\n`).join("")}${item.data.tags.map((tag) => `<category>${esc(item.data.topics[tag])}</category>\n`).join("")}<content:encoded>${feedBody(item)}</content:encoded>
</item>
`,
  )
  .join("")}</channel>
</rss>
`;
}
