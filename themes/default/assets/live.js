// Follows a live blog: the page asks for itself now and then, and takes over what is new in it. What is not a whole page
// of this blog changes nothing. It runs before other scripts, since the page as it was sent is what it compares with.
(function () {
  "use strict";
  const PACE = 30e3, SLOWEST = 300e3, PATIENCE = 60e3, QUIET = 20e3, WHILE = 120e3, EDGE = 16;
  const root = document.documentElement, bar = document.getElementById("_live");
  const sheet = document.querySelector("[data-blog]"), entries = document.getElementById("_entries");
  if (!bar || !sheet || !entries || !/^http/.test(location.protocol) || !window.AbortController) { return; }
  const [button, speaker] = bar.children, ENTRY = ".entry[id]";
  const sources = new Map(); // Of every entry by id: its HTML and text as last fetched, never as it stands here.
  const parts = new Map(); // The same of each part that is followed as a whole.
  const waiting = new Map(); // New entries that are not shown yet.
  let line = []; // All entries of the stream that were ever seen, newest first: { id, day, section }.
  let title = document.title, last = "", newest = 0, done = false, fails = 0, seen = 0, spoken = 0, timer, speech;
  let asking = false, again = false;

  const shown = id => entries.querySelector("#" + CSS.escape(id));
  const part = name => document.querySelector(`[data-live="${name}"]`);
  const dayOf = section => section.querySelector(".rubric").textContent.trim();
  const note = article => sources.set(article.id, { html: article.outerHTML, text: article.textContent });

  // A text as a page of this blog, or null. Such a document runs nothing; scripts are left behind besides.
  function read(text) {
    const page = new DOMParser().parseFromString(text, "text/html"), found = page.querySelector("[data-blog]");
    if (!/<\/html>/i.test(text) || !found || found.dataset.blog !== sheet.dataset.blog || !page.getElementById("_entries")) { return null; }
    for (const script of page.querySelectorAll("script")) { script.remove(); }
    return page;
  }

  function streamOf(page) {
    return [...page.querySelectorAll(`#_entries ${ENTRY}:not(.tombstone)`)].map(article => {
      const section = article.closest(".of-day");
      return { id: article.id, day: dayOf(section), section, article };
    });
  }

  // The newest entries as fetched, and around them those known from before; without a common one, all of these are older.
  function merge(now) {
    const merged = now.slice(), at = item => item ? merged.findIndex(other => other.id === item.id) : -1;
    line.forEach((item, n) => {
      if (at(item) >= 0) { return; }
      const before = at(line[n - 1]), after = at(line.slice(n).find(other => at(other) >= 0));
      merged.splice(before >= 0 ? before + 1 : after >= 0 ? after : merged.length, 0, item);
    });
    line = merged;
  }

  const newer = (ref, node) => step(ref, node, entries.dataset.order === "oldest");
  const older = (ref, node) => step(ref, node, entries.dataset.order !== "oldest");
  function step(ref, node, down) {
    if (ref[down ? "nextElementSibling" : "previousElementSibling"] !== node) { ref[down ? "after" : "before"](node); }
  }

  // Puts a node beside the nearest of its neighbours in the line that `find` gives an element for.
  function beside(node, at, find, box) {
    for (let n = at + 1; n < line.length; n++) { const ref = find(line[n]); if (ref) { newer(ref, node); return; } }
    for (let n = at - 1; n >= 0; n--) { const ref = find(line[n]); if (ref) { older(ref, node); return; } }
    box.append(node);
  }

  function place(article) {
    const at = line.findIndex(item => item.id === article.id), { day, section } = line[at];
    const left = article.closest(".of-day");
    const of = item => { const found = item.id !== article.id && shown(item.id); return found && found.closest(".of-day"); };
    let home = [...entries.querySelectorAll(".of-day")].find(other => dayOf(other) === day);
    if (!home) {
      home = document.importNode(section, false);
      home.append(document.importNode(section.querySelector(".rubric"), true));
      beside(home, at, of, entries);
    }
    beside(article, at, item => item.id !== article.id && item.day === day && shown(item.id), home);
    if (left && !left.querySelector(ENTRY)) { left.remove(); }
    const empty = entries.querySelector(".empty");
    if (empty) { empty.remove(); }
  }

  // What is being played, or marked to be copied, is left alone until later.
  function busy(node) {
    const marked = getSelection();
    return [...node.querySelectorAll("audio, video")].some(media => !media.paused && !media.ended) ||
      !marked.isCollapsed && node.contains(marked.anchorNode);
  }

  function land(node) {
    if (!node.matches("a, button, summary, audio, video, [tabindex]")) { node.tabIndex = -1; }
    node.focus({ preventScroll: true });
  }

  // Replaces a node, and takes over what the reader did to it: what was opened, scrolled, and where the focus is.
  function replace(node, fresh) {
    const pictures = found => [...found.querySelectorAll("[src]")].map(child => child.getAttribute("src"));
    const name = found => found.querySelector("summary").textContent + pictures(found);
    const folds = [...node.querySelectorAll("details")], active = document.activeElement;
    for (const fold of fresh.querySelectorAll("details")) {
      const was = folds.find(other => name(other) === name(fold));
      if (was) { fold.open = was.open; }
    }
    const same = box => [...box.querySelectorAll(active.tagName)].filter(other => other.getAttribute("href") === active.getAttribute("href"));
    const focused = node.contains(active), at = same(node).indexOf(active);
    const slid = [...node.querySelectorAll("*")].map(child => [child.scrollLeft, child.scrollTop]);
    node.replaceWith(fresh);
    [...fresh.querySelectorAll("*")].forEach((child, n) => {
      if (slid[n] && (slid[n][0] || slid[n][1])) { [child.scrollLeft, child.scrollTop] = slid[n]; }
    });
    if (focused) { land(same(fresh)[at] || same(fresh)[0] || fresh); }
  }

  function mark(article, words) {
    const flag = document.createElement("span");
    flag.className = "fresh";
    flag.textContent = words;
    (article.querySelector(".when") || article.querySelector(".story")).append(" ", flag);
    setTimeout(() => steady(() => flag.remove()), WHILE);
  }

  // An entry that was known: as it is now, in its place.
  function put(article, removed) {
    const fresh = document.importNode(article, true), was = sources.get(article.id), node = shown(article.id);
    if (node && !removed && busy(node)) { again = true; return; }
    if (node) { replace(node, fresh); }
    if (!removed) { place(fresh); }
    if (node && !removed && was.text !== article.textContent) { mark(fresh, bar.dataset.edited); }
    note(article);
  }

  // Parts of the page around the stream: replaced, put in before what follows them, or taken out.
  function follow(page) {
    const all = [...page.querySelectorAll("[data-live]")], names = all.map(now => now.dataset.live);
    for (const now of all) {
      const name = now.dataset.live, node = part(name), fresh = document.importNode(now, true);
      if (parts.get(name) === now.outerHTML) { continue; }
      if (node && busy(node)) { again = true; continue; }
      if (node) { replace(node, fresh); } else {
        let next = now.nextElementSibling;
        const twin = other => other.id ? document.getElementById(other.id) : part(other.dataset.live);
        while (next && !twin(next)) { next = next.nextElementSibling; }
        if (next) { twin(next).before(fresh); } else { document.getElementById("_stream").append(fresh); }
      }
      parts.set(name, now.outerHTML);
      for (const article of now.querySelectorAll(ENTRY)) {
        const was = sources.get(article.id), double = shown(article.id), text = article.textContent;
        if (was && was.text !== text) { mark(fresh.querySelector("#" + CSS.escape(article.id)), bar.dataset.edited); }
        note(article);
        waiting.delete(article.id);
        if (double) { const section = double.closest(".of-day"); double.remove(); if (!section.querySelector(ENTRY)) { section.remove(); } }
      }
    }
    for (const node of document.querySelectorAll("[data-live]")) {
      if (names.includes(node.dataset.live)) { continue; }
      if (busy(node)) { again = true; continue; }
      parts.delete(node.dataset.live);
      const focused = node.contains(document.activeElement);
      node.remove();
      if (focused) { land(entries); }
    }
  }

  // Changes the page so that what is being read stays where it is, in browsers without scroll anchoring too.
  function steady(change) {
    const inSight = node => { const box = node.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
    const held = scrollY >= EDGE && [...sheet.querySelectorAll(ENTRY)].find(inSight);
    const top = held && held.getBoundingClientRect().top;
    root.style.overflowAnchor = "none";
    change();
    document.dispatchEvent(new Event("dateline:change"));
    const now = held && document.getElementById(held.id);
    if (now) { scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" }); }
    root.style.overflowAnchor = "";
  }

  // Whether new entries can be shown at once: where they go is where the reader is, or out of sight.
  function atEdge() {
    const box = entries.getBoundingClientRect();
    if (document.hidden) { return false; }
    return entries.dataset.order === "oldest" ? box.bottom <= innerHeight + EDGE : scrollY < EDGE || box.top >= innerHeight;
  }

  function phrase(count) {
    const rule = new Intl.PluralRules(root.lang || "en"), clock = document.querySelector("main time");
    const like = [count, 0, 1, 2, 3, 6, 11, 100].find(n => bar.getAttribute("data-new-" + n) && rule.select(n) === rule.select(count));
    const figures = !clock || /\d/.test(clock.textContent) ? String(count) : count.toLocaleString(root.lang);
    return (bar.getAttribute("data-new-" + like) || bar.getAttribute("data-new-100")).replace("#", figures);
  }

  function announce(words) {
    clearTimeout(speech);
    speaker.textContent = "";
    speech = setTimeout(() => { spoken = Date.now(); speaker.textContent = words; }, Math.max(100, spoken + QUIET - Date.now()));
  }

  function count() {
    const held = document.activeElement === button;
    if (button.hidden !== !waiting.size) { button.hidden = !waiting.size; }
    if (waiting.size) { button.textContent = phrase(waiting.size); }
    document.title = waiting.size ? `(${waiting.size}) ${title}` : title;
    if (held && button.hidden) { land(entries); }
  }

  // Shows what was waiting; gives the first of it in reading order.
  function show() {
    let first = null;
    for (const item of line) {
      const article = waiting.get(item.id);
      if (!article) { continue; }
      const fresh = document.importNode(article, true);
      waiting.delete(item.id);
      place(fresh);
      mark(fresh, bar.dataset.fresh);
      if (item.gap) { older(fresh, document.importNode(item.gap, true)); }
      if (!first || entries.dataset.order !== "oldest") { first = first || fresh; } else { first = fresh; }
    }
    count();
    return first;
  }

  function take(page) {
    const now = streamOf(page), more = page.querySelector(".stream > .more"), before = waiting.size;
    let added = 0;
    if (line.length && now.length && more && !now.some(item => line.some(other => other.id === item.id))) {
      // More has happened than a page holds: the way to what is missing stands in between.
      more.classList.add("gap");
      now[now.length - 1].gap = more;
    }
    merge(now);
    steady(() => {
      follow(page);
      for (const { id, article } of now) {
        const was = sources.get(id);
        if (was && was.html === article.outerHTML && (waiting.has(id) || shown(id))) { continue; }
        if (was && !waiting.has(id)) { put(article); continue; }
        if (!was) { added += 1; }
        waiting.set(id, article);
        note(article);
      }
      // A tombstone stands where the entry stood. One of something that was never seen here is none.
      for (const article of page.querySelectorAll(".tombstone[id]")) {
        waiting.delete(article.id);
        const node = shown(article.id);
        if (node && !node.matches(".tombstone")) { put(article, true); }
      }
      title = page.title;
      if (waiting.size && atEdge()) { show(); }
    });
    count();
    if (added) { announce(phrase(waiting.size || before + added)); }
    const status = page.querySelector("[data-blog]").dataset.status;
    if (status !== "live") {
      done = true;
      sheet.dataset.status = status;
      announce([...page.querySelectorAll(".facts .state")].map(state => state.textContent).join(", "));
    }
  }

  async function ask() {
    if (asking || done) { return; }
    clearTimeout(timer);
    asking = true;
    const stop = new AbortController(), patience = setTimeout(() => stop.abort(), PATIENCE);
    let good = false;
    try {
      const answer = await fetch(location.pathname + location.search, { cache: "no-cache", signal: stop.signal });
      const text = answer.ok && /html/.test(answer.headers.get("Content-Type")) ? await answer.text() : "";
      const made = Date.parse(answer.headers.get("Last-Modified")) || newest;
      if (text && text === last || made < newest) { good = true; } else {
        // Links lead from where the page stands.
        const page = new URL(".", answer.url).href === new URL(".", location.href).href && read(text);
        if (page) { again = false; take(page); newest = made; last = again ? "" : text; good = true; }
      }
      if (good && waiting.size && atEdge()) { steady(show); }
    } catch (fault) { /* it is asked again */ }
    clearTimeout(patience);
    asking = false;
    seen = Date.now();
    fails = good ? 0 : fails + 1;
    plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!done && !document.hidden) { timer = setTimeout(ask, Math.min(SLOWEST, PACE * 2 ** fails) * (.8 + .4 * Math.random())); }
  }
  function wake() { if (document.hidden || Date.now() - seen < 2e3) { plan(); } else { ask(); } }

  button.addEventListener("click", () => {
    let first;
    steady(() => { first = show(); });
    document.dispatchEvent(new Event("dateline:change"));
    if (!first) { return; }
    land(first);
    first.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth", block: "start" });
  });
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  addEventListener("pageshow", event => { if (event.persisted) { wake(); } });
  const first = read(root.outerHTML + "</html>");
  if (!first) { return; }
  line = streamOf(first);
  for (const article of first.querySelectorAll(ENTRY)) { note(article); }
  for (const found of first.querySelectorAll("[data-live]")) { parts.set(found.dataset.live, found.outerHTML); }
  plan();
}());
