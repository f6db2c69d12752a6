/* Copies links; the button's neighbour says so. Where the browser gives no clipboard, by way of a field. */
(function () {
  "use strict";

  const OF_THE_MOMENT = ["notice", "since", "doubt", "upload"];

  /* The address of the view as it is now: some of its state changes without a new page. */
  function here() {
    const address = new URL(window.location.href);
    OF_THE_MOMENT.forEach(function (key) { address.searchParams.delete(key); });
    return address.href;
  }

  function byField(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.appendChild(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  function copied(text) {
    if (!navigator.clipboard) { return byField(text); }
    return navigator.clipboard.writeText(text).catch(function () { return byField(text); });
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button.copy");
    if (!button) { return; }
    const box = button.parentElement;
    const said = box.querySelector(".copied");
    copied(button.dataset.here ? here() : button.dataset.copy).then(function () {
      button.focus();
      said.textContent = button.dataset.copied;
      window.setTimeout(function () { said.textContent = ""; }, 2500);
    }, function () {
      box.classList.add("refused");
      const field = box.querySelector("input");
      field.focus();
      field.select();
    });
  });
})();
