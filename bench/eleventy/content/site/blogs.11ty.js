import { block, blogFeeds, dayPath, esc, page, rail, weekday } from "../../theme.js";

export const data = {
  pagination: { data: "collections.blogs", size: 1, alias: "of" },
  permalink: ({ of }) => `/${of.key}/index.html`,
};

export const render = ({ of, blogs, page: { url } }) => {
  const blog = blogs[of.key];
  const summary = of.items.findLast((item) => item.data.kind === "summary");
  return page(
    { url, title: blog.title, description: blog.standfirst, feeds: blogFeeds(of.key, blog.title) },
    `<div class="sheet">
<header class="head">
<h1>${esc(blog.title)}</h1>
<div class="standfirst"><p>${esc(blog.standfirst)}</p></div>
<ul class="facts"><li><span class="state">${blog.closed ? "Closed" : "Live"}</span></li><li>${blog.city} time</li></ul>
</header>
${rail(of.key, of.items)}
<div class="stream">
${summary ? `<section aria-labelledby="summary"><h2 id="summary" class="rubric">In short</h2>\n${block(summary)}\n</section>\n` : ""}${of.items.slice(-20).reverse().map(block).join("\n")}
<nav class="days" aria-label="All days"><ul>
${of.days.map((date) => `<li><a href="${dayPath(of.key, date)}">${weekday(date)}</a></li>\n`).join("")}</ul></nav>
</div>
</div>`,
  );
};
