"""The kinds of problems that a revised framework can have (semantics 6.7), each with an example for the documentation."""

from framework.problems import Code

REASON_NEEDED = Code(
    "REASON_NEEDED",
    "Indicator {indicator} has data, and its {what} was {old} so far: such a change needs a reason. Give it once (`resultsboard apply --reason TEXT`), or put {old} back.",
    "targets: {end: 150}, where 100 is recorded and figures are in",
)
INDICATOR_HAS_FIGURES = Code(
    "INDICATOR_HAS_FIGURES",
    "Indicator {code} is no longer in the framework, but it is stated in {reports} (rows: {rows}). Put it back; if it has another code now, write `renamed_from: {code}` there.",
    "an indicator with figures is deleted or gets another code",
)
DIMENSION_HAS_FIGURES = Code(
    "DIMENSION_HAS_FIGURES",
    "Dimension {code} is no longer one of {of}, but figures in {reports} are disaggregated by it (rows: {rows}). Put it back; if it has another code now, write `renamed_from: {code}` there.",
    "dimensions: [sex], where figures by region are in",
)
CATEGORY_HAS_FIGURES = Code(
    "CATEGORY_HAS_FIGURES",
    "Category {code} is no longer in dimension {of}, but it is stated in {reports} (rows: {rows}). Put it back; if it has another code now, write `renamed_from: {code}` there.",
    "a category with figures is deleted or gets another code",
)
STAGE_HAS_FIGURES = Code(
    "STAGE_HAS_FIGURES",
    "Stage {code} of indicator {of} is gone from its place, but it is stated in {reports} (rows: {rows}). Put it back, and add new stages after those that were reported; if it has another code now, write `renamed_from: {code}` there.",
    "stages: [planned, opened], where drafted was reported",
)
KIND_HAS_FIGURES = Code(
    "KIND_HAS_FIGURES",
    "Indicator {of} was of the kind {code}, and what {reports} say of it (rows: {rows}) cannot be read as another. Put its kind back, or give the new indicator a code of its own.",
    "kind: milestone, where numbers were reported",
)
REPORTER_HAS_REPORTS = Code(
    "REPORTER_HAS_REPORTS",
    "Reporter {code} is no longer in the framework, but sent {reports} (rows: {rows}). Put it back, with `until:` and its last day if it has left; if it has another code now, write `renamed_from: {code}` there.",
    "a reporter that sent reports is deleted or gets another code",
)
PERIOD_HAS_REPORTS = Code(
    "PERIOD_HAS_REPORTS",
    "{code}: no reporting period of {of} any more, but figures are in {reports} (rows: {rows}). Put `start`, `end`, `fiscal_year_start` and `reporting` back as they were.",
    "fiscal_year_start: 7, where quarters of a fiscal year from October were reported",
)
FIGURES_PUT_TOGETHER = Code(
    "FIGURES_PUT_TOGETHER",
    "The figures of {was} would become those of {code} alone, and each of them was reported. Give {code} one of these as `renamed_from`, and keep the others.",
    'renamed_from: ["1.1", "1.2"], where both have figures',
)
CODE_HAS_FIGURES = Code(
    "CODE_HAS_FIGURES",
    "{code} is an old code of {was}, and figures of that are kept under it. Give what is new another code.",
    "a new indicator gets the code that another one had before",
)
PROJECT_REASON_NEEDED = Code(
    "PROJECT_REASON_NEEDED",
    "The project has data, and its {what} was {old} so far: such a change needs a reason. Give it once (`resultsboard apply --reason TEXT`), or put {old} back.",
    "deviation_percent: 20, where 10 is recorded and figures are in",
)
FRAMEWORK_OUTDATED = Code(
    "FRAMEWORK_OUTDATED",
    "The framework of {project} was revised after this program was started. Ask the administrator to start it again.",
    "an upload while another program has recorded a revision",
)

CODES = tuple(code for code in list(globals().values()) if isinstance(code, Code))
"""All of them, in the order of this page."""
