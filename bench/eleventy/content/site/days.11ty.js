import { block, blogFeeds, dayPath, page, rail, weekday } from "../../theme.js";

export const data = {
  pagination: { data: "collections.days", size: 1, alias: "of" },
  permalink: ({ of }) => dayPath(of.blog, of.day, of.part),
};

const minute = ({ data }) => +data.time.slice(11, 13) * 60 + +data.time.slice(14, 16);

const parts = (of) =>
  of.count < 2
    ? ""
    : `<nav class="parts" aria-label="Parts of this day"><ul>
<li>Parts</li>
${Array.from({ length: of.count }, (_, at) => `<li><a href="${dayPath(of.blog, of.day, at + 1)}"${at + 1 === of.part ? ' aria-current="page"' : ""}>${at + 1}</a></li>\n`).join("")}</ul></nav>\n`;

export const render = ({ of, blogs, page: { url } }) => {
  const blog = blogs[of.blog];
  return page(
    {
      url,
      title: `${weekday(of.day)} · ${blog.title}`,
      trail: [[blog.title, `/${of.blog}/index.html`]],
      feeds: blogFeeds(of.blog, blog.title),
    },
    `<div class="sheet">
<header class="head">
<h1><time datetime="${of.day}">${weekday(of.day)}</time></h1>
<ul class="facts">
<li>Part ${of.part} of ${of.count}</li>
<li>${of.items.length} entries</li>
<li>${blog.city} time</li>
</ul>
<div class="strip" aria-hidden="true"><span class="lane"><svg viewBox="0 0 1440 24" preserveAspectRatio="none"><path class="line" d="M0 12H1440M0 9v6M360 9v6M720 9v6M1080 9v6M1440 9v6"/><path d="${of.items.map((item) => `M${minute(item)} 7v10`).join("")}"/></svg></span><span class="scale"><span>0</span><span>6</span><span>12</span><span>18</span><span>24</span></span></div>
</header>
${rail(of.blog, of.ofBlog)}
<div class="stream">
${parts(of)}${of.items.map(block).join("\n")}
${parts(of)}<nav class="neighbours" aria-label="Other days">
${of.earlier ? `<a class="earlier" rel="prev" href="${dayPath(of.blog, of.earlier)}"><span>Earlier</span> ${weekday(of.earlier)}</a>\n` : ""}${of.later ? `<a class="later" rel="next" href="${dayPath(of.blog, of.later)}"><span>Later</span> ${weekday(of.later)}</a>\n` : ""}</nav>
</div>
</div>`,
  );
};
