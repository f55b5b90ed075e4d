// A reader's switches: light or dark, which end first, whose clock. What is chosen is kept where it may be.
(function () {
  "use strict";
  const root = document.documentElement, lang = root.lang || "en", all = selector => [...document.querySelectorAll(selector)];
  const key = "dateline " + new URL(root.dataset.site, location.href).pathname, CLOCK = /\p{Nd}{2}(\P{Nd})\p{Nd}{2}/u;
  const [sheet] = all("[data-status]"), [entries] = all("#_entries"), usual = entries && entries.dataset.order;
  const own = new WeakMap(); // What text nodes said.
  let chosen = {};

  function stored() {
    try { return Object(JSON.parse(localStorage.getItem(key))); } catch (fault) { return chosen; }
  }

  function order(value) {
    if (!entries || entries.dataset.order === value) { return; }
    entries.dataset.order = value;
    for (const box of [entries, ...all("#_entries .of-day")]) {
      box.append(...[...box.children].filter(child => !child.matches(".rubric")).reverse());
    }
    for (const more of all(".stream > .more")) { entries[value === usual ? "after" : "before"](more); }
  }

  // The page's language and its figures.
  const tongue = (like, calendar = "gregory") => `${lang === "en" ? "en-GB" : lang}-u-ca-${calendar}${/\d/.test(like) ? "-nu-latn" : ""}`;
  const here = date => new Date(date - date.getTimezoneOffset() * 60e3).toISOString().slice(0, 16);

  function say(node, words) {
    if (!node) { return; }
    if (!own.has(node)) { own.set(node, node.data); }
    const text = words ? words(own.get(node)) : own.get(node);
    if (node.data !== text) { node.data = text; }
  }

  const day = (date, ...like) => new Intl.DateTimeFormat(tongue(...like), { dateStyle: "long" }).format(date).replace(/ AP$/, "");

  // The clock changes within its words: "about 21:17".
  function tell(time, mine) {
    const date = new Date(time.dateTime), local = here(date), scope = time.closest(".when") || time;
    const first = selector => (scope.querySelector(selector) || {}).firstChild;
    const shifted = mine && local.slice(0, 10) !== time.dateTime.slice(0, 10);
    say([...time.childNodes].find(node => node.data && CLOCK.test(node.data)), mine && (was => was.replace(CLOCK, (clock, dot) =>
      local.slice(11).replace(":", dot).replace(/\d/g, digit => (+digit).toLocaleString(tongue(clock))))));
    say(first(".zone"), mine && (() =>
      new Intl.DateTimeFormat(lang, { timeZoneName: "short" }).formatToParts(date).find(piece => piece.type === "timeZoneName").value));
    say(first(".day, .date"), shifted && (was =>
      /\)$/.test(was) ? `${day(date, was, "persian")} (${day(date, was)})` : day(date, was)));
    scope.classList.toggle("shifted", shifted);
  }

  function age(time, live) {
    const when = time.closest(".when"), words = time.textContent, minutes = Math.floor((Date.now() - new Date(time.dateTime)) / 60e3);
    let ago = when.querySelector(".ago");
    if (!live || minutes < 0 || minutes >= 720 || words.replace(CLOCK, "")) { if (ago) { ago.remove(); } return; }
    if (!ago) {
      ago = document.createElement("span");
      ago.className = "ago";
      when.append(" ", ago);
    }
    const [count, unit] = minutes < 60 ? [minutes, "minute"] : [Math.floor(minutes / 60), "hour"];
    say(ago.firstChild || ago.appendChild(new Text()), () => new Intl.RelativeTimeFormat(tongue(words), { numeric: "auto" }).format(-count, unit));
  }

  function times() {
    const [group] = all("[data-switch=zone]"), dated = all("main time[datetime*=T]:not(.citing *)");
    if (!group || document.hidden) { return; }
    group.hidden = dated.every(time => here(new Date(time.dateTime)) === time.dateTime.slice(0, 16));
    for (const time of dated) { tell(time, chosen.zone === "mine"); }
    for (const time of all(".when time[datetime*=T]")) { age(time, sheet && sheet.dataset.status === "live"); }
  }

  function refresh() {
    chosen = stored();
    show();
  }

  function show() {
    const scheme = /^(dark|light)$/.test(chosen.scheme) ? chosen.scheme : "", kept = chosen["from " + usual];
    const values = { scheme, zone: chosen.zone === "mine" ? "mine" : "", order: /^(new|old)est$/.test(kept) ? kept : usual };
    root.dataset.scheme = root.style.colorScheme = scheme;
    order(values.order);
    for (const group of all("[data-switch]")) {
      group.hidden = false;
      for (const button of group.children) { button.setAttribute("aria-pressed", button.value === values[group.dataset.switch]); }
    }
    times();
  }

  document.addEventListener("click", event => {
    const button = event.target.closest("[data-switch] button"), name = button && button.parentNode.dataset.switch;
    if (!button) { return; }
    chosen = stored();
    chosen[name === "order" ? "from " + usual : name] = button.value;
    try { localStorage.setItem(key, JSON.stringify(chosen)); } catch (fault) { }
    show();
  });
  for (const type of ["storage", "pageshow"]) { addEventListener(type, refresh); }
  for (const type of ["dateline:change", "visibilitychange"]) { document.addEventListener(type, times); }
  if (sheet) { setInterval(times, 60e3); }
  refresh();
}());
