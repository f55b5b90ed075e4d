// The kinds of pages that Dateline makes. Templates are JavaScript, Eleventy's fastest kind, and Markdown is not sent
// through a second template language.

const PART = 50;
const ROWS = 100;

const grouped = (items, keysOf) => {
  const found = new Map();
  for (const item of items) {
    for (const key of keysOf(item)) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(item);
    }
  }
  return found;
};

const parts = (name, items, size) => {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => ({
    ...name,
    part: at + 1,
    count,
    items: items.slice(at * size, (at + 1) * size),
  }));
};

const listed = (groups, size) => [...groups].flatMap(([key, items]) => parts({ key }, [...items].reverse(), size));

export default function (config) {
  config.addPassthroughCopy({ assets: "assets" });
  config.setFrontMatterParsingOptions({ language: "yaml" });
  let entries;
  config.on("eleventy.before", () => {
    entries = undefined;
  });
  // Oldest first, each with its neighbours within its blog.
  const all = (api) => {
    if (!entries) {
      entries = api.getFilteredByGlob("content/blog-*/*.md");
      for (const items of grouped(entries, (item) => [item.data.blog]).values()) {
        items.forEach((item, at) => {
          item.data.earlier = items[at - 1];
          item.data.later = items[at + 1];
        });
      }
    }
    return entries;
  };
  const blogs = (api) => grouped(all(api), (item) => [item.data.blog]);
  const days = (items) => grouped(items, (item) => [item.data.time.slice(0, 10)]);
  config.addCollection("entries", all);
  config.addCollection("blogs", (api) =>
    [...blogs(api)].map(([key, items]) => ({ key, items, days: [...days(items).keys()] })),
  );
  config.addCollection("days", (api) =>
    [...blogs(api)].flatMap(([blog, ofBlog]) => {
      const ofDays = [...days(ofBlog)];
      return ofDays.flatMap(([day, items], at) =>
        parts({ blog, day, ofBlog, earlier: ofDays[at - 1]?.[0], later: ofDays[at + 1]?.[0] }, items, PART),
      );
    }),
  );
  const byTag = (api) => grouped(all(api), (item) => item.data.tags);
  config.addCollection("tagPages", (api) => listed(byTag(api), ROWS));
  config.addCollection("tagFeeds", (api) => [...byTag(api)].map(([key, items]) => ({ key, items: items.slice(-PART) })));
  const byPerson = (api) => grouped(all(api), (item) => item.data.by);
  config.addCollection("peoplePages", (api) => listed(byPerson(api), ROWS));
  config.addCollection("peopleFeeds", (api) => [...byPerson(api)].map(([key, items]) => ({ key, items: items.slice(-PART) })));
  config.addCollection("archives", (api) => [...blogs(api)].flatMap(([key, items]) => parts({ key }, items.slice(0, -PART), PART)));
  config.addCollection("publisherPages", (api) => listed(grouped(all(api), (item) => item.data.cited), ROWS));
  config.addCollection("months", (api) =>
    [...grouped(all(api), (item) => [item.data.time.slice(0, 7)])].map(([key, items]) => ({
      key,
      days: [...days(items)],
    })),
  );
  return {
    dir: { input: "content", output: "output" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}
