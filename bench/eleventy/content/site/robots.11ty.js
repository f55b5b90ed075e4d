import { SITE_URL } from "../../theme.js";

export const data = { permalink: "/robots.txt" };

export const render = () => `User-agent: *\nSitemap: ${SITE_URL}/sitemap.xml\n`;
