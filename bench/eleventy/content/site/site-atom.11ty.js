import { SITE, atom } from "../../theme.js";

export const data = { permalink: "/atom.xml" };

export const render = ({ collections }) =>
  atom({ url: "/atom.xml", home: "/index.html", id: "~site", title: SITE }, collections.entries);
