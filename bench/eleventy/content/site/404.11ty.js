import { SITE, page } from "../../theme.js";

export const data = { permalink: "/404.html" };

export const render = () =>
  page(
    { url: "/404.html", title: `Page not found · ${SITE}`, name: "Page not found" },
    `<div class="text">
<h1>Page not found</h1>
<div class="body"><p>There is no page at this address. Begin again at <a href="/index.html">${SITE}</a>.</p></div>
</div>`,
  );
