/* Lists that are narrowed and charts that are switched without a new request: what does not fit is hidden, and the address
   is kept in step.
   Which keys of the address narrow a page, its root says (narrowing.py); everything else of it is for the server. */
(function () {
  "use strict";

  let shown = null;
  let known = null;
  let typing = false;

  function root() {
    const found = document.querySelector("#page [data-narrows]");
    return found && found.dataset.path === decodeURIComponent(window.location.pathname) ? found : null;
  }

  function keysOf(page) { return page.dataset.narrows.split(" "); }

  /* What the address asks for, by key; empty where that is the usual. */
  function state(page) {
    const query = new URLSearchParams(window.location.search);
    const usual = new URLSearchParams(page.dataset.usual);
    const found = {};
    keysOf(page).forEach(function (key) { found[key] = unusual(query.get(key) || "", usual.get(key)); });
    return found;
  }

  function unusual(value, usual) { return value === usual ? "" : value; }

  /* The query without what narrows: two addresses that share it need nothing new of the server. */
  function rest(page, search) {
    const query = new URLSearchParams(search);
    keysOf(page).forEach(function (key) { query.delete(key); });
    query.sort();
    return query.toString();
  }

  function addressed(url, changes) {
    const address = new URL(url, window.location.href);
    Object.keys(changes).forEach(function (key) {
      if (changes[key]) { address.searchParams.set(key, changes[key]); } else { address.searchParams.delete(key); }
    });
    return address.pathname + address.search;
  }

  /* As selection.plain has it: small letters, composed, ё as е. */
  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/ё/g, "е").replace(/ß/g, "ss");
  }

  function fits(item, wanted) {
    const own = item.dataset;
    return (!wanted.q || plain(wanted.q).split(/\s+/).every(function (word) { return own.words.indexOf(word) >= 0; })) &&
      (!wanted.status || own.status === wanted.status) &&
      (!wanted.reporter || own.reporter.split(" ").indexOf(wanted.reporter) >= 0) &&
      (!wanted.category || own.category.split(" ").indexOf(wanted.category) >= 0);
  }

  function each(page, selector, what) { Array.prototype.forEach.call(page.querySelectorAll(selector), what); }

  function counted(element, count) {
    const language = document.documentElement.lang || "en";
    const forms = JSON.parse(element.dataset.count);
    const form = forms[new Intl.PluralRules(language).select(count)] || forms.other || forms.many;
    write(element, form.replace("{count}", count.toLocaleString(language)));
  }

  function write(element, text) { if (element.textContent !== text) { element.textContent = text; } }

  function isNarrow(wanted) {
    return Object.keys(wanted).some(function (key) { return key !== "folded" && wanted[key]; });
  }

  function hideAndShow(page, wanted) {
    const left = new Set();
    each(page, "[data-item]", function (item) {
      item.hidden = !fits(item, wanted);
      if (!item.hidden) { left.add(item.dataset.item); }
    });
    each(page, "[data-holds]", function (group) {
      group.hidden = !group.dataset.holds.split(" ").some(function (code) { return left.has(code); });
    });
    each(page, "[data-count]", function (element) { counted(element, left.size); });
    each(page, "[data-when]", function (element) {
      const what = element.dataset.when;
      element.hidden = !(what === "narrowed" ? isNarrow(wanted) : what === "none" ? !left.size : wanted[what]);
    });
    if (!left.size) { countWithout(page, wanted); }
  }

  /* Variants are laid out and drawn where they stand, so that each is there at once when its turn comes. */
  function turn(page, wanted) {
    const usual = new URLSearchParams(page.dataset.usual);
    each(page, "[data-variant]", function (variant) {
      const own = Array.from(new URLSearchParams(variant.dataset.variant));
      variant.classList.toggle("away", own.some(function ([key, value]) { return (wanted[key] || usual.get(key)) !== value; }));
    });
  }

  /* How many there would be if one condition were left out. */
  function countWithout(page, wanted) {
    each(page, "[data-without]", function (element) {
      const less = Object.assign({}, wanted);
      less[element.dataset.without] = "";
      let count = 0;
      each(page, "[data-item]", function (item) { if (fits(item, less)) { count += 1; } });
      write(element, count.toLocaleString(document.documentElement.lang || "en"));
    });
  }

  /* Folded results are open while something is looked for; the first table of a goal that is seen has the headings. */
  function fold(page, wanted) {
    const folded = wanted.folded ? wanted.folded.split(",") : [];
    each(page, "[data-fold]", function (node) {
      const open = isNarrow(wanted) || folded.indexOf(node.dataset.fold) < 0;
      if (node.open !== open) { node.open = open; }
    });
    each(page, ".depth-0", function (goal) {
      const tables = Array.prototype.filter.call(goal.querySelectorAll("table.indicators"), function (table) { return !table.hidden; });
      tables.forEach(function (table, place) { table.classList.toggle("headless", place > 0); });
    });
  }

  function choice(text) {
    const cut = text.indexOf("=");
    return [text.slice(0, cut), text.slice(cut + 1)];
  }

  function relink(page, wanted) {
    const here = window.location.href;
    each(page, "a[data-clear]", function (link) {
      const changes = {};
      link.dataset.clear.split(" ").forEach(function (key) { changes[key] = ""; });
      link.setAttribute("href", addressed(here, changes));
    });
    each(page, "a[data-put]", function (link) {
      const [key, value] = choice(link.dataset.put);
      link.setAttribute("href", addressed(here, { [key]: value }));
    });
    each(page, "a[data-choose]", function (link) {
      const [key, value] = choice(link.dataset.choose);
      const chosen = wanted[key] === value;
      link.setAttribute("href", addressed(here, { [key]: chosen ? "" : value }));
      if (chosen) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
    const usual = new URLSearchParams(page.dataset.usual);
    each(page, "a[data-turn]", function (link) {
      const [key, value] = choice(link.dataset.turn);
      link.setAttribute("href", addressed(here, { [key]: unusual(value, usual.get(key)) }));
      if ((wanted[key] || usual.get(key)) === value) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
    /* Links to the same page at another moment or in another language keep what narrows. */
    each(document, "#page a[href]:not([data-clear]):not([data-put]):not([data-choose]):not([data-turn]):not(.page-tab)", function (link) {
      if (link.origin === window.location.origin && link.pathname === window.location.pathname && !link.hash) {
        link.setAttribute("href", addressed(link.href, wanted));
      }
    });
    /* So does the way to share this view. */
    each(document, "#page .view-links a[href*='opens=']", function (link) {
      const opens = new URL(link.href).searchParams.get("opens");
      link.setAttribute("href", addressed(link.href, { opens: addressed(opens, wanted) }));
    });
  }

  function refill(page, wanted) {
    const usual = new URLSearchParams(page.dataset.usual);
    each(document, "#page form[method=get]", function (form) {
      if (new URL(form.action, window.location.href).pathname !== window.location.pathname) { return; }
      Object.keys(wanted).forEach(function (key) {
        const field = form.elements.namedItem(key);
        if (field) {
          const value = wanted[key] || usual.get(key) || "";
          if (field.value !== value) { field.value = value; }
          field.disabled = field.type === "hidden" && !wanted[key];
        } else if (wanted[key]) {
          const added = document.createElement("input");
          Object.assign(added, { type: "hidden", name: key, value: wanted[key] });
          form.appendChild(added);
        }
      });
    });
  }

  function apply(page) {
    const wanted = state(page);
    shown = window.location.search;
    known = page;
    hideAndShow(page, wanted);
    turn(page, wanted);
    fold(page, wanted);
    relink(page, wanted);
    refill(page, wanted);
  }

  function go(page, address, replace) {
    const change = replace ? "replaceState" : "pushState";
    window.history[change](window.history.state, "", address);
    apply(page);
  }

  /* Search as you type: one step back leads to before the typing began. */
  document.addEventListener("input", function (event) {
    const page = root();
    const field = event.target;
    if (!page || !page.contains(field) || keysOf(page).indexOf(field.name) < 0) { return; }
    const text = field.type === "search" || field.type === "text";
    const value = unusual(field.value, new URLSearchParams(page.dataset.usual).get(field.name));
    go(page, addressed(window.location.href, { [field.name]: value }), text && typing);
    typing = text;
  });

  document.addEventListener("change", function () { typing = false; });

  document.addEventListener("submit", function (event) {
    const page = root();
    if (page && page.contains(event.target) && event.target.querySelector("[name=q]")) {
      event.preventDefault();
      typing = false;
    }
  });

  document.addEventListener("click", function (event) {
    const page = root();
    const link = page && event.target.closest && event.target.closest("#page a[href]");
    const plainClick = event.button === 0 && !event.defaultPrevented &&
      !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plainClick || link.origin !== window.location.origin || link.hash || link.target ||
        link.hasAttribute("download") || link.dataset.load || link.pathname !== window.location.pathname) { return; }
    if (rest(page, link.search) === rest(page, window.location.search)) {
      event.preventDefault();
      typing = false;
      if (link.href !== window.location.href) { go(page, link.pathname + link.search, false); }
    }
  });

  /* Back and forward between states that need nothing new; added before Dash's own listener, which would ask again. */
  window.addEventListener("popstate", function (event) {
    const page = root();
    typing = false;
    if (!page || page !== known || document.documentElement.classList.contains("busy")) { return; }
    if (rest(page, shown) === rest(page, window.location.search)) {
      event.stopImmediatePropagation();
      apply(page);
    }
  });

  /* What is folded stays folded: in this address, and in every link from it. No step of the way back. */
  document.addEventListener("toggle", function (event) {
    const page = root();
    if (!page || page !== known || !event.target.dataset.fold || isNarrow(state(page))) { return; }
    const folded = [];
    each(page, "[data-fold]", function (node) { if (!node.open) { folded.push(node.dataset.fold); } });
    if (folded.join(",") !== state(page).folded) {
      go(page, addressed(window.location.href, { folded: folded.join(",") }), true);
    }
  }, true);

  /* A page has come from the server. */
  new MutationObserver(function () {
    const page = root();
    if (page && page !== known) { apply(page); }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
