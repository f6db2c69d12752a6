/* What the first chart needs is fetched once the first page stands, so that no later page waits for it. */
(function () {
  "use strict";

  const AHEAD = [
    "/_dash-component-suites/plotly/package_data/plotly.min.js",
    "/_dash-component-suites/dash/dcc/async-graph.js"
  ];

  function fetchAhead() {
    if (window.Plotly || (navigator.connection && navigator.connection.saveData)) { return; }
    AHEAD.forEach(function (address) {
      const link = document.createElement("link");
      link.rel = "prefetch";
      link.as = "script";
      link.href = address;
      document.head.append(link);
    });
  }

  window.addEventListener("load", function () {
    (window.requestIdleCallback || window.setTimeout)(fetchAhead);
  });
})();
