"""The charts' library in its small edition: a fourth of the bytes, with bars, lines and pies only.

`plotly-basic.min.js` is the file of that name in the npm package plotly.js-basic-dist-min, in the version that the
Python package brings in its large edition (MIT licence, beside it). Dash asks for the large one when the first chart
appears and gets this.
"""

from pathlib import Path

from flask import Flask, Response, send_file

FILE = Path(__file__).parent / "plotly-basic.min.js"
ASKED_FOR = "/_dash-component-suites/plotly/package_data/plotly.min.js"
DAY = 24 * 3600


def serve_basic_edition(server: Flask) -> None:
    """Answers the request for the large edition."""

    @server.get(ASKED_FOR)
    def plotly_basic() -> Response:
        return send_file(FILE, mimetype="text/javascript", max_age=DAY)
