from typing import Any

from dash import Dash, Input, Output, dcc, html

from dashboard.markup import markup
from dashboard.still import Still, live_ids, still

TABLE = html.Table(html.Tr([html.Td("2.2", className="code"), html.Td(513), None]), id="figures")


def test_what_no_callback_touches_becomes_plain_elements() -> None:
    made = still(TABLE)
    assert isinstance(made, Still)
    cells = (["td", {"className": "code"}, "2.2"], ["td", {}, 513], None)
    assert vars(made)["tree"] == ["table", {"id": "figures"}, ["tr", {}, *cells]]


def test_the_same_element_is_always_the_same_text() -> None:
    marks: dict[str, Any] = {"data-name": "progress", "aria-label": "Chart", "data-about": "2.2"}
    made = markup(html.P("x", className="key", **marks))
    assert made == '<p class="key" aria-label="Chart" data-about="2.2" data-name="progress">x</p>'


def test_charts_and_what_surrounds_them_stay_components() -> None:
    chart = dcc.Graph()
    heading, kept = still(html.Div([html.H2("Progress"), html.Section(chart)])).children
    assert heading.tree == ["h2", {}, "Progress"]
    assert kept.children == [chart]


def test_what_callbacks_read_or_change_stays_a_component() -> None:
    app = Dash("test")

    @app.callback(Output("rows", "children"), Input("show", "n_clicks"))
    def show(clicks: int) -> int:
        return clicks

    assert live_ids(app) == {"rows", "show"}
    button, text = still(html.P([html.Button("Show", id="show"), "Text"]), live_ids(app)).children
    assert isinstance(button, html.Button)
    assert text == "Text"
