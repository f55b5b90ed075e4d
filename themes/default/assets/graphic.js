// A picture behind its warning is loaded when the warning is opened, never before: until then it is inert.
"use strict";
(() => {
  const show = details => {
    const kept = details.querySelector("template");
    if (!details.open || !kept) return;
    details.querySelector(".plain").remove();
    kept.replaceWith(document.importNode(kept.content, true));
  };
  // The event does not bubble; caught on its way down it is heard of entries, too, that came later.
  document.addEventListener("toggle", event => event.target.matches(".graphic details") && show(event.target), true);
  document.querySelectorAll(".graphic details[open]").forEach(show);
})();
