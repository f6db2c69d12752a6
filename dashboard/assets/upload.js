/* Report files: sent as they are dropped or chosen, with their progress; without this script the forms work as they are. */
(function () {
  "use strict";

  document.documentElement.classList.add("scripted");

  /* Form fields that Dash does not have: see controls.py. */
  window.resultsboard_controls = {
    Input: function (props) {
      const kept = {};
      Object.keys(props).forEach(function (name) {
        if (/^(id|type|name|defaultValue|accept|multiple|required|placeholder|autoComplete|maxLength|className|readOnly|defaultChecked|aria-.+|data-.+)$/.test(name)) {
          kept[name] = props[name];
        }
      });
      return window.React.createElement("input", kept);
    }
  };

  function show(form, percent, words) {
    const sending = form.querySelector(".sending");
    sending.hidden = false;
    sending.querySelector("progress").value = percent;
    const said = sending.querySelector(".sending-words");
    if (said.textContent !== words) { said.textContent = words; }
  }

  function rest(form, trouble) {
    form.classList.remove("busy-form");
    form.querySelector(".sending").hidden = true;
    form.querySelector(".sending-trouble").textContent = trouble || "";
    form.reset();
  }

  function go(address) {
    window.history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    document.documentElement.classList.add("busy");
    window.scrollTo(0, 0);
  }

  /* Why the server did not take the files, where it says so. */
  function told(request) {
    try { return JSON.parse(request.responseText).trouble; } catch (error) { return null; }
  }

  /* The session is over, or its token does not fit: the chosen files stay, to be sent again once somebody signed in. */
  function refused(form, request) {
    const over = request.status === 401 || (request.status === 400 && !told(request));
    const trouble = form.querySelector(".sending-trouble");
    if (!over || !window.resultsboard_session.refused(trouble, function () { send(form); })) { return false; }
    form.classList.remove("busy-form");
    form.querySelector(".sending").hidden = true;
    return true;
  }

  function answered(form, request) {
    if (refused(form, request)) { return; }
    if (request.status === 201) {
      window.resultsboard_session.forget(form);
      rest(form);
      go(JSON.parse(request.responseText).address);
    } else {
      rest(form, request.status === 413 ? form.dataset.large : told(request) || form.dataset.failed);
    }
  }

  function send(form) {
    const files = Array.from(form.querySelector("input[type=file]").files);
    if (!files.length || form.classList.contains("busy-form")) { return; }
    const size = files.reduce(function (sum, file) { return sum + file.size; }, 0);
    if (size > Number(form.dataset.largest)) { rest(form, form.dataset.large); return; }
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", function (event) {
      const percent = event.lengthComputable ? Math.floor(100 * event.loaded / event.total) : 0;
      show(form, percent, percent < 100 ? form.dataset.sending + " " + percent + "\u00a0%" : form.dataset.checking);
    });
    request.addEventListener("load", function () { answered(form, request); });
    request.addEventListener("error", function () { rest(form, form.dataset.failed); });
    form.querySelector(".sending-trouble").textContent = "";
    form.classList.add("busy-form");
    show(form, 0, form.dataset.sending);
    request.send(new FormData(form));
  }

  function uploadForm(event) {
    return event.target.closest ? event.target.closest("form.upload") : null;
  }

  document.addEventListener("change", function (event) {
    const form = uploadForm(event);
    if (form && event.target.type === "file") { send(form); }
  });

  document.addEventListener("submit", function (event) {
    const form = uploadForm(event);
    if (form) { event.preventDefault(); send(form); }
  });

  function mark(zone) {
    document.querySelectorAll(".drop-zone.over").forEach(function (other) {
      if (other !== zone) { other.classList.remove("over"); }
    });
    if (zone) { zone.classList.add("over"); }
  }

  /* A file that misses the zone must not take the place of the page. */
  document.addEventListener("dragover", function (event) {
    if (!document.querySelector("form.upload")) { return; }
    event.preventDefault();
    const zone = event.target.closest && event.target.closest(".drop-zone");
    event.dataTransfer.dropEffect = zone ? "copy" : "none";
    mark(zone);
  });

  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) { mark(null); }
  });

  document.addEventListener("drop", function (event) {
    const form = uploadForm(event);
    if (!document.querySelector("form.upload")) { return; }
    event.preventDefault();
    mark(null);
    if (!form || !event.dataTransfer.files.length) { return; }
    form.querySelector("input[type=file]").files = event.dataTransfer.files;
    send(form);
  });
})();
