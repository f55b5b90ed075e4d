import { SITE_URL, TERMS, block, blogData, blogFeeds, clock, controls, dayPath, esc, page, rail, seconds, weekday } from "../../theme.js";

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
  const text = url.replace(/html$/, "txt");
  const last = of.items.at(-1).data;
  const key = (item) =>
    `<a href="#${item.fileSlug}" aria-label="${clock(item.data.time)} ${esc(item.data.title)}"><rect x="${minute(item) - 65}" width="130" height="24"/><path class="key" d="M${minute(item)} 2v20"/></a>`;
  return page(
    {
      url,
      title: `${weekday(of.day)} · ${blog.title}`,
      trail: [[blog.title, `/${of.blog}/index.html`]],
      name: weekday(of.day),
      description: of.items.slice(0, 6).map((item) => item.data.title).join("; ").slice(0, 200),
      feeds: blogFeeds(of.blog, blog.title),
      head: `<link rel="alternate" type="text/plain" href="${text}">\n`,
      data: [
        {
          "@type": "CollectionPage",
          "@id": SITE_URL + url,
          name: `${weekday(of.day)} · ${blog.title}`,
          url: SITE_URL + url,
          ...TERMS,
          isPartOf: blogData(of.blog, blog.title),
          temporalCoverage: of.day,
          dateModified: seconds(last.updated ?? last.time),
        },
      ],
    },
    `<div class="sheet h-feed">
<header class="head">
<h1 class="p-name"><time datetime="${of.day}">${weekday(of.day)}</time></h1>
<ul class="facts">
<li>Part ${of.part} of ${of.count}</li>
<li>${of.items.length} entries</li>
<li>${blog.city} time</li>
</ul>
<nav class="steps" aria-label="The day before and after"><ul>
${of.earlier ? `<li><a rel="prev" href="${dayPath(of.blog, of.earlier)}">${weekday(of.earlier)}</a></li>\n` : ""}${of.later ? `<li><a rel="next" href="${dayPath(of.blog, of.later)}">${weekday(of.later)}</a></li>\n` : ""}</ul></nav>
<div class="strip" role="group" aria-label="The hours of the day">
<div class="lane"><svg viewBox="0 0 1440 24" preserveAspectRatio="none"><g aria-hidden="true"><path class="line" d="M0 12H1440"/><path d="${of.items.map((item) => `M${minute(item)} 8v8`).join("")}"/></g>${of.items.filter((item) => item.data.key).map(key).join("")}</svg></div>
<svg class="scale" aria-hidden="true"><text x="0%" y="11">0</text><text x="25%" y="11">6</text><text x="50%" y="11">12</text><text x="75%" y="11">18</text><text x="100%" y="11">24</text></svg>
</div>
</header>
${rail(of.blog, of.ofBlog)}
<div class="stream">
${controls(blog.city, of.count < 2 && "oldest")}
${parts(of)}<div class="entries" id="_entries" data-order="oldest">
${of.items.map(block).join("\n")}
</div>
${parts(of)}<nav class="neighbours" aria-label="Other days">
${of.earlier ? `<a class="earlier" rel="prev" href="${dayPath(of.blog, of.earlier)}"><span>Earlier</span> ${weekday(of.earlier)}</a>\n` : ""}${of.later ? `<a class="later" rel="next" href="${dayPath(of.blog, of.later)}"><span>Later</span> ${weekday(of.later)}</a>\n` : ""}</nav>
<p class="whole"><a href="${text}" type="text/plain">This page as plain text</a></p>
</div>
</div>`,
  );
};
