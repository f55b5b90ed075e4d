import { SITE, esc, page, pager, partPath, row, source } from "../../theme.js";

export const data = {
  pagination: { data: "collections.publisherPages", size: 1, alias: "of" },
  permalink: ({ of }) => partPath("publishers", of.key, of.part),
};

export const render = ({ of, blogs, publishers, page: { url } }) => {
  const documents = ({ data }) =>
    data.sources
      .map((name) => blogs[data.blog].sources[name])
      .filter((document) => document.slug === of.key)
      .map((document) => `<li class="document">${source(document)}</li>\n`)
      .join("");
  return page(
    { url, title: `${publishers[of.key]} · ${SITE}`, name: publishers[of.key], trail: [["Sources", "/publishers/index.html"]] },
    `<header class="head">
<h1>${esc(publishers[of.key])}</h1>
</header>
${pager("publishers", of.key, of.part, of.count)}<ol class="rows">
${of.items.map((item) => row(item) + documents(item)).join("")}</ol>
${pager("publishers", of.key, of.part, of.count)}`,
  );
};
