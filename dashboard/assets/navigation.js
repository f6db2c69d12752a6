/* Links inside the dashboard change the page without loading the program anew; menus close where one clicks beside them. */
(function () {
  "use strict";

  function plainClick(event) {
    return event.button === 0 && !event.defaultPrevented &&
      !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  function staysHere(link) {
    return link.origin === window.location.origin && link.href !== window.location.href &&
      !link.hasAttribute("download") && !link.target &&
      !link.dataset.load && !link.getAttribute("href").startsWith("#") && document.getElementById("page");
  }

  /* A page that is left is remembered with the place at which one read, for the way back. */
  function go(address) {
    const left = Object.assign({}, window.history.state, { read: window.scrollY });
    window.history.replaceState(left, "");
    window.history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  window.addEventListener("popstate", function () {
    if (path !== window.location.pathname) { leave(); }
  });

  /* What is shown while a page is on its way: style sheet 5-waiting.css. */
  function leave() {
    document.documentElement.classList.add("busy", "leaving");
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && plainClick(event) && staysHere(link)) {
      event.preventDefault();
      document.documentElement.classList.add("busy");
      if (link.pathname !== path) { leave(); }
      go(link.href);
    }
    document.querySelectorAll("details.as-of[open], details.opens[open]").forEach(function (opened) {
      if (!opened.contains(event.target)) { opened.removeAttribute("open"); }
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    document.querySelectorAll("details.as-of[open], details.opens[open]").forEach(function (opened) {
      opened.removeAttribute("open");
      opened.querySelector("summary").focus();
    });
  });

  let path = window.location.pathname;
  let shown = false;

  /* Whoever uses no mouse goes on from the content of the page that came. */
  function toContent() {
    const main = document.querySelector("#page main");
    if (main) { main.focus({ preventScroll: true }); }
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    resultsboard: {
      /* A page has come: its title and language, and reading starts at its top, or where one was on the way back. */
      arrived: function (head) {
        document.documentElement.classList.remove("busy", "leaving");
        if (!head) { return; }
        document.title = head.title;
        document.documentElement.lang = head.language;
        if (path !== window.location.pathname) {
          path = window.location.pathname;
          window.scrollTo(0, (window.history.state || {}).read || 0);
          toContent();
        } else if (shown && document.activeElement === document.body) {
          toContent();
        }
        shown = true;
      }
    }
  });
})();
