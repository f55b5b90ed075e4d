import { index } from "../../theme.js";

export const data = { permalink: "/tags/index.html" };

export const render = (data) =>
  index("/tags/index.html", "Tags", [...new Set(data.collections.tagPages.map((of) => of.key))].sort().map((tag) => [data.topics[tag], `/tags/${tag}.html`]));
