import { URL } from "../../theme.js";

export const data = { permalink: "/robots.txt" };

export const render = () => `User-agent: *\nSitemap: ${URL}/sitemap.xml\n`;
