/* Plain elements from their description [tag, attributes, child, …]: see still.py. */
(function () {
  "use strict";

  function element(part) {
    if (!Array.isArray(part)) { return part; }
    return window.React.createElement(part[0], part[1], ...part.slice(2).map(element));
  }

  window.resultsboard_still = Object.assign(window.resultsboard_still || {}, {
    Still: function (props) { return element(props.tree); }
  });
})();
