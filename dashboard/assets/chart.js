/* Charts: the first that is seen is drawn at once, so that it comes with the page, and the others when the browser is idle,
   each in its turn. The drawing itself is Dash's Graph: see charting.py. */
(function () {
  "use strict";

  const PATIENCE = 500;
  let isFirst = true;

  /* True once for what comes together. */
  function comesFirst() {
    if (!isFirst) { return false; }
    isFirst = false;
    window.requestAnimationFrame(function () { isFirst = true; });
    return true;
  }

  function isSeen(box) {
    const place = box.getBoundingClientRect();
    return place.bottom > 0 && place.top < window.innerHeight && !box.closest(".away");
  }

  /* Calls when nothing else is to be done, and returns what calls that off. */
  function idly(call) {
    if (window.requestIdleCallback) {
      const turn = window.requestIdleCallback(call, { timeout: PATIENCE });
      return function () { window.cancelIdleCallback(turn); };
    }
    const turn = window.setTimeout(call, 1);
    return function () { window.clearTimeout(turn); };
  }

  function Graph(props) {
    const React = window.React;
    const box = React.useRef(null);
    const [isDue, makeDue] = React.useState(false);
    React.useLayoutEffect(function () {
      if (!isSeen(box.current) || !comesFirst()) { return idly(function () { makeDue(true); }); }
      makeDue(true);
      return undefined;
    }, []);
    return isDue ? React.createElement(window.dash_core_components.Graph, props)
      : React.createElement("div", { ref: box, style: props.style });
  }

  window.resultsboard_still = Object.assign(window.resultsboard_still || {}, { Graph: Graph });
})();
