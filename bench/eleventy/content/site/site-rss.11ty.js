import { SITE, rss } from "../../theme.js";

export const data = { permalink: "/rss.xml" };

export const render = ({ collections }) =>
  rss({ url: "/rss.xml", home: "/index.html", title: SITE, description: SITE }, collections.entries);
