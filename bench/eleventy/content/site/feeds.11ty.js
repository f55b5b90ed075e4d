import { SITE, SITE_FEEDS, blogFeeds, esc, inForms, ownFeed, page } from "../../theme.js";

export const data = { permalink: "/feeds.html" };

const line = ([text, href, feeds]) =>
  `<li><a href="${href}" dir="auto">${esc(text)}</a> <span class="formats">${inForms(feeds)}</span></li>\n`;

export const render = ({ blogs, collections, people, topics, page: { url } }) => {
  const groups = [
    ["Everything", [[SITE, "/index.html", SITE_FEEDS]]],
    ["Live blogs", [...collections.blogs].reverse().map(({ key }) => [blogs[key].title, `/${key}/index.html`, blogFeeds(key, blogs[key].title)])],
    ["Tags", collections.tagFeeds.map(({ key }) => [topics[key], `/tags/${key}.html`, [ownFeed(topics[key], `/tags/${key}.xml`)]])],
    ["People", collections.peopleFeeds.map(({ key }) => [people[key].name, `/people/${key}.html`, [ownFeed(people[key].name, `/people/${key}.xml`)]])],
  ];
  return page(
    { url, title: `Feeds · ${SITE}`, name: "Feeds" },
    `<header class="head">
<h1>Feeds</h1>
<p class="standfirst">A feed brings every new entry, whole, into a program of your choice, such as a feed reader. Give the program one of these addresses and it looks for news by itself: there is no account, and nobody learns which entries you read.</p>
<p class="meta">Atom, RSS and JSON Feed say the same; take whichever your program knows. They hold the newest entries, and the Atom feed of a live blog leads back to its first one (archived feeds, RFC 5005).</p>
</header>
<div class="index feed-index">
${groups.map(([heading, links]) => `<section><h2 class="rubric">${heading}</h2>\n<ul>\n${links.map(line).join("")}</ul></section>\n`).join("")}</div>`,
  );
};
