/* The end of a session: it is said, and what was typed into forms is kept and put back; see drafts.py. */
(function () {
  "use strict";

  const TOKEN = "_csrf_token";
  const TAKEN = "_form_taken";
  const DRAFT = "draft:";
  const UNKEPT = /^(hidden|password|file|submit|button|image|reset)$/;
  const PASSING = /^(csrf_token|standing|seen)$/;
  const OVER = 401;

  function cookie(name) {
    const found = document.cookie.split("; ").find(function (each) { return each.startsWith(name + "="); });
    return found ? found.slice(name.length + 1) : "";
  }

  /* What the page's language says; null where nobody signed in. */
  function words() {
    const found = document.querySelector("#page .session-words") || document.querySelector(".session-words");
    return found ? found.dataset : null;
  }

  function wayIn() {
    return "/login?next=" + encodeURIComponent(window.location.pathname + window.location.search);
  }

  function element(tag, text, properties) {
    return Object.assign(document.createElement(tag), { textContent: text }, properties);
  }

  /* Says that the session is over, and offers the way in; the page stays as it is behind it. */
  function sayOver() {
    const said = words();
    document.documentElement.classList.remove("busy");
    if (!said) { window.location.assign(wayIn()); return; }
    if (document.querySelector(".session-over[open]")) { return; }
    const box = element("dialog", "", { className: "session-over" });
    const title = element("h2", said.over, { id: "session-over-title" });
    const ways = element("p", "", { className: "ways" });
    const stay = element("button", said.stay, { type: "button", className: "button" });
    stay.addEventListener("click", function () { box.close(); });
    ways.append(element("a", said.way, { href: wayIn(), className: "button primary" }), stay);
    ways.firstChild.dataset.load = "page";
    box.setAttribute("aria-labelledby", title.id);
    box.append(title, element("p", said.again), ways);
    box.addEventListener("close", function () { box.remove(); });
    document.body.append(box);
    box.showModal();
  }

  /* Loads the address itself, whose status page says why; not twice in a row. */
  function load() {
    const here = window.location.href, last = JSON.parse(sessionStorage.getItem("loaded") || "{}");
    document.documentElement.classList.remove("busy");
    if (last.address === here && Date.now() - last.at < 10000) { return; }
    sessionStorage.setItem("loaded", JSON.stringify({ address: here, at: Date.now() }));
    window.location.assign(here);
  }

  /* What Dash takes as an answer that changes nothing. */
  function nothing() { return new Response(null, { status: 204 }); }

  const plainFetch = window.fetch;
  window.fetch = function (asked, options) {
    const answer = plainFetch.apply(this, arguments);
    const address = String(asked && asked.url ? asked.url : asked);
    if (address.indexOf("/_dash-update-component") === -1) { return answer; }
    const ofPage = String(options && options.body).indexOf('"output":"..page.children') !== -1;
    return answer.then(function (got) {
      if (got.status === OVER) { sayOver(); return nothing(); }
      if (ofPage && (got.status === 400 || got.status === 403 || got.status === 404)) { load(); return nothing(); }
      return got;
    });
  };

  /* Forms are sent with the token of the session that there is now, not of the one in which the page was made. */
  document.addEventListener("formdata", function (event) {
    const token = cookie(TOKEN);
    if (token && event.formData.has("csrf_token")) { event.formData.set("csrf_token", token); }
  });

  /* Drafts: what differs from the form as it came, by its reader, its page and its form. */
  function isKept(form) {
    return String(form.method).toLowerCase() === "post" && !/^\/log(in|out)/.test(path(form)) && words();
  }

  function path(form) {
    return new URL(form.getAttribute("action") || "", window.location.href).pathname;
  }

  function fields(form) {
    return Array.from(form.elements).filter(function (field) { return field.name && !UNKEPT.test(field.type); });
  }

  function key(form) {
    const fixed = Array.from(form.elements).filter(function (field) {
      return field.type === "hidden" && !PASSING.test(field.name);
    }).map(function (field) { return field.name + "=" + field.value; });
    return DRAFT + [words().reader, window.location.pathname, path(form)].concat(fixed).join("|");
  }

  function stateOf(form) {
    return fields(form).map(function (field) {
      return /^(checkbox|radio)$/.test(field.type) ? [field.name, field.value, field.checked] : [field.name, null, field.value];
    });
  }

  /* The first state of each form, told from its own description: the person may have typed before the script looked. */
  function firstState(form) {
    return fields(form).map(function (field) {
      if (/^(checkbox|radio)$/.test(field.type)) { return [field.name, field.value, field.defaultChecked]; }
      return [field.name, null, field.tagName === "SELECT" ? chosenFirst(field) : field.defaultValue];
    });
  }

  function chosenFirst(field) {
    const chosen = Array.from(field.options).find(function (option) { return option.defaultSelected; });
    return chosen ? chosen.value : field.value;
  }

  const first = new WeakMap();
  /* Of the page as it came, before Dash took over: what was typed there goes on without a word. */
  const early = new Set();

  function meet(form) {
    if (first.has(form)) { return; }
    first.set(form, firstState(form));
    const kept = sessionStorage.getItem(key(form));
    if (!kept) { return; }
    const draft = JSON.parse(kept);
    if (draft.sent) { keep(form, draft.state); }
    if (put(form, draft.state) && !early.delete(key(form))) { note(form); }
  }

  /* Puts a state into a form; true where that changed something. */
  function put(form, state) {
    const waiting = state.slice();
    let changed = false;
    fields(form).forEach(function (field) {
      const box = /^(checkbox|radio)$/.test(field.type);
      const place = waiting.findIndex(function (each) {
        return each[0] === field.name && (!box || each[1] === field.value);
      });
      if (place < 0) { return; }
      const wanted = waiting.splice(place, 1)[0][2];
      if ((box ? field.checked : field.value) === wanted) { return; }
      if (box) { field.checked = wanted; } else { field.value = wanted; }
      changed = true;
      for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) { around.open = true; }
    });
    return changed;
  }

  function note(form) {
    const said = words(), line = element("p", said.restored + " ", { className: "draft-note" });
    const discard = element("button", said.discard, { type: "button" });
    line.setAttribute("role", "status");
    discard.addEventListener("click", function () {
      put(form, first.get(form));
      forget(form);
      line.remove();
    });
    line.append(discard);
    form.prepend(line);
  }

  function keep(form, state) {
    sessionStorage.setItem(key(form), JSON.stringify({ path: path(form), state: state }));
  }

  function forget(form) { sessionStorage.removeItem(key(form)); }

  function typed(event) {
    const form = event.target.form;
    if (!form || !event.target.name || UNKEPT.test(event.target.type) || !isKept(form)) { return; }
    if (!first.has(form)) { first.set(form, firstState(form)); }
    if (form.closest("#first-page")) { early.add(key(form)); }
    const state = stateOf(form);
    if (JSON.stringify(state) === JSON.stringify(first.get(form))) { forget(form); } else { keep(form, state); }
  }

  document.addEventListener("input", typed);
  document.addEventListener("change", typed);

  /* Whoever signs out takes their drafts along: the next person may use the same browser. */
  function forgetAll(which) {
    Object.keys(sessionStorage).filter(function (name) {
      return name.startsWith(DRAFT) && which(JSON.parse(sessionStorage.getItem(name)));
    }).forEach(function (name) { sessionStorage.removeItem(name); });
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (path(form) === "/logout") { forgetAll(function () { return true; }); return; }
    if (!isKept(form)) { return; }
    document.cookie = TAKEN + "=; Path=/; Max-Age=0";
    const kept = sessionStorage.getItem(key(form));
    if (kept) { sessionStorage.setItem(key(form), JSON.stringify(Object.assign(JSON.parse(kept), { sent: true }))); }
  });

  function look() {
    const taken = decodeURIComponent(cookie(TAKEN));
    if (taken) {
      forgetAll(function (draft) { return draft.sent && draft.path === taken; });
      document.cookie = TAKEN + "=; Path=/; Max-Age=0";
    }
    document.querySelectorAll("#page form").forEach(function (form) { if (isKept(form)) { meet(form); } });
  }

  window.addEventListener("pageshow", look);
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });

  /* What upload.js says of files that were not taken because nobody is signed in any more; `again` sends them. */
  window.resultsboard_session = {
    forget: function (form) { if (isKept(form)) { forget(form); } },
    refused: function (place, again) {
      const said = words();
      if (!said) { return false; }
      const link = element("a", said.elsewhere, { href: wayIn(), target: "_blank", className: "button" });
      const resend = element("button", said.resend, { type: "button", className: "button primary" });
      resend.addEventListener("click", again);
      place.replaceChildren(element("span", said.unsent), link, resend);
      return true;
    }
  };
})();
