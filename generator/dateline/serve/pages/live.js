// Reloads the page when a newer build is there, and lays problems over it. Put in by the preview's server only.
// A tab that follows goes to the entry that was saved: all do with `serve --follow`, one that was opened at `?follow` does
// until it is opened at `?follow=no`.
(function () {
  "use strict";
  const script = document.currentScript;
  const source = new EventSource("/.preview/events");
  const asked = new URLSearchParams(location.search).get("follow");
  let layer = null;

  function follows() {
    try {
      if (asked !== null) { sessionStorage.setItem("follow", asked === "no" ? "no" : "yes"); }
      const kept = sessionStorage.getItem("follow");
      return kept === null ? "follow" in script.dataset : kept === "yes";
    } catch (fault) { return asked === null ? "follow" in script.dataset : asked !== "no"; }
  }

  const following = follows();

  function renew(place) {
    if (!following || !place) { location.reload(); return; }
    const there = new URL(place, location.href);
    const here = there.pathname === location.pathname && there.search === location.search;
    location.replace(there);
    // The same page but for its end: a browser would only scroll.
    if (here) { location.reload(); }
  }

  function show(html) {
    if (layer) { layer.remove(); layer = null; }
    if (!html) { return; }
    layer = document.createElement("div");
    // A shadow tree, so that neither the page's style nor the layer's reaches the other.
    layer.attachShadow({ mode: "open" }).innerHTML = html;
    document.documentElement.append(layer);
    layer.shadowRoot.querySelector("button").addEventListener("click", function () { show(""); });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { show(""); }
  });
  source.addEventListener("news", function (event) {
    const news = JSON.parse(event.data);
    if (news.version !== script.dataset.version) { source.close(); renew(news.place); return; }
    show(news.overlay);
  });
  window.addEventListener("pagehide", function () { source.close(); });
  // Back and forward may bring the page back as it was left, its source closed.
  window.addEventListener("pageshow", function (event) { if (event.persisted) { location.reload(); } });
}());
