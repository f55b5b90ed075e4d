// RFC 5005: what a blog's feed no longer holds.
import { atom } from "../../theme.js";

export const data = {
  pagination: { data: "collections.archives", size: 1, alias: "of" },
  permalink: ({ of }) => `/${of.key}/archive-${of.part}.xml`,
};

export const render = ({ of, blogs, page: { url } }) =>
  atom(
    {
      url,
      home: `/${of.key}/index.html`,
      id: of.key,
      title: blogs[of.key].title,
      archive: true,
      links: [
        ["current", `/${of.key}/atom.xml`],
        ...(of.part > 1 ? [["prev-archive", `/${of.key}/archive-${of.part - 1}.xml`]] : []),
        ...(of.part < of.count ? [["next-archive", `/${of.key}/archive-${of.part + 1}.xml`]] : []),
      ],
    },
    of.items,
  );
