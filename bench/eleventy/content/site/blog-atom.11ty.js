import { atom } from "../../theme.js";

export const data = {
  pagination: { data: "collections.blogs", size: 1, alias: "of" },
  permalink: ({ of }) => `/${of.key}/atom.xml`,
};

export const render = ({ of, blogs, page: { url } }) => {
  const { title } = blogs[of.key];
  const archives = Math.ceil((of.items.length - 50) / 50);
  const links = archives > 0 ? [["prev-archive", `/${of.key}/archive-${archives}.xml`]] : [];
  return atom({ url, home: `/${of.key}/index.html`, id: of.key, title, links }, of.items);
};
