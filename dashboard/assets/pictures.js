/* A chart as a picture to be kept, PNG or SVG: its finding as title, what it is about, the chart, its source; see pictures.py.
   Always on white, 1200 wide; it is made here in the browser, nothing is sent to anybody. */
(function () {
  "use strict";

  const WIDTH = 800, LEAST = 450, EDGE = 24, SCALE = 1.5, SHARPER = 2;
  const CHART = ".js-plotly-plot";
  const INK = "#1f2d3a", QUIET = "#566573";
  const SVG = "http://www.w3.org/2000/svg";
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

  /* The text on lines that fit the picture. */
  function lines(text, size, weight) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = weight + " " + size + "px " + FONT;
    const found = [""];
    text.split(" ").forEach(function (word) {
      const longer = (found[found.length - 1] + " " + word).trim();
      if (pen.measureText(longer).width > WIDTH - 2 * EDGE && found[found.length - 1]) {
        found.push(word);
      } else {
        found[found.length - 1] = longer;
      }
    });
    return found.filter(Boolean).map(function (words) {
      return { words: words, size: size, weight: weight, room: Math.round(size * 1.35) };
    });
  }

  function element(name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text) { made.textContent = text; }
    return made;
  }

  /* Writes lines from a height downwards; gives the height below them. */
  function write(sheet, written, top, colour) {
    return written.reduce(function (height, line) {
      sheet.append(element("text", {
        "x": EDGE, "y": height + line.size, "fill": colour, "font-family": FONT, "font-size": line.size, "font-weight": line.weight
      }, line.words));
      return height + line.room;
    }, top);
  }

  function hasName(trace) {
    return Boolean(trace.name) && Array.from(trace.y || []).some(function (value) { return value !== null; });
  }

  /* How high the key of the traces' names will be: they stand in columns as wide as the longest. */
  function keyHeight(named) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = "11px " + FONT;
    const widest = Math.max(0, ...named.map(function (trace) { return pen.measureText(trace.name).width; }));
    const columns = Math.max(1, Math.floor((WIDTH - 2 * EDGE) / (widest + 60)));
    return named.length ? 12 + 20 * Math.ceil(named.length / columns) : 0;
  }

  /* The chart itself in the room that is left, with a key of what its traces are called. */
  function drawn(chart, room) {
    const key = keyHeight(chart.data.filter(hasName));
    const height = Math.max(chart.clientHeight + key, chart.clientHeight > LEAST / 2 ? room : 0);
    const margin = Object.assign({}, chart.layout.margin, { b: ((chart.layout.margin || {}).b || 40) + key });
    const legend = { orientation: "h", x: 0, xref: "container", xanchor: "left", y: 0, yref: "container", yanchor: "bottom", traceorder: "normal", font: { size: 11 } };
    const layout = Object.assign({}, chart.layout, {
      width: WIDTH - EDGE, height: height, autosize: false, margin: margin, showlegend: key > 0, legend: legend
    });
    const data = chart.data.map(function (trace) { return Object.assign({}, trace, { showlegend: hasName(trace) }); });
    const asked = { format: "svg", width: WIDTH - EDGE, height: height, imageDataOnly: true };
    return window.Plotly.toImage({ data: data, layout: layout, config: { staticPlot: true } }, asked).then(function (text) {
      return new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    });
  }

  /* A chart that the server drew, as wide as the picture. */
  function copied(image) {
    const text = decodeURIComponent(image.src.slice(image.src.indexOf(",") + 1));
    const plot = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    const width = WIDTH - EDGE;
    plot.setAttribute("height", Math.round(width * image.naturalHeight / image.naturalWidth));
    plot.setAttribute("width", width);
    return Promise.resolve(plot);
  }

  /* The whole picture as an SVG element. */
  function picture(box) {
    const page = box.closest("[data-source]"), image = box.querySelector("img");
    const finding = image ? image.alt : box.querySelector(".chart").getAttribute("aria-label");
    const title = lines(finding, 18, 600), about = lines(box.dataset.about || "", 12.5, 400);
    const source = lines(page ? page.dataset.source : "", 11, 400);
    const sheet = element("svg", { "xmlns": SVG, "role": "img" });
    sheet.append(element("title", {}, finding), element("rect", { width: "100%", height: "100%", fill: "#ffffff" }));
    const top = write(sheet, about, write(sheet, title, 18, INK) + 2, QUIET) + 8;
    const below = source.reduce(function (sum, line) { return sum + line.room; }, 22);
    return (image ? copied(image) : drawn(box.querySelector(CHART), LEAST - top - below)).then(function (plot) {
      const own = Number(plot.getAttribute("height"));
      plot.setAttribute("x", EDGE / 2);
      plot.setAttribute("y", top);
      sheet.append(document.importNode(plot, true));
      write(sheet, source, top + own + 8, QUIET);
      const height = Math.ceil(top + own + below);
      sheet.setAttribute("viewBox", "0 0 " + WIDTH + " " + height);
      sheet.setAttribute("width", WIDTH * SCALE);
      sheet.setAttribute("height", height * SCALE);
      return sheet;
    });
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  function painted(sheet, text) {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    return image.decode().then(function () {
      const canvas = document.createElement("canvas");
      canvas.width = sheet.getAttribute("width") * SHARPER;
      canvas.height = sheet.getAttribute("height") * SHARPER;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) { canvas.toBlob(done, "image/png"); });
    });
  }

  function keep(box, form) {
    const page = box.closest("[data-file]");
    const name = [page ? page.dataset.file : "", box.dataset.name].filter(Boolean).join("-") + "." + form;
    return picture(box).then(function (sheet) {
      const text = new XMLSerializer().serializeToString(sheet);
      return form === "svg" ? new Blob([text], { type: "image/svg+xml" }) : painted(sheet, text);
    }).then(function (blob) { save(blob, name); });
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button[data-picture]");
    const box = button && button.closest(".chart-box");
    if (!box || !box.querySelector("img, " + CHART) || button.disabled) { return; }
    button.disabled = true;
    keep(box, button.dataset.picture).finally(function () { button.disabled = false; button.focus(); });
  });
})();
