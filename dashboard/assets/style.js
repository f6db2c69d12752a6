/* Light, dark or as the system: the choice in the page's foot, kept in a cookie, which the server writes into the next page. */
(function () {
  "use strict";

  const YEAR = 365 * 24 * 3600;

  function kept() {
    const found = document.cookie.match(/(?:^|; )style=(light|dark)(?:;|$)/);
    return found ? found[1] : "system";
  }

  /* Puts the style on the page and marks its button. */
  function show() {
    const style = kept();
    if (style === "system") {
      document.documentElement.removeAttribute("data-style");
    } else if (document.documentElement.dataset.style !== style) {
      document.documentElement.dataset.style = style;
    }
    document.querySelectorAll(".styles button").forEach(function (button) {
      const pressed = String(button.value === style);
      if (button.getAttribute("aria-pressed") !== pressed) { button.setAttribute("aria-pressed", pressed); }
    });
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest(".styles button");
    if (!button) { return; }
    const forgotten = button.value === "system";
    const secure = window.location.protocol === "https:" ? "; Secure" : "";
    document.cookie = "style=" + (forgotten ? "" : button.value) + "; Path=/; SameSite=Lax; Max-Age=" + (forgotten ? 0 : YEAR) + secure;
    show();
  });

  window.addEventListener("pageshow", show);
  new MutationObserver(show).observe(document.documentElement, { childList: true, subtree: true });
  show();
})();
