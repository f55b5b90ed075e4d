import { SITE_URL } from "../../theme.js";

export const data = { permalink: "/sitemap.xml" };

export const render = ({ collections }) => {
  const urls = ["/sitemap-pages.xml", ...collections.blogs.map(({ key }) => `/${key}/sitemap.xml`)];
  return `<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map((url) => `<sitemap><loc>${SITE_URL}${url}</loc></sitemap>\n`).join("")}</sitemapindex>
`;
};
