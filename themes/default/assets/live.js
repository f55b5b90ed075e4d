// Follows a live blog: the page asks for itself and takes over what is new. It runs before other scripts. What is
// not a whole page of this blog changes nothing.
(function () {
  "use strict";
  const root = document.documentElement, bar = document.getElementById("_live"), entries = document.getElementById("_entries");
  const sheet = document.querySelector("[data-blog]"), ENTRY = ".entry[id]";
  if (!bar || !entries || !/^http/.test(location.protocol) || !window.AbortController) { return; }
  const [button, speaker] = bar.children;
  const sources = new Map(), parts = new Map(); // Entries and parts as last fetched.
  const waiting = new Map(); // New entries not shown yet.
  let line = []; // All entries ever seen, newest first.
  let title = document.title, last, newest = 0, fails = 0, spoken = 0, asking, again, done, timer, speech, rest;

  const all = (box, selector) => [...box.querySelectorAll(selector)];
  const without = (box, selector) => { all(box, selector).forEach(node => node.remove()); return box; };
  const shown = id => entries.querySelector("#" + CSS.escape(id));
  const part = name => document.querySelector(`[data-live="${name}"]`);
  const dayOf = section => section.querySelector(".rubric").textContent;
  const note = article => sources.set(article.id, article);
  const backwards = () => entries.dataset.order === "oldest";
  const copy = node => document.importNode(node, true);
  const text = article => without(article.cloneNode(true), "[hidden]").textContent;

  function read(html) {
    const page = new DOMParser().parseFromString(html, "text/html"), found = page.querySelector("[data-blog]");
    without(page, "script");
    return /<\/html>/i.test(html) && found && found.dataset.blog === sheet.dataset.blog && page.getElementById("_entries") && page;
  }

  function streamOf(page) {
    return all(page, `#_entries ${ENTRY}:not(.tombstone)`).map(article => {
      const section = article.closest(".of-day");
      return { id: article.id, day: dayOf(section), section, article };
    });
  }

  // The newest entries, and those known from before around them.
  function merge(now) {
    const at = item => item ? now.findIndex(other => other.id === item.id) : -1;
    line.forEach((item, n) => {
      if (at(item) >= 0) { return; }
      const before = at(line[n - 1]), after = at(line.slice(n).find(other => at(other) >= 0));
      now.splice(before >= 0 ? before + 1 : after >= 0 ? after : now.length, 0, item);
    });
    line = now;
  }

  function step(ref, node, down) {
    if (ref[down ? "nextElementSibling" : "previousElementSibling"] !== node) { ref[down ? "after" : "before"](node); }
  }

  // Puts a node next to the nearest that `find` gives.
  function beside(node, at, find, box) {
    const older = line.slice(at + 1).map(find).find(Boolean), newer = line.slice(0, at).reverse().map(find).find(Boolean);
    if (older) { step(older, node, backwards()); } else if (newer) { step(newer, node, !backwards()); } else { box.append(node); }
  }

  function tidy(section) {
    if (section && !section.querySelector(ENTRY)) { section.remove(); }
  }

  function place(article) {
    const at = line.findIndex(item => item.id === article.id), { day, section } = line[at], left = article.closest(".of-day");
    const found = item => item.id !== article.id && shown(item.id);
    let home = all(entries, ".of-day").find(other => dayOf(other) === day);
    if (!home) {
      home = document.importNode(section, false);
      home.append(copy(section.querySelector(".rubric")));
      beside(home, at, item => found(item) && found(item).closest(".of-day"), entries);
    }
    beside(article, at, item => item.day === day && found(item), home);
    tidy(left);
    all(entries, ".empty").forEach(empty => empty.remove());
  }

  // What is played, or marked to be copied, waits.
  function busy(node) {
    const marked = getSelection();
    const held = all(node, "audio, video").some(media => !media.paused) || !marked.isCollapsed && node.contains(marked.anchorNode);
    again = again || held;
    return held;
  }

  function land(node) {
    if (node.tabIndex < 0) { node.tabIndex = -1; }
    node.focus({ preventScroll: true });
  }

  // What was open, scrolled or in focus stays so.
  function replace(node, fresh) {
    const name = fold => text(fold.querySelector("summary")) + all(fold, "[src]").map(child => child.getAttribute("src"));
    for (const fold of all(fresh, "details")) {
      const was = all(node, "details").find(other => name(other) === name(fold));
      if (was) { fold.open = was.open; }
    }
    const active = document.activeElement, same = box => all(box, active.tagName).filter(other => other.href === active.href);
    const held = node.contains(active), at = same(node).indexOf(active), slid = all(node, "*").map(child => [child.scrollLeft, child.scrollTop]);
    node.replaceWith(fresh);
    all(fresh, "*").forEach((child, n) => { if (slid[n] && slid[n].some(Boolean)) { child.scrollTo(...slid[n]); } });
    if (held) { land(same(fresh)[at] || same(fresh)[0] || fresh); }
  }

  function mark(article, words) {
    const flag = document.createElement("span");
    flag.className = "fresh";
    flag.textContent = words;
    (article.querySelector(".when") || article.querySelector(".story")).append(" ", flag);
    setTimeout(() => steady(() => flag.remove()), 120e3);
  }
  function edited(fresh, article) {
    const was = sources.get(article.id);
    if (fresh && was && text(was) !== text(article)) { mark(fresh, bar.dataset.edited); }
    note(article);
  }

  function put(article, removed) {
    const fresh = copy(article), node = shown(article.id);
    if (node && !removed && busy(node)) { return; }
    if (node) { replace(node, fresh); }
    if (!removed) { place(fresh); }
    edited(node && !removed && fresh, article);
  }

  function follow(page) {
    const twin = other => other.id ? document.getElementById(other.id) : part(other.dataset.live);
    for (const now of all(page, "[data-live]")) {
      const name = now.dataset.live, node = part(name), fresh = copy(now);
      if (parts.get(name) === now.outerHTML || node && busy(node)) { continue; }
      let next = now.nextElementSibling;
      while (next && !twin(next)) { next = next.nextElementSibling; }
      if (node) { replace(node, fresh); } else if (next) { twin(next).before(fresh); } else { twin(now.parentNode).append(fresh); }
      parts.set(name, now.outerHTML);
      for (const article of all(now, ENTRY)) {
        const double = shown(article.id), left = double && double.closest(".of-day");
        edited(fresh.querySelector("#" + CSS.escape(article.id)), article);
        waiting.delete(article.id);
        if (double) { double.remove(); tidy(left); }
      }
    }
    for (const node of all(document, "[data-live]")) {
      if (page.querySelector(`[data-live="${node.dataset.live}"]`) || busy(node)) { continue; }
      if (node.contains(document.activeElement)) { land(entries); }
      parts.delete(node.dataset.live);
      node.remove();
    }
  }

  // Changes the page; what is being read stays where it is.
  function steady(change) {
    const box = node => node.getBoundingClientRect();
    const held = scrollY > 16 && all(sheet, ENTRY).find(node => box(node).bottom > 0), before = held && box(held).top;
    root.style.overflowAnchor = "none";
    change();
    document.dispatchEvent(new Event("dateline:change"));
    const now = held && document.getElementById(held.id);
    if (now && before < innerHeight) { scrollBy({ top: box(now).top - before, behavior: "instant" }); }
    root.style.overflowAnchor = "";
  }

  // Whether readers are where new entries go, or these go out of sight.
  function atEdge() {
    const box = entries.getBoundingClientRect();
    return !document.hidden && (backwards() ? box.bottom < innerHeight + 16 : scrollY < 16 || box.top >= innerHeight);
  }

  // The page has the words for one number of each kind of plural.
  function phrase(count) {
    const lang = root.lang || "en", rule = new Intl.PluralRules(lang), clock = document.querySelector("main time");
    const like = [0, 1, 2, 3, 6, 11, 100].find(n => rule.select(n) === rule.select(count)) || 100;
    return bar.getAttribute("data-new-" + like).replace("#", clock && !/\d/.test(text(clock)) ? count.toLocaleString(lang) : count);
  }

  function announce(words) {
    clearTimeout(speech);
    speaker.textContent = "";
    speech = setTimeout(() => { spoken = Date.now(); speaker.textContent = words; }, Math.max(100, spoken + 20e3 - Date.now()));
  }

  function count() {
    const size = waiting.size;
    if (size) { button.textContent = phrase(size); } else if (document.activeElement === button) { land(entries); }
    if (button.hidden !== !size) { button.hidden = !size; }
    document.title = size ? `(${size}) ${title}` : title;
  }

  // Shows what waited; gives the first of it.
  function show() {
    let first;
    for (const { id, more } of line.filter(item => waiting.has(item.id))) {
      const fresh = copy(waiting.get(id));
      place(fresh);
      mark(fresh, bar.dataset.fresh);
      if (more) { step(fresh, copy(more), !backwards()); }
      first = backwards() ? fresh : first || fresh;
    }
    waiting.clear();
    count();
    return first;
  }

  function take(page) {
    const now = streamOf(page), fetched = now.slice(), more = page.querySelector(".stream > .more"), status = page.querySelector("[data-blog]").dataset.status;
    let added = 0;
    if (line.length && more && now.length && !line.some(item => now.some(other => other.id === item.id))) {
      // More has happened than a page holds: a link says so.
      more.classList.add("gap");
      more.prepend(bar.dataset.gap + " ");
      now[now.length - 1].more = more;
    }
    merge(now);
    steady(() => {
      follow(page);
      for (const { id, article } of fetched) {
        const was = sources.get(id), waits = waiting.has(id);
        if (was && was.outerHTML === article.outerHTML && (waits || shown(id))) { continue; }
        if (was && !waits) { put(article); continue; }
        if (!was) { added += 1; }
        waiting.set(id, article);
        note(article);
      }
      for (const article of all(page, ".tombstone[id]")) {
        const node = shown(article.id);
        waiting.delete(article.id);
        if (node && !node.matches(".tombstone")) { put(article, true); }
      }
      title = page.title;
      if (added) { announce(phrase(waiting.size)); }
      if (atEdge()) { show(); }
    });
    count();
    if (status !== "live") {
      done = true;
      sheet.dataset.status = status;
      announce(all(page, ".facts .state").map(text).join(", "));
    }
  }

  async function ask() {
    clearTimeout(timer);
    if (asking || done) { return; }
    asking = true;
    const stop = new AbortController(), patience = setTimeout(() => stop.abort(), 60e3);
    fails += 1;
    try {
      const answer = await fetch(location.pathname + location.search, { cache: "no-cache", signal: stop.signal });
      const html = answer.ok && /html/.test(answer.headers.get("Content-Type")) && await answer.text();
      const made = Date.parse(answer.headers.get("Last-Modified")) || newest, at = url => new URL(".", url).href;
      // Older: a cache lags behind. From elsewhere: links would lead elsewhere.
      if (html && (html === last || made < newest)) { fails = 0; } else if (html && at(answer.url) === at(location.href)) {
        const page = read(html);
        if (page) {
          again = false;
          take(page);
          newest = made;
          last = again ? "" : html;
          fails = 0;
        }
      }
      if (waiting.size && atEdge()) { steady(show); }
    } catch (fault) { /* it is asked again */ }
    clearTimeout(patience);
    asking = false;
    plan();
  }

  function plan() {
    clearTimeout(timer);
    if (!done && !document.hidden) { timer = setTimeout(ask, Math.min(300e3, 30e3 * 2 ** fails) * (.8 + .4 * Math.random())); }
  }
  const wake = () => document.hidden ? plan() : ask();

  button.addEventListener("click", () => {
    let first;
    steady(() => { first = show(); });
    if (!first) { return; }
    land(first);
    first.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
  });
  addEventListener("scroll", () => {
    clearTimeout(rest);
    rest = setTimeout(() => waiting.size && atEdge() && steady(show), 200);
  }, { passive: true });
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  addEventListener("pageshow", event => { if (event.persisted) { wake(); } });
  const sent = read(root.outerHTML + "</html>");
  line = streamOf(sent);
  all(sent, ENTRY).forEach(note);
  for (const found of all(sent, "[data-live]")) { parts.set(found.dataset.live, found.outerHTML); }
  plan();
}());
