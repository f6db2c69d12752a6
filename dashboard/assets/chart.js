/* Charts: those in the window are drawn at once and the others when the browser is idle, each in its turn. The drawing
   itself is Dash's Graph: see charting.py. */
(function () {
  "use strict";

  const PATIENCE = 500;

  function inWindow(box) {
    const place = box.getBoundingClientRect();
    return place.bottom > 0 && place.top < window.innerHeight;
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
      if (!inWindow(box.current)) { return idly(function () { makeDue(true); }); }
      makeDue(true);
      return undefined;
    }, []);
    return isDue ? React.createElement(window.dash_core_components.Graph, props)
      : React.createElement("div", { ref: box, style: props.style });
  }

  window.resultsboard_still = Object.assign(window.resultsboard_still || {}, { Graph: Graph });
})();
