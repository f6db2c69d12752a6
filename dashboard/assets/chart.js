/* Charts: those in the window are drawn at once and the others when the browser is idle; one whose drawing is the same in
   the page that came is not drawn again. The drawing itself is Dash's Graph: see charting.py. */
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
    const [drawn, draw] = React.useState(null);
    const wanted = JSON.stringify([props.figure, props.config]);
    React.useLayoutEffect(function () {
      if (drawn && drawn.wanted === wanted) { return undefined; }
      const next = { wanted: wanted, figure: props.figure, config: props.config };
      if (!inWindow(box.current)) { return idly(function () { draw(next); }); }
      draw(next);
      return undefined;
    }, [wanted]);
    if (!drawn) {
      const put = function (place) { if (place) { box.current = place.parentElement; } };
      return React.createElement("div", { ref: put, style: props.style });
    }
    const same = Object.assign({}, props, { figure: drawn.figure, config: drawn.config });
    return React.createElement(window.dash_core_components.Graph, same);
  }

  window.resultsboard_still = Object.assign(window.resultsboard_still || {}, { Graph: Graph });
})();
