import { SITE, SITE_FEEDS, SITE_URL, esc, ownFeed, page, pager, partPath, rows } from "../../theme.js";

export const data = {
  pagination: { data: "collections.peoplePages", size: 1, alias: "of" },
  permalink: ({ of }) => partPath("people", of.key, of.part),
};

export const render = ({ of, people, page: { url } }) => {
  const person = people[of.key];
  return page(
    {
      url,
      title: `${person.name} · ${SITE}`,
      name: person.name,
      trail: [["People", "/people/index.html"]],
      feeds: [ownFeed(person.name, `/people/${of.key}.xml`), ...SITE_FEEDS],
      type: "profile",
      data: [
        {
          "@type": "ProfilePage",
          "@id": SITE_URL + url,
          url: SITE_URL + url,
          inLanguage: "en",
          mainEntity: { "@type": "Person", name: person.name, jobTitle: person.role },
        },
      ],
    },
    `<header class="head">
<h1>${esc(person.name)}</h1>
<p class="standfirst">${person.role}</p>
<div class="bio"><p>${esc(person.bio)}</p></div>
</header>
${pager("people", of.key, of.part, of.count)}${rows(of.items)}
${pager("people", of.key, of.part, of.count)}`,
  );
};
