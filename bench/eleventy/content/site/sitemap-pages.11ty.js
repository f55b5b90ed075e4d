import { urlset } from "../../theme.js";

export const data = { permalink: "/sitemap-pages.xml" };

export const render = () =>
  urlset(["index", "about", "feeds", "chronology/index", "tags/index", "people/index", "publishers/index"].map((name) => [`/${name}.html`]));
