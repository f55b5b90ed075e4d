import { index } from "../../theme.js";

export const data = { permalink: "/publishers/index.html" };

export const render = (data) =>
  index("/publishers/index.html", "Sources", [...new Set(data.collections.publisherPages.map((of) => of.key))].sort().map((slug) => [data.publishers[slug], `/publishers/${slug}.html`]));
