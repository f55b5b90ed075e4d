import { dayPath, urlset } from "../../theme.js";

export const data = {
  pagination: { data: "collections.blogs", size: 1, alias: "of" },
  permalink: ({ of }) => `/${of.key}/sitemap.xml`,
};

export const render = ({ of, collections }) =>
  urlset([
    [`/${of.key}/index.html`],
    ...collections.days.filter((day) => day.blog === of.key).map((day) => [dayPath(day.blog, day.day, day.part)]),
    ...of.items.map((item) => [item.url, item.data.updated ?? item.data.time]),
  ]);
