import { blogFeeds, citing, clock, controls, dayPath, entry, entryData, entryMeta, esc, page, plain, weekday } from "../../theme.js";

export const render = (data) => {
  const blog = data.blogs[data.blog];
  const date = data.time.slice(0, 10);
  const id = data.page.fileSlug;
  const text = plain(data.content);
  const next = (item, rel, cls, word) =>
    item
      ? `<a class="${cls}" rel="${rel}" href="${item.url}"><span>${word} · ${clock(item.data.time)}</span> ${esc(item.data.title)}</a>\n`
      : "";
  return page(
    {
      url: data.page.url,
      title: `${data.title} · ${blog.title}`,
      name: data.title,
      description: text.slice(0, 200),
      type: "article",
      meta: entryMeta(data, blog.title),
      head: "",
      data: [entryData(data, data.page.url, text, blog)],
      trail: [
        [blog.title, `/${data.blog}/index.html`],
        [weekday(date), dayPath(data.blog, date)],
      ],
      feeds: blogFeeds(data.blog, blog.title),
    },
    `<div class="sheet">
<div class="stream">${entry(data, id, data.page.url, data.content)}
${controls(blog.city)}
${citing(data, id, data.page.url, blog.title)}
<p class="whole"><a href="${dayPath(data.blog, date)}#${id}">The whole day: ${weekday(date)}</a></p>
<nav class="neighbours" aria-label="Other entries">
${next(data.earlier, "prev", "earlier", "Earlier")}${next(data.later, "next", "later", "Later")}</nav>
</div>
</div>`,
  );
};
