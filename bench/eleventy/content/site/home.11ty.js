import { SITE, SITE_URL, TERMS, esc, page, rows } from "../../theme.js";

const MOTTO = "Live blogs of one invented country, kept for a benchmark.";

export const data = { permalink: "/index.html" };

export const render = ({ blogs, collections }) =>
  page(
    { url: "/index.html", title: SITE, description: MOTTO, data: [{ "@type": "WebSite", "@id": `${SITE_URL}/`, name: SITE, url: `${SITE_URL}/`, description: MOTTO, ...TERMS }] },
    `<h1 class="title">${SITE}</h1>
<p class="standfirst motto">${MOTTO}</p>
<div class="sheet">
${[...collections.blogs]
  .reverse()
  .map(({ key, items }) => {
    const blog = blogs[key];
    return `<article class="card">
<h2><a href="/${key}/index.html">${esc(blog.title)}</a></h2>
<div class="standfirst"><p>${esc(blog.standfirst)}</p></div>
<ul class="facts"><li><span class="state">${blog.closed ? "Closed" : "Live"}</span></li><li>${blog.city} time</li></ul>
${rows(items.slice(-3).reverse())}
</article>
`;
  })
  .join("")}</div>`,
  );
