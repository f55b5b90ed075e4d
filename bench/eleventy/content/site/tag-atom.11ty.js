import { SITE, atom } from "../../theme.js";

export const data = {
  pagination: { data: "collections.tagFeeds", size: 1, alias: "of" },
  permalink: ({ of }) => `/tags/${of.key}.xml`,
};

export const render = ({ of, topics, page: { url } }) =>
  atom({ url, home: `/tags/${of.key}.html`, id: `~tag/${of.key}`, title: `${topics[of.key]} · ${SITE}` }, of.items);
