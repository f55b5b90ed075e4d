import { index } from "../../theme.js";

export const data = { permalink: "/people/index.html" };

export const render = (data) =>
  index("/people/index.html", "People", [...new Set(data.collections.peoplePages.map((of) => of.key))].sort().map((id) => [data.people[id].name, `/people/${id}.html`]));
