import { LIVE, LIVE_BAR, SITE, SITE_URL, TERMS, block, blogFeeds, controls, dayPath, esc, page, rail, seconds, weekday } from "../../theme.js";

export const data = {
  pagination: { data: "collections.blogs", size: 1, alias: "of" },
  permalink: ({ of }) => `/${of.key}/index.html`,
};

const strip = (of) => {
  const counts = of.days.map((date) => of.items.filter((item) => item.data.time.startsWith(date)).length);
  const most = Math.max(...counts);
  const bar = (date, at) => {
    const height = Math.ceil((10 * counts[at]) / most);
    return `<a href="${dayPath(of.key, date)}" aria-label="${weekday(date)}: ${counts[at]} entries"><rect x="${at}" width="1" height="24"/><path class="key" d="M${at}.5 ${12 - height}v${2 * height}"/></a>`;
  };
  return `<div class="strip" role="group" aria-label="The days of this coverage">
<div class="lane"><svg viewBox="0 0 ${of.days.length} 24" preserveAspectRatio="none"><g aria-hidden="true"><path class="line" d="M0 12H${of.days.length}"/></g>${of.days.map(bar).join("")}</svg></div>
<svg class="scale" aria-hidden="true"><text x="0%" y="11">${weekday(of.days[0])}</text><text x="100%" y="11">${weekday(of.days.at(-1))}</text></svg>
</div>`;
};

const liveData = (of, { title, standfirst, closed }, url, topics) => {
  const counts = new Map();
  for (const item of of.items) for (const tag of item.data.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const tags = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5);
  const first = of.items[0].data;
  const last = of.items.at(-1).data;
  return {
    "@type": "LiveBlogPosting",
    "@id": SITE_URL + url,
    url: SITE_URL + url,
    author: [TERMS.publisher],
    ...TERMS,
    isPartOf: { "@type": "WebSite", "@id": `${SITE_URL}/`, name: SITE },
    headline: title,
    description: standfirst,
    datePublished: seconds(first.time),
    dateModified: seconds(last.updated ?? last.time),
    about: tags.map(([tag]) => ({ "@type": "Thing", name: topics[tag], url: `${SITE_URL}/tags/${tag}.html` })),
    coverageStartTime: seconds(first.time),
    coverageEndTime: closed ? seconds(last.time) : undefined,
    liveBlogUpdate: of.items
      .slice(-20)
      .reverse()
      .map(({ data, url: own }) => ({
        "@type": "BlogPosting",
        headline: data.title,
        url: SITE_URL + own,
        datePublished: seconds(data.time),
        dateModified: data.updated && seconds(data.updated),
        author: data.by.map((id) => ({ "@type": "Person", name: data.people[id].name })),
      })),
  };
};

export const render = ({ of, blogs, topics, page: { url } }) => {
  const blog = blogs[of.key];
  const summary = of.items.findLast((item) => item.data.kind === "summary");
  return page(
    { url, title: blog.title, description: blog.standfirst, feeds: blogFeeds(of.key, blog.title), head: blog.closed ? "" : LIVE, data: [liveData(of, blog, url, topics)] },
    `<div class="sheet h-feed" data-blog="${of.key}" data-status="${blog.closed ? "closed" : "live"}">
<header class="head" data-live="head">
<h1 class="p-name">${esc(blog.title)}</h1>
<div class="standfirst p-summary"><p>${esc(blog.standfirst)}</p></div>
<ul class="facts"><li><span class="state">${blog.closed ? "Closed" : "Live"}</span></li><li>${blog.city} time</li></ul>
${strip(of)}
</header>
${rail(of.key, of.items)}
<div class="stream" id="_stream">
${controls(blog.city, "newest")}
${blog.closed ? "" : LIVE_BAR}
${summary ? `<section aria-labelledby="_summary" data-live="summary"><h2 id="_summary" class="rubric">In short</h2>\n${block(summary)}\n</section>\n` : ""}<div class="entries" id="_entries" data-order="newest">
${of.items.slice(-20).reverse().map(block).join("\n")}
</div>
<nav class="days" aria-label="All days" data-live="days"><ul>
${of.days.map((date) => `<li><a href="${dayPath(of.key, date)}">${weekday(date)}</a></li>\n`).join("")}</ul></nav>
</div>
</div>`,
  );
};
