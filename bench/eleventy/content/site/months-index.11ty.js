import { index, month } from "../../theme.js";

export const data = { permalink: "/chronology/index.html" };

export const render = (data) =>
  index("/chronology/index.html", "Chronology", data.collections.months.map(({ key }) => [month(key), `/chronology/${key}.html`]));
