import { SITE, jsonFeed } from "../../theme.js";

export const data = { permalink: "/feed.json" };

export const render = ({ collections }) =>
  jsonFeed({ url: "/feed.json", home: "/index.html", title: SITE, description: SITE }, collections.entries);
