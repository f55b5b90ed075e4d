import { EARLY_HASH } from "../../theme.js";

export const data = { permalink: "/_headers" };

const fresh = (url, age) => `${url}\n  Cache-Control: public, max-age=${age}, must-revalidate\n`;
const feeds = (prefix) => ["atom.xml", "rss.xml", "feed.json"].map((name) => fresh(`${prefix}/${name}`, 300)).join("");

export const render = ({ blogs }) => `/*
  Content-Security-Policy: default-src 'none'; script-src 'self' '${EARLY_HASH}'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'none'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'
  Referrer-Policy: same-origin
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
${feeds("")}${Object.entries(blogs)
  .filter(([, blog]) => !blog.closed)
  .map(([key]) => fresh(`/${key}/index.html`, 5) + feeds(`/${key}`))
  .join("")}`;
