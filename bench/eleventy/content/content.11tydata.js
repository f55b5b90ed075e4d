// Entries stand at BLOG/ID.html; every other page says itself where it stands.
export default {
  permalink: (data) => `/${data.blog}/${data.page.fileSlug}.html`,
};
