import { URL, dayPath } from "../../theme.js";

export const data = { permalink: "/sitemap.xml" };

export const render = ({ collections }) => {
  const urls = [
    ...collections.blogs.map(({ key }) => [`/${key}/index.html`]),
    ...collections.days.map((of) => [dayPath(of.blog, of.day, of.part)]),
    ...collections.entries.map((item) => [item.url, item.data.updated ?? item.data.time]),
  ];
  const one = ([url, at]) => `<url><loc>${URL}${url}</loc>${at ? `<lastmod>${at}</lastmod>` : ""}</url>\n`;
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map(one).join("")}</urlset>
`;
};
