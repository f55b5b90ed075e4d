// A reader's switches: light or dark, which end first, whose clock. What was chosen is kept, where that is allowed.
(function () {
  "use strict";
  const root = document.documentElement, lang = root.lang || "en";
  const key = "dateline " + new URL(root.dataset.site, location.href).pathname;
  const entries = document.getElementById("_entries"), usual = entries && entries.dataset.order;
  const sheet = document.querySelector("[data-status]");
  const CLOCK = /\p{Nd}\p{Nd}(\P{Nd})\p{Nd}\p{Nd}/u, AGES = 12 * 3600e3;
  const own = new WeakMap(); // The page's own words, by text node.
  let chosen = {};

  function read() {
    try { chosen = Object(JSON.parse(localStorage.getItem(key))); } catch (fault) { /* as before */ }
  }
  function keep(name, value) {
    read();
    chosen[name] = value;
    try { localStorage.setItem(key, JSON.stringify(chosen)); } catch (fault) { /* for this page only */ }
  }

  function scheme(value) {
    if (value) { root.dataset.scheme = value; } else { delete root.dataset.scheme; }
    root.style.colorScheme = value;
  }

  function order(value) {
    if (!entries || entries.dataset.order === value) { return; }
    entries.dataset.order = value;
    for (const box of [entries, ...entries.querySelectorAll(".of-day")]) {
      box.append(...[...box.children].filter(child => !child.matches(".rubric")).reverse());
    }
    const more = document.querySelector(".stream > .more");
    if (more) { entries[value === usual ? "after" : "before"](more); }
  }

  // Times are told in the page's language and figures.
  const latin = text => /\d/.test(text);
  const tongue = text => (lang === "en" ? "en-GB" : lang) + "-u-ca-gregory" + (latin(text) ? "-nu-latn" : "");
  const figures = (text, like) => latin(like) ? text : text.replace(/\d/g, digit => (+digit).toLocaleString(lang));
  const here = date => new Date(date - date.getTimezoneOffset() * 60e3).toISOString().slice(0, 16);

  function say(node, words) {
    if (!node) { return; }
    if (!own.has(node)) { own.set(node, node.data); }
    const text = words ? words(own.get(node)) : own.get(node);
    if (node.data !== text) { node.data = text; }
  }

  // The clock changes within its words ("about 21:17"); a time of which only the day is known stays as it is.
  function tell(time, mine) {
    const date = new Date(time.dateTime), local = here(date), scope = time.closest(".when") || time;
    const clock = [...time.childNodes].find(node => node.nodeType === 3 && CLOCK.test(node.data));
    const zone = scope.querySelector(".zone"), day = scope.querySelector(".day, .date");
    const shifted = mine && local.slice(0, 10) !== time.dateTime.slice(0, 10);
    say(clock, mine && (was => was.replace(CLOCK, (all, dot) => figures(local.slice(11, 13) + dot + local.slice(14), all))));
    say(zone && zone.firstChild, mine && (() =>
      new Intl.DateTimeFormat(lang, { timeZoneName: "short" }).formatToParts(date).find(p => p.type === "timeZoneName").value));
    say(day && day.firstChild, shifted && (was => new Intl.DateTimeFormat(tongue(was), { dateStyle: "long" }).format(date)));
    scope.classList.toggle("shifted", shifted);
  }

  function age(when, live) {
    const time = when.querySelector("time"), words = time.textContent.trim(), past = Date.now() - new Date(time.dateTime);
    let ago = when.querySelector(".ago");
    const recent = live && past >= 0 && past < AGES && /^\p{Nd}\p{Nd}\P{Nd}\p{Nd}\p{Nd}$/u.test(words);
    if (!recent) { if (ago) { ago.remove(); } return; }
    if (!ago) {
      ago = document.createElement("span");
      ago.className = "ago";
      when.append(" ", ago);
    }
    const minutes = Math.floor(past / 60e3), teller = new Intl.RelativeTimeFormat(tongue(words));
    const text = minutes < 60 ? teller.format(-minutes, "minute") : teller.format(-Math.floor(minutes / 60), "hour");
    if (ago.textContent !== text) { ago.textContent = text; }
  }

  function times() {
    const all = [...document.querySelectorAll("main time[datetime*=T]")];
    const group = document.querySelector("[data-switch=zone]");
    if (!group || document.hidden) { return; }
    group.hidden = all.every(time => here(new Date(time.dateTime)) === time.dateTime.slice(0, 16));
    for (const time of all) { tell(time, chosen.zone === "mine"); }
    const live = sheet && sheet.dataset.status === "live";
    for (const time of all) { if (time.closest(".when")) { age(time.closest(".when"), live); } }
  }

  function show() {
    const values = { scheme: /^(dark|light)$/.test(chosen.scheme) ? chosen.scheme : "", zone: chosen.zone === "mine" ? "mine" : "" };
    if (usual) { values.order = chosen["from " + usual] === (usual === "newest" ? "oldest" : "newest") ? chosen["from " + usual] : usual; }
    scheme(values.scheme);
    order(values.order);
    times();
    for (const group of document.querySelectorAll("[data-switch]")) {
      const name = group.dataset.switch;
      if (name !== "zone") { group.hidden = false; }
      for (const button of group.children) { button.setAttribute("aria-pressed", button.value === values[name]); }
    }
  }

  document.addEventListener("click", event => {
    const button = event.target.closest("[data-switch] button");
    if (!button) { return; }
    const name = button.parentNode.dataset.switch;
    keep(name === "order" ? "from " + usual : name, button.value);
    show();
  });
  // Chosen in another tab, or before the page was left and come back to.
  for (const type of ["storage", "pageshow"]) {
    addEventListener(type, event => { if (type === "storage" || event.persisted) { read(); show(); } });
  }
  for (const type of ["dateline:change", "visibilitychange"]) { document.addEventListener(type, times); }
  if (sheet && sheet.dataset.status === "live") { setInterval(times, 60e3); }
  read();
  show();
}());
