import { SITE, SITE_FEEDS, esc, ownFeed, page, pager, partPath, rows } from "../../theme.js";

export const data = {
  pagination: { data: "collections.tagPages", size: 1, alias: "of" },
  permalink: ({ of }) => partPath("tags", of.key, of.part),
};

export const render = ({ of, topics, page: { url } }) =>
  page(
    {
      url,
      title: `${topics[of.key]} · ${SITE}`,
      trail: [["Tags", "/tags/index.html"]],
      name: topics[of.key],
      feeds: [ownFeed(topics[of.key], `/tags/${of.key}.xml`), ...SITE_FEEDS],
    },
    `<header class="head">
<h1>${esc(topics[of.key])}</h1>
</header>
${pager("tags", of.key, of.part, of.count)}${rows(of.items)}
${pager("tags", of.key, of.part, of.count)}`,
  );
