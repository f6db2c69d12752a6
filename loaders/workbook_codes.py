"""What can be wrong with a workbook as such, before its rows are read (interface 2)."""

from framework.problems import Code, Severity

WARNING = Severity.WARNING

BROKEN_WORKBOOK = Code(
    "BROKEN_WORKBOOK",
    "The workbook is damaged or has a password, and cannot be read. Open it, save it as a new .xlsx without a password, and send that.",
)
FORBIDDEN_XML = Code(
    "FORBIDDEN_XML",
    "The workbook holds a document type declaration, which no spreadsheet program writes. Open it and save it as a new .xlsx.",
)
TOO_LARGE_UNPACKED = Code(
    "TOO_LARGE_UNPACKED",
    "A part of the workbook unpacks to {size} MB; at most {limit} MB are read. Copy the report into a new workbook.",
)
NO_SHEETS = Code("NO_SHEETS", "The workbook has no sheet with cells. Put the report into one and save it as .xlsx.")
ONLY_HIDDEN_SHEETS = Code(
    "ONLY_HIDDEN_SHEETS", "All sheets of the workbook are hidden ({sheets}). Unhide the one with the report."
)
HIDDEN_SHEET = Code(
    "HIDDEN_SHEET", "The sheet is hidden and was left out. Unhide it if it belongs to the report.", "Old", WARNING
)
SHEET_SKIPPED = Code(
    "SHEET_SKIPPED",
    "The sheet has no header of a report and was left out. Its columns need names such as indicator, period, value.",
    "Notes",
    WARNING,
)
FAILED_FORMULA = Code(
    "FAILED_FORMULA", "The formula of this cell fails. Correct it, or write the figure itself.", "1.1,2023-Q1,#DIV/0!"
)
FORMULA_WITHOUT_VALUE = Code(
    "FORMULA_WITHOUT_VALUE",
    "The workbook does not hold the value of this formula. Open it in a spreadsheet program and save it, or write the figure itself.",
    "1.1,2023-Q1,=30+45",
)

CODES: tuple[Code, ...] = tuple(each for each in list(globals().values()) if isinstance(each, Code))
