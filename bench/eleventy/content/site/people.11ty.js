import { SITE, esc, page, pager, partPath, rows } from "../../theme.js";

export const data = {
  pagination: { data: "collections.peoplePages", size: 1, alias: "of" },
  permalink: ({ of }) => partPath("people", of.key, of.part),
};

export const render = ({ of, people, page: { url } }) => {
  const person = people[of.key];
  return page(
    { url, title: `${person.name} · ${SITE}`, trail: [["People", "/people/index.html"]] },
    `<header class="head">
<h1>${esc(person.name)}</h1>
<p class="standfirst">${person.role}</p>
<div class="bio"><p>${esc(person.bio)}</p></div>
</header>
${pager("people", of.key, of.part, of.count)}${rows(of.items)}
${pager("people", of.key, of.part, of.count)}`,
  );
};
