/* The tour: points at parts of the pages, one after the other; its steps are in the button that shows it. See tours/. */
(function () {
  "use strict";

  const PLACE = "tour";
  const PATIENCE = 2000;
  const GAP = 12;
  let box = null, mark = null, shown = null, wanted = null;

  function button() { return document.querySelector("#page .show-tour"); }

  function given() { return JSON.parse(button().dataset.tour); }

  function element(tag, text, properties) {
    return Object.assign(document.createElement(tag), { textContent: text }, properties);
  }

  /* Where the tour is, over a reload too: its step, the tour, and the address where it began. */
  function state() { return JSON.parse(sessionStorage.getItem(PLACE) || "null"); }

  function here() { return window.location.pathname + window.location.search; }

  function begin(again) {
    const from = button();
    sessionStorage.setItem(PLACE, JSON.stringify({ step: 0, began: here(), role: from.dataset.role, seenAt: from.dataset.seenAt, again: again }));
    show();
  }

  function go(address) {
    window.history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    document.documentElement.classList.add("busy");
  }

  function move(by) {
    const place = state(), steps = given().steps;
    if (!place) { return; }
    place.step += by;
    if (place.step >= steps.length) { end(); return; }
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    const at = steps[place.step].at || place.began;
    if (window.location.pathname !== at.split("?")[0]) { go(at); }
    show();
  }

  /* The tour is over, however it ended: the server keeps that, and the reader is back where it began. */
  function end() {
    const place = state();
    sessionStorage.removeItem(PLACE);
    if (box) { box.close(); box.remove(); mark.remove(); box = mark = null; }
    shown = null;
    if (!place) { return; }
    const token = document.cookie.split("; ").find(function (each) { return each.startsWith("_csrf_token="); });
    const said = new URLSearchParams({ role: place.role });
    const headers = { "X-CSRFToken": token ? token.slice("_csrf_token=".length) : "" };
    window.fetch(place.seenAt, { method: "POST", body: said, headers: headers, keepalive: true });
    document.querySelectorAll(".show-tour").forEach(function (each) { delete each.dataset.begins; });
    if (here() !== place.began) { go(place.began); }
    if (place.again && button()) { button().focus(); }
  }

  /* What is in a menu that is closed has its place, but is not seen. */
  function isSeen(element) {
    return element.getClientRects().length > 0 && (!element.checkVisibility || element.checkVisibility());
  }

  function target(step) {
    return Array.from(document.querySelectorAll(step.target.split(", ").map(function (each) { return "#page " + each; }).join(", ")))
      .find(isSeen);
  }

  function make(words) {
    box = element("dialog", "", { className: "tour-box" });
    mark = element("div", "", { className: "tour-mark" });
    const ways = element("div", "", { className: "ways" });
    const said = element("div", "", {});
    said.setAttribute("aria-live", "polite");
    said.append(element("p", "", { className: "quiet tour-count" }), element("h2", "", { id: "tour-title" }), element("p", "", { id: "tour-words" }));
    box.append(said, ways);
    const skip = element("button", words.skip, { type: "button", className: "button tour-skip" });
    const back = element("button", words.back, { type: "button", className: "button tour-back" });
    const next = element("button", words.next, { type: "button", className: "button primary tour-next" });
    skip.addEventListener("click", end);
    back.addEventListener("click", function () { move(-1); });
    next.addEventListener("click", function () { move(1); });
    ways.append(skip, back, next);
    box.setAttribute("aria-labelledby", "tour-title");
    box.setAttribute("aria-describedby", "tour-words");
    box.addEventListener("cancel", function (event) { event.preventDefault(); end(); });
    document.body.append(mark, box);
    box.showModal();
  }

  function write(step, words, place, last) {
    box.querySelector(".tour-count").textContent = step.count;
    box.querySelector("h2").textContent = step.title;
    box.querySelector("#tour-words").textContent = step.words;
    box.querySelector(".tour-back").hidden = place.step === 0;
    box.querySelector(".tour-skip").hidden = last;
    box.querySelector(".tour-next").textContent = last ? words.done : words.next;
    box.querySelector(".tour-next").focus({ preventScroll: true });
  }

  /* Below what is pointed at where there is room, else above it, else at the foot of the window. */
  function put(pointed) {
    const edge = pointed.getBoundingClientRect(), own = box.getBoundingClientRect();
    const width = document.documentElement.clientWidth, height = window.innerHeight;
    const below = edge.bottom + GAP, above = edge.top - GAP - own.height;
    const near = below + own.height < height ? below : above > 0 ? above : height - own.height - GAP;
    const top = Math.max(GAP, Math.min(near, height - own.height - GAP));
    const left = Math.max(GAP, Math.min(edge.left, width - own.width - GAP));
    Object.assign(box.style, { top: top + "px", left: left + "px" });
    Object.assign(mark.style, {
      top: edge.top - 4 + "px", left: edge.left - 4 + "px", width: edge.width + 8 + "px", height: edge.height + 8 + "px"
    });
  }

  function place(step) {
    const pointed = target(step);
    mark.hidden = !pointed;
    box.classList.toggle("alone", !pointed);
    if (pointed) { put(pointed); }
  }

  /* Shows the step as soon as its page is there; what a page lacks is told without pointing at it. */
  function show() {
    wanted = Date.now() + PATIENCE;
    settle();
  }

  function settle() {
    const where = state();
    if (!where || wanted === null) { return; }
    if (document.documentElement.classList.contains("busy") || !button()) {
      wanted = Date.now() + PATIENCE;
      window.setTimeout(settle, 50);
      return;
    }
    const tour = given(), step = tour.steps[where.step];
    if (!step) { end(); return; }
    if (!target(step) && Date.now() < wanted) { window.setTimeout(settle, 50); return; }
    wanted = null;
    if (!box) { make(tour.words); }
    shown = step;
    write(step, tour.words, where, where.step === tour.steps.length - 1);
    bring(step);
    window.requestAnimationFrame(function () { if (box && shown === step) { bring(step); } });
  }

  /* Brings what is pointed at into the window; again once the page has found its own place. */
  function bring(step) {
    const pointed = target(step);
    if (pointed) { pointed.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" }); }
    place(step);
  }

  function follow() { if (box && shown) { place(shown); } }

  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest(".show-tour")) { begin(true); }
  });
  window.addEventListener("resize", follow);
  window.addEventListener("scroll", follow, true);

  /* The first sign-in: once the page is there, and after a reload in the middle of a tour. */
  let looked = false;
  function look() {
    follow();
    if (looked || !button()) { return; }
    looked = true;
    if (state()) { show(); } else if (button().dataset.begins) { begin(false); }
  }
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  window.addEventListener("popstate", function () { if (box) { end(); } });
})();
