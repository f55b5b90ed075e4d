import { rss } from "../../theme.js";

export const data = {
  pagination: { data: "collections.blogs", size: 1, alias: "of" },
  permalink: ({ of }) => `/${of.key}/rss.xml`,
};

export const render = ({ of, blogs, page: { url } }) => {
  const { title, standfirst } = blogs[of.key];
  return rss({ url, home: `/${of.key}/index.html`, id: of.key, title, description: standfirst }, of.items);
};
