/* A form that only chooses what the page shows is sent at each choice, but for choices that need nothing new (narrow.js);
   the field that was used keeps the focus. */
(function () {
  "use strict";

  function address(form) {
    const query = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (value) { query.append(name, value); }
    });
    return form.getAttribute("action") + (query.toString() ? "?" + query : "");
  }

  /* The page that comes has a form of its own: the same field there is the one to go on with. */
  function returnTo(name, left) {
    const page = document.getElementById("page");
    const watcher = new MutationObserver(function () {
      const field = page.querySelector("form.choosing [name=\"" + name + "\"]:not([type=hidden])");
      if (!field || field === left) { return; }
      watcher.disconnect();
      if (document.activeElement === document.body) { field.focus({ preventScroll: true }); }
    });
    watcher.observe(page, { childList: true, subtree: true });
    window.setTimeout(function () { watcher.disconnect(); }, 10000);
  }

  function show(form, field) {
    document.documentElement.classList.add("busy");
    if (field) { returnTo(field.name, field); }
    window.history.pushState({}, "", address(form));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function choosing(event) {
    const form = event.target.closest && event.target.closest("#page form.choosing");
    return form && document.getElementById("page") ? form : null;
  }

  function narrows(field) {
    const page = field.closest("[data-narrows]");
    return page !== null && page.dataset.narrows.split(" ").indexOf(field.name) >= 0;
  }

  document.addEventListener("change", function (event) {
    const form = choosing(event);
    if (form && event.target.tagName === "SELECT" && !narrows(event.target)) { show(form, event.target); }
  });

  document.addEventListener("submit", function (event) {
    const form = choosing(event);
    if (form) { event.preventDefault(); show(form, null); }
  });
})();
