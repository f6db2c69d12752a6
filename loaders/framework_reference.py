"""The schema for others: as JSON Schema for editors, and as the reference page docs/indicators.md.

`python -m loaders.framework_reference > docs/indicators.md` writes the page anew.
"""

import sys
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from framework.problems import Code
from loaders import framework_codes as codes
from loaders.framework_schema import FrameworkEntry
from loaders.framework_values import CODE, CURRENCY, LANGUAGE

Schema = Mapping[str, Any]

PATTERNS = {f"^{CODE.pattern}$": "code", f"^{LANGUAGE.pattern}$": "language", f"^{CURRENCY.pattern}$": "currency code"}
SECTIONS = {
    "FrameworkEntry": "The file",
    "ProjectEntry": "project",
    "SmallCells": "project.small_cells",
    "FundingEntry": "funding",
    "ReporterEntry": "reporters",
    "DimensionEntry": "dimensions",
    "MapEntry": "dimensions: map",
    "CategoryEntry": "dimensions: categories",
    "ResultEntry": "goals and results",
    "IndicatorEntry": "indicators",
    "StageEntry": "stages",
    "BaselineEntry": "baseline",
    "TargetsEntry": "targets",
    "CategoryTargetsEntry": "targets: by",
    "QuotientEntry": "from",
    "ReferenceEntry": "references",
}
"""The parts of the page, in its order, with their headings."""

INTRODUCTION = """\
# indicators.yaml

This page is made from the schema by `python -m loaders.framework_reference`; editors take the same schema from
`resultsboard schema`.

A framework file is UTF-8 YAML 1.2. Values stay as written: `NO` is the text “NO”, `0123` is “0123”, `1.10` is not `1.1`.
There are no anchors, aliases or tags. Dates are written `2023-02-28`, numbers with digits and a decimal point. Any text
may be plain or a map of languages, `{en: Women, ru: Женщины}`. A key without a value states nothing. Several files, or a
folder, are several projects; `include: [shared.yaml]` brings the `dimensions` of another file.

A small framework:

```yaml
project:
  code: WATER
  title: Safe water in three districts
  start: 2023-01-01
  end: 2025-12-31
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
goals:
  - code: G1
    level: Goal
    title: People have safe water
    indicators:
      - code: "1.1"
        title: People trained in hygiene
        unit: people
        dimensions: [sex]
        targets: {end: 1200, periods: {2023: 200, 2024: 500}}
```
"""


class _Schema(GenerateJsonSchema):
    """JSON Schema with exact numbers as plain ones."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        """The schema of an entry, its keys described by the docstrings below them."""
        found = super().model_schema(schema)
        form = next((each for each in found.get("anyOf", []) if "properties" in each), found)
        for name, words in schema["cls"].meanings().items():
            if name in form.get("properties", {}):
                form["properties"][name] = {"description": words, **form["properties"][name]}
        return found

    def encode_default(self, dft: object) -> Any:  # noqa: ANN401 — as pydantic has it
        """A default as JSON has it."""
        return int(dft) if isinstance(dft, Fraction) else super().encode_default(dft)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of indicators.yaml."""
    schema = FrameworkEntry.model_json_schema(schema_generator=_Schema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": "indicators.yaml of resultsboard"}


def reference_markdown() -> str:
    """The page docs/indicators.md: every key, what it means, what may stand there; every problem with an example."""
    return "\n".join([INTRODUCTION, *_sections(json_schema()), *_problems(codes.CODES)])


def _sections(schema: Schema) -> Iterator[str]:
    for name, heading in SECTIONS.items():
        part = schema if name == "FrameworkEntry" else _mapping(schema["$defs"][name])
        yield f"## {heading}\n"
        yield f"{part['description']}\n"
        yield "| key | meaning | value | default |\n|---|---|---|---|"
        for key, value in part["properties"].items():
            needed = key in part.get("required", ())
            yield f"| `{key}` | {_cell(value['description'])} | {_cell(_value(value))} | {'required' if needed else _default(value)} |"
        yield ""


def _mapping(schema: Schema) -> Schema:
    """The long form of an entry that has a short one, too."""
    return next((form for form in schema.get("anyOf", []) if "properties" in form), schema)


def _problems(kinds: tuple[Code, ...]) -> Iterator[str]:
    yield "## Problems\n\n`resultsboard check` prints all problems of a file. An error refuses the file, a warning does not.\n"
    yield "| code | severity | message | for instance |\n|---|---|---|---|"
    for kind in kinds:
        rule = kind.rule.replace("{{", "{").replace("}}", "}")
        yield f"| {kind.name} | {kind.severity} | {_cell(rule)} | `{_cell(kind.example)}` |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _default(value: Schema) -> str:
    default = value.get("default")
    if default in (None, [], {}):
        return ""
    shown = ", ".join(default) if isinstance(default, list) else default
    return f"`{str(shown).lower() if isinstance(shown, bool) else shown}`"


def _value(schema: Schema) -> str:
    """What may stand there, in words."""
    if "anyOf" in schema:
        forms = [_value(form) for form in schema["anyOf"] if form.get("type") != "null"]
        return " or ".join(form for form in forms if form)
    if "$ref" in schema:
        heading = SECTIONS[schema["$ref"].rpartition("/")[2]]
        return f"[{heading}](#{heading.replace(' ', '-').translate({ord(sign): None for sign in ':.'})})"
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if "pattern" in schema:
        return PATTERNS[schema["pattern"]]
    return _of_type(schema)


def _of_type(schema: Schema) -> str:
    kind = schema["type"]
    if kind == "array":
        return f"list of {_value(schema['items'])}"
    if kind == "object":
        return _map(schema)
    if kind == "integer":
        most = f" to {schema['maximum']}" if "maximum" in schema else " or more"
        return f"whole number, {schema['minimum']}{most}"
    if kind == "string" and schema.get("format") == "date":
        return "date"
    names = {"number": "number", "boolean": "`true`, `false`"}
    return names.get(str(kind), "number or stage" if kind == ["number", "string", "boolean"] else "text")


def _map(schema: Schema) -> str:
    if "propertyNames" in schema:
        return "map of languages"
    if "minProperties" in schema:
        return "map of one"
    inner = schema.get("additionalProperties") or next(iter(schema["patternProperties"].values()))
    return f"map of {_value(inner)}"


if __name__ == "__main__":
    sys.stdout.write(reference_markdown())
