import { SITE, atom } from "../../theme.js";

export const data = {
  pagination: { data: "collections.peopleFeeds", size: 1, alias: "of" },
  permalink: ({ of }) => `/people/${of.key}.xml`,
};

export const render = ({ of, people, page: { url } }) =>
  atom(
    { url, home: `/people/${of.key}.html`, id: `~person/${of.key}`, title: `${people[of.key].name} · ${SITE}` },
    of.items,
  );
