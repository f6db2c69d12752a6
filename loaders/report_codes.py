"""What can be wrong in a report file: every code with its rule, the way out and an example (interface 2)."""

from framework.problems import Code, Severity
from loaders import choice_codes, workbook_codes

WARNING = Severity.WARNING

# the file as a whole

UNREADABLE_FILE = Code("UNREADABLE_FILE", "The file cannot be read: {reason}. Check the name.")
EMPTY_FILE = Code(
    "EMPTY_FILE", "The file has no header. Its first row names the columns, such as indicator, period, value."
)
WRONG_FILE_TYPE = Code(
    "WRONG_FILE_TYPE",
    "This is {what}, not a CSV file or an Excel workbook (.xlsx). Save the sheet as one of these and send that.",
    "%PDF-1.4",
)
FILE_TOO_LARGE = Code(
    "FILE_TOO_LARGE",
    "The file has more than {limit} MB, the most that is read. Send it in parts, a file for each period.",
)
TOO_MANY_ROWS = Code(
    "TOO_MANY_ROWS",
    "The table has more than {limit} rows, the most that is read. Send it in parts, a file for each period.",
)
TOO_MANY_COLUMNS = Code(
    "TOO_MANY_COLUMNS",
    "The row has cells beyond column {limit}, the most that is read. Delete them, or send the table in parts.",
)
NOT_TEXT = Code(
    "NOT_TEXT", "The file holds bytes that no text has (NUL). Save it again as CSV (UTF-8).", "1.1,2023-Q1,\0"
)
UNSUPPORTED_ENCODING = Code(
    "UNSUPPORTED_ENCODING", "The text is in {what}, which is not read. Save the file as CSV UTF-8.", "Їндикатор"
)
DAMAGED_TEXT = Code(
    "DAMAGED_TEXT",
    "The text is {what}, but this line has bytes that are not. Save the file again as CSV UTF-8.",
    "Жен\\xff",
)
UNCLOSED_QUOTE = Code(
    "UNCLOSED_QUOTE",
    "A quotation mark is opened in this row and never closed, so the rest of the file became one cell. Close or remove it.",
    '1.1,2023-Q1,5,"a note',
)
CELL_TOO_LONG = Code(
    "CELL_TOO_LONG",
    "A cell of this row has more than 131,072 characters. Shorten it; if it is not that long, a quotation mark is open.",
)
TOO_MANY_CELLS = Code(
    "TOO_MANY_CELLS",
    "The row has {cells} cells, the header {width}. Put cells that hold a delimiter into quotation marks.",
    "1.1,2023-Q1,1,200",
)
TOO_FEW_CELLS = Code(
    "TOO_FEW_CELLS",
    "The row has {cells} cells, the header {width}. Add the delimiters of the empty cells.",
    "1.1,2023-Q1",
)
TOO_MANY_PROBLEMS = Code(
    "TOO_MANY_PROBLEMS",
    "Of each kind of problem only the first {most} are told one by one. Besides there are {counts}. Mend what is told and send the file again.",
    severity=WARNING,
)
NO_ROWS = Code("NO_ROWS", "The file has a header but no rows below it. Write at least one row that names a period.")
TABLE_REPEATED = Code(
    "TABLE_REPEATED",
    "The header stands here again. Keep one table with one header in a file.",
    "indicator,period,value",
)

# columns

UNKNOWN_COLUMN = Code(
    "UNKNOWN_COLUMN",
    "No such column{suggestion}. Columns are {known}; put # before the name of a column that is to be left out.",
    "indicator,period,sx,value",
)
UNNAMED_COLUMN = Code(
    "UNNAMED_COLUMN", "Column {number} has cells but no name. Name it, or empty it.", "indicator,,value"
)
COLUMN_TWICE = Code("COLUMN_TWICE", "Two columns give the {role}; the first is '{first}'. Keep one.", "value,value")
COLUMN_MISSING = Code("COLUMN_MISSING", "The file has no column for the {role}. {way_out}", "period,value")
AMBIGUOUS_COLUMN = Code(
    "AMBIGUOUS_COLUMN",
    "This title is borne by {codes}. Write the code as the column's name, or use a column for the dimension.",
    "indicator,period,Place,value",
)

TOTAL_COLUMN = Code(
    "TOTAL_COLUMN",
    "The columns are of periods, and this one of none: it is taken for their sum and left out.",
    "indicator,2023-Q1,2023-Q2,total",
    WARNING,
)
UNKNOWN_PART = Code(
    "UNKNOWN_PART", "A part of a percentage is numerator or denominator. Write one of them.", "1.3,top,3"
)

# what a row is about

INDICATOR_MISSING = Code("INDICATOR_MISSING", "The row names no indicator. Write its code.", ",2023-Q1,5")
UNKNOWN_INDICATOR = Code(
    "UNKNOWN_INDICATOR",
    "The project has no such indicator{suggestion}. Write a code or title of indicators.yaml.",
    "1.11,2023-Q1,5",
)
RENAMED_CODE = Code(
    "RENAMED_CODE", "This is an old code; it is read as {code}. Write {code}.", "1.0,2023-Q1,5", severity=WARNING
)
UNKNOWN_CATEGORY = Code(
    "UNKNOWN_CATEGORY", "{dimension} has no such category{suggestion}. Categories: {known}.", "1.1,2023-Q1,femal,5"
)
UNKNOWN_REPORTER = Code(
    "UNKNOWN_REPORTER", "The project has no such reporter{suggestion}. Reporters: {known}.", "IMO,1.1,2023-Q1,5"
)
UNKNOWN_STAGE = Code(
    "UNKNOWN_STAGE", "{indicator} has no such stage{suggestion}. Stages, in order: {known}.", "1.1,2023-Q3,open"
)
AMBIGUOUS_TITLE = Code("AMBIGUOUS_TITLE", "This title is borne by {codes}. Write the code.", "Reached,2023-Q2,7")
LOOK_ALIKE_LETTERS = Code(
    "LOOK_ALIKE_LETTERS",
    "This looks like {code}, but some letters are of another script ({letters}). Type {code} again.",
    "А1,2023-Q2,9",
)
COMPUTED_INDICATOR = Code(
    "COMPUTED_INDICATOR",
    "{indicator} is computed from {numerator} and {denominator} and takes no rows. Report those two instead.",
    "2.3,2023-Q4,1",
)
FOREIGN_DIMENSION = Code(
    "FOREIGN_DIMENSION",
    "{indicator} is not disaggregated by {dimension}. Empty the cell, or add the dimension to the indicator.",
    "1.2,2023-Q1,female,3",
)
PARENT_DIFFERS = Code(
    "PARENT_DIFFERS",
    "This belongs to {parent}, the row says {stated}. Correct one of the two.",
    "1.1,2023-Q1,TJ-SU,Dushanbe,3",
)
REPORTER_MISSING = Code(
    "REPORTER_MISSING",
    "Nothing says which reporter this is from. Add a column reporter, or give --reporter ({known}).",
    "indicator,period,value",
)
REPORTER_DIFFERS = Code(
    "REPORTER_DIFFERS",
    "The row is from {stated}, the report is loaded for {given}. Correct the row, or load it for {stated}.",
    "UNFPA,1.1,2023-Q1,9",
)
NOT_YOUR_REPORTER = Code(
    "NOT_YOUR_REPORTER",
    "You send the reports of {yours}; this one is of {reporter}. Take its rows out, or ask the administrator for the right to send it.",
    "IOM,1.1,2023-Q1,9, sent by the officer of MIRROR",
)
REPORTER_ABSENT = Code(
    "REPORTER_ABSENT",
    "{reporter} takes part {active} and owes no report for this. Check the row, or from and until.",
    "MIRROR,1.1,2027-Q1,9",
    WARNING,
)
NOT_THEIR_INDICATOR = Code(
    "NOT_THEIR_INDICATOR",
    "{reporter} does not report {indicator}; its reporters are {reporters}.",
    "UNFPA,1.1,2023-Q1,9",
)

# when

PERIOD_MISSING = Code(
    "PERIOD_MISSING",
    "Nothing says which period this is about. Fill in a column period or date, or give --period.",
    "1.1,,5",
)
UNKNOWN_PERIOD = Code(
    "UNKNOWN_PERIOD", "This is not a period. Write it like {example}, or as days: {days}.", "1.1,quarter one,5"
)
AMBIGUOUS_PERIOD = Code(
    "AMBIGUOUS_PERIOD", "This can be read in two ways: {readings}. Write {choice}.", "1.1,2023-Q1,5"
)
OUTSIDE_PROJECT = Code(
    "OUTSIDE_PROJECT", "This is outside of the project, which runs from {start} to {end}.", "1.1,2022-Q4,5"
)
NOT_A_REPORTING_PERIOD = Code(
    "NOT_A_REPORTING_PERIOD", "{indicator} is reported {frequency}, in periods such as {example}.", "1.1,Feb-Apr 2023,5"
)
PERIOD_DIFFERS = Code(
    "PERIOD_DIFFERS",
    "The row is of {stated}, the report is loaded for {given}. Correct the row, or load it for its own period.",
    "1.1,2023-Q1,5",
)
UNKNOWN_DATE = Code(
    "UNKNOWN_DATE", "This is not a day of the calendar. Write it like 2023-04-30 or 30.04.2023.", "1.1,2023-02-30,5"
)
AMBIGUOUS_DATE = Code(
    "AMBIGUOUS_DATE",
    "This can be {day_first} or {month_first}, and no other date of the column decides it. Write it like {day_first}.",
    "1.1,02/03/2023,5",
)
DATE_OUTSIDE_PERIOD = Code(
    "DATE_OUTSIDE_PERIOD",
    "The day is not in the row's period {period}. Correct one of the two.",
    "1.1,2023-Q1,2023-04-05,5",
)

# how much

NOT_A_NUMBER = Code(
    "NOT_A_NUMBER",
    "This is not a number. Write digits only, such as 1200 or 12.5; leave the cell empty where nothing is known.",
    "1.1,2023-Q1,five",
)
NO_VALUE_WORD = Code(
    "NO_VALUE_WORD",
    "This stands for a missing value. Leave the cell empty, or write n/a where it does not apply.",
    "1.1,2023-Q1,NULL",
)
AMBIGUOUS_NUMBER = Code(
    "AMBIGUOUS_NUMBER",
    "This can be {grouped} or {decimal}, and no other number of the column decides it. Write {grouped}, or {decimal} with further decimals.",
    '1.1,2023-Q1,"1,234"',
)
TOO_MANY_DIGITS = Code("TOO_MANY_DIGITS", "Numbers have at most 18 digits.", "1.1,2023-Q1,1234567890123456789")
FOOTNOTE_MARK = Code(
    "FOOTNOTE_MARK",
    "The {mark} is taken for the mark of a footnote and left out; the number is {number}. Is that so?",
    "1.1,2023-Q1,1 200*",
    WARNING,
)
NOT_WHOLE = Code(
    "NOT_WHOLE",
    "{unit} are counted in whole numbers. Write {below} or {above}, or set decimals on {indicator}.",
    "1.1,2023-Q1,12.5",
)
TOO_MANY_DECIMALS = Code(
    "TOO_MANY_DECIMALS",
    "The most decimals of {indicator}: {decimals}. Numbers are never rounded; round it yourself, or set decimals.",
    "1.2,2023-Q1,0.25",
)
NEGATIVE = Code(
    "NEGATIVE", "{indicator} cannot be negative. Correct it, or set allow_negative on the indicator.", "1.1,2023-Q1,-3"
)
VALUE_AND_PARTS = Code(
    "VALUE_AND_PARTS",
    "A percentage is stated as a value or as numerator and denominator, not both. Empty the value.",
    "1.1,2023-Q1,50,1,2",
)
PARTS_OF_NO_PERCENTAGE = Code(
    "PARTS_OF_NO_PERCENTAGE",
    "{indicator} is no percentage and has no {role}. Put the figure into the column value.",
    "1.1,2023-Q1,,5,10",
)
NO_DENOMINATOR = Code(
    "NO_DENOMINATOR", "A numerator needs its denominator. Fill in the denominator too.", "1.1,2023-Q1,5,"
)
NO_NUMERATOR = Code("NO_NUMERATOR", "A denominator needs its numerator. Fill in the numerator too.", "1.1,2023-Q1,,6")
ZERO_DENOMINATOR = Code(
    "ZERO_DENOMINATOR", "{numerator} of 0 is impossible. Correct the denominator.", "1.1,2023-Q1,5,0"
)
ABOVE_DENOMINATOR = Code(
    "ABOVE_DENOMINATOR",
    "The numerator is above the denominator {denominator}: more than the whole. Is that so?",
    "1.1,2023-Q1,7,6",
    WARNING,
)

# rows beside each other

FIGURE_TWICE = Code(
    "FIGURE_TWICE",
    "{figure} is already stated on line {line}{file}; counting it twice would be wrong. Keep one of the rows.",
    "1.1,2023-Q1,11",
)
LEVEL_TWICE = Code(
    "LEVEL_TWICE",
    "{figure} is already stated for this day on line {line}{file}; a level has one value a day. Keep one.",
    "1.3,2023-02-10,7",
)
FIGURES_AND_EVENTS = Code(
    "FIGURES_AND_EVENTS",
    "{indicator} of {period} is given {first} on line {line}{file}. Give it by date or for the whole period, not both.",
    "1.2,,2023-02-03,5",
)
CELLS_ABOVE_TOTAL = Code(
    "CELLS_ABOVE_TOTAL",
    "The total {stated} is below the sum {summed} of its parts by {dimension}. Correct the total or the parts.",
    "1.1,2023-Q1,,100",
)
ANSWERS_ABOVE_TOTAL = Code(
    "ANSWERS_ABOVE_TOTAL",
    "The answers by {dimension} add up to {summed}, the total is {stated}; that is allowed here.",
    "1.1,2023-Q1,,100",
    WARNING,
)
SHAPES_DISAGREE = Code(
    "SHAPES_DISAGREE",
    "The rows make {stated}, but by {dimension} only {summed}. The difference is shown as not disaggregated.",
    "1.1,2023-Q1,,KT,15",
    WARNING,
)
NOTE_BELOW_TABLE = Code(
    "NOTE_BELOW_TABLE",
    "A row that fills its first cell only is taken for a remark and left out.",
    "Source: lists,,",
    WARNING,
)
NOTE_WITHOUT_VALUE = Code(
    "NOTE_WITHOUT_VALUE",
    "The row states no value, so its text is not kept. Write n/a as the value to keep it.",
    "1.1,2023-Q1,,no training",
    WARNING,
)
TOTAL_ROW_DIFFERS = Code(
    "TOTAL_ROW_DIFFERS",
    "The rows above add up to {summed}. The row is left out; check the rows.",
    "Total,,270",
    WARNING,
)

CODES: tuple[Code, ...] = (
    *(each for each in list(globals().values()) if isinstance(each, Code)),
    *workbook_codes.CODES,
    *choice_codes.CODES,
)
