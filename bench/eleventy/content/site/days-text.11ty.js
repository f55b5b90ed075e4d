import { SITE, SITE_URL, dayPath, entryText, weekday } from "../../theme.js";

export const data = {
  pagination: { data: "collections.days", size: 1, alias: "of" },
  permalink: ({ of }) => dayPath(of.blog, of.day, of.part).replace(/html$/, "txt"),
};

const LINE = "-".repeat(72);

export const render = ({ of, blogs }) => `${blogs[of.blog].title}
${weekday(of.day)}${of.count > 1 ? ` · Part ${of.part} of ${of.count}` : ""}
${of.items.length} entries · ${blogs[of.blog].city} time
${SITE_URL}${dayPath(of.blog, of.day, of.part)}

${of.items.map((item) => `${LINE}\n\n${entryText(item)}\n`).join("")}${"=".repeat(72)}

${SITE}
The archive
CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>
To ask for something to be taken down: takedown@archive.example
`;
