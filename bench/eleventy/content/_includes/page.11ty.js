import { SITE, page } from "../../theme.js";

export const render = (data) =>
  page(
    { url: data.page.url, title: `${data.title} · ${SITE}`, name: data.title },
    `<div class="text">
<h1>${data.title}</h1>
<div class="body">${data.content}</div>
</div>`,
  );
