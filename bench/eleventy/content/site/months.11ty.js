import { SITE, month, page, rows, weekday } from "../../theme.js";

export const data = {
  pagination: { data: "collections.months", size: 1, alias: "of" },
  permalink: ({ of }) => `/chronology/${of.key}.html`,
};

export const render = ({ of, collections, page: { url } }) =>
  page(
    { url, title: `${month(of.key)} · ${SITE}`, name: month(of.key), trail: [["Chronology", "/chronology/index.html"]] },
    `<header class="head">
<h1>Chronology</h1>
<p class="month">${month(of.key)}</p>
<nav class="months" aria-label="Months"><ul>
${[...collections.months].reverse().map(({ key }) => `<li><a href="/chronology/${key}.html">${month(key)}</a></li>\n`).join("")}</ul></nav>
</header>
${of.days
  .map(
    ([date, items]) => `<section class="of-month"><h2 class="rubric"><time datetime="${date}">${weekday(date)}</time></h2>
${rows(items)}</section>
`,
  )
  .join("")}`,
  );
