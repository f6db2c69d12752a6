/* Meanings of words: shown inside the window wherever their word stands, hidden by Escape and by a tap beside. */
(function () {
  "use strict";

  const EDGE = 8;
  const REST_MILLISECONDS = 150;
  let shown = null;
  let waiting = 0;

  function hide() {
    window.clearTimeout(waiting);
    if (shown) {
      shown.classList.remove("shown");
      shown = null;
    }
  }

  function place(term) {
    const word = term.querySelector(".term-word").getBoundingClientRect();
    const meaning = term.querySelector(".term-meaning");
    const width = document.documentElement.clientWidth;
    const left = Math.max(EDGE, Math.min(word.left, width - meaning.offsetWidth - EDGE));
    const below = word.bottom + meaning.offsetHeight + EDGE <= window.innerHeight;
    meaning.style.left = left + "px";
    meaning.style.top = (below ? word.bottom : Math.max(EDGE, word.top - meaning.offsetHeight)) + "px";
  }

  function show(term) {
    if (shown === term) { window.clearTimeout(waiting); return; }
    hide();
    shown = term;
    term.classList.add("shown");
    place(term);
  }

  function termOf(event) {
    return event.target.closest ? event.target.closest(".term") : null;
  }

  document.documentElement.classList.add("terms-ready");

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse") { return; }
    const term = termOf(event);
    window.clearTimeout(waiting);
    if (term) {
      waiting = window.setTimeout(function () { show(term); }, shown ? 0 : REST_MILLISECONDS);
    } else if (shown && !shown.contains(document.activeElement)) {
      waiting = window.setTimeout(hide, REST_MILLISECONDS);
    }
  });

  document.addEventListener("focusin", function (event) {
    const term = termOf(event);
    if (term && event.target.matches(":focus-visible")) { show(term); } else if (!term) { hide(); }
  });

  document.addEventListener("focusout", function (event) {
    if (termOf(event) && termOf(event) === shown) { hide(); }
  });

  document.addEventListener("click", function (event) {
    const term = termOf(event);
    if (term) { show(term); } else { hide(); }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { hide(); }
  });

  function follow() { if (shown) { place(shown); } }

  document.addEventListener("scroll", follow, { capture: true, passive: true });
  window.addEventListener("resize", follow);
})();
