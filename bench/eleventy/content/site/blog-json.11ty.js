import { jsonFeed } from "../../theme.js";

export const data = {
  pagination: { data: "collections.blogs", size: 1, alias: "of" },
  permalink: ({ of }) => `/${of.key}/feed.json`,
};

export const render = ({ of, blogs, page: { url } }) => {
  const { title, standfirst } = blogs[of.key];
  return jsonFeed({ url, home: `/${of.key}/index.html`, title, description: standfirst }, of.items);
};
