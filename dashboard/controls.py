"""Form fields of plain HTML that Dash does not have: the browser keeps their value and sends it with the form.

The script `assets/upload.js` makes them on the page; `markup` writes them where there are no scripts.
"""

from dash.development.base_component import Component

PROPERTIES = (
    *("id", "type", "name", "defaultValue", "accept", "multiple", "required", "placeholder", "autoComplete"),
    *("maxLength", "className", "defaultChecked", "readOnly"),
)


class Input(Component):
    """`<input>`: `Input(type="file", name="file")`; `defaultValue` is what stands in it at first."""

    _namespace = "resultsboard_controls"
    _type = "Input"

    def __init__(self, **properties: object) -> None:
        self._children_props: list[str] = []
        self._base_nodes: list[str] = []
        self._prop_names = list(PROPERTIES)
        self._valid_wildcard_attributes = ["aria-", "data-"]
        self.available_properties = list(PROPERTIES)
        self.available_wildcard_properties = self._valid_wildcard_attributes
        super().__init__(**properties)  # type: ignore[no-untyped-call]  # of Dash
