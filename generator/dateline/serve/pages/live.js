// Reloads the page when a newer build is there, and lays problems over it. Put in by the preview's server only.
(function () {
  "use strict";
  const script = document.currentScript;
  const source = new EventSource("/.preview/events");
  let layer = null;

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
    if (news.version !== script.dataset.version) { source.close(); location.reload(); return; }
    show(news.overlay);
  });
  window.addEventListener("pagehide", function () { source.close(); });
  // Back and forward may bring the page back as it was left, its source closed.
  window.addEventListener("pageshow", function (event) { if (event.persisted) { location.reload(); } });
}());
