"""The kinds of problems that indicators.yaml can have, each with an example for the documentation.

Every rule says what holds and the way out; the offending value is put before it. `{names}` are filled in by details.
"""

from framework.problems import Code, Severity

FILE_MISSING = Code(
    "FILE_MISSING",
    "There is no such file or folder. Check its name and where you are.",
    "resultsboard -f indicatrs.yaml check",
)
FILE_UNREADABLE = Code(
    "FILE_UNREADABLE", "The file cannot be opened: {reason}. Check who may read it.", "a file of another user"
)
FOLDER_EMPTY = Code(
    "FOLDER_EMPTY",
    "The folder holds no framework: no .yaml file with a key `project`.",
    "resultsboard -f reports/ check",
)
FILE_TOO_LARGE = Code(
    "FILE_TOO_LARGE",
    "A framework file may have up to 5 MB. Split the framework into several projects.",
    "a file of 20 MB",
)
NOT_UTF8 = Code(
    "NOT_UTF8",
    "The file is not in UTF-8: {found}. Save it as UTF-8 (in the editor: “Save with encoding”).",
    "a file saved as windows-1251",
)
CONTROL_CHARACTER = Code(
    "CONTROL_CHARACTER", "The character {character} may not stand in a file. Delete it.", "a title with a NUL in it"
)
YAML_BROKEN = Code("YAML_BROKEN", "The file is not valid YAML here: {reason}.", "title: [Goal")
YAML_NOT_A_MAPPING = Code(
    "YAML_NOT_A_MAPPING",
    "A framework file is a mapping that starts with keys such as `project:`; this one is {found}.",
    "- project",
)
YAML_SEVERAL_DOCUMENTS = Code(
    "YAML_SEVERAL_DOCUMENTS", "A file holds one framework. Put what follows `---` into a file of its own.", "---"
)
YAML_TOO_DEEP = Code(
    "YAML_TOO_DEEP", "Values may be nested up to {limit} levels. Check brackets and indentation.", "[[[[[[…"
)
YAML_ALIAS = Code(
    "YAML_ALIAS", "Anchors and aliases (`&name`, `*name`) are not read. Write the value out.", "targets: *same"
)
YAML_TAG = Code("YAML_TAG", "Tags are not read: values are taken as written. Delete {tag}.", "decimals: !!int 2")
YAML_KEY = Code(
    "YAML_KEY", "A key is a plain text, not a list or a mapping. Check brackets and question marks.", "? [a, b]"
)
DUPLICATE_KEY = Code(
    "DUPLICATE_KEY", "The key `{key}` is already given on line {line}. Delete one of the two.", "end: 100, end: 200"
)

UNKNOWN_KEY = Code("UNKNOWN_KEY", "There is no key `{key}` here.{hint} Allowed: {allowed}.", "basline: 0")
MISSING_KEY = Code("MISSING_KEY", "The key `{key}` is missing: {what}. Add it.", "an indicator without a title")
WRONG_SHAPE = Code("WRONG_SHAPE", "Here belongs {expected}, not {found}.", "dimensions: {sex: 1}")
EMPTY_TEXT = Code("EMPTY_TEXT", "A text may not be empty. Write it, or leave the key out.", 'title: ""')
BAD_CODE = Code(
    "BAD_CODE",
    "A code is made of Latin letters, digits, points, underscores and hyphens and starts with a letter or digit. Write one such as {suggestion}.",
    'code: "A 2"',
)
BAD_LANGUAGE = Code(
    "BAD_LANGUAGE",
    "A language is a code such as en or ru. A text is plain, or a map of languages {{en: …, ru: …}}.",
    "title: {english: Sex}",
)
OTHER_LANGUAGE = Code(
    "OTHER_LANGUAGE",
    "The language `{key}` is not one of the project's: {allowed}. Add it to `project.languages` or delete the text.",
    "title: {tg: …}",
    Severity.WARNING,
)
BAD_DATE = Code(
    "BAD_DATE",
    "{value} is no day of the years 1900 to 2999. Write year-month-day, such as 2023-02-28.",
    "end: 2023-02-30",
)
BAD_NUMBER = Code(
    "BAD_NUMBER",
    "A number is written with digits and a decimal point, without grouping, such as 1200 or 12.5.",
    "end: 1_200",
)
OUT_OF_RANGE = Code("OUT_OF_RANGE", "This is {range}.", "fiscal_year_start: 13")
BAD_CHOICE = Code("BAD_CHOICE", "This is one of: {allowed}.{hint}", "kind: numbr")
BAD_CURRENCY = Code(
    "BAD_CURRENCY", "A currency is its ISO 4217 code of three capital letters, such as USD.", "currency: dollars"
)

INCLUDE_REFUSED = Code(
    "INCLUDE_REFUSED",
    "{reason}. `include` lists other .yaml files by paths relative to this one.",
    "include: [/etc/passwd]",
)
INCLUDED_KEY = Code(
    "INCLUDED_KEY",
    "An included file holds only `dimensions`. Move `{key}` to the framework file.",
    "project: … in shared.yaml",
)
DUPLICATE_CODE = Code(
    "DUPLICATE_CODE",
    "This code is already that of {what} on line {line} of {file}. Every {kind} needs its own.",
    "code: A1, twice",
)
RENAMED_FROM_ITSELF = Code(
    "RENAMED_FROM_ITSELF",
    "This is the code of the {kind} itself. `renamed_from` is the code that it had before; write that, or delete the key.",
    'code: "1.1", renamed_from: "1.1"',
)
RENAMED_STILL_THERE = Code(
    "RENAMED_STILL_THERE",
    "There is still a {kind} of this code, so it was not renamed. Delete `renamed_from`, or the old {kind}.",
    'renamed_from: "1.1", while there is an indicator 1.1',
)
RENAMED_TWICE = Code(
    "RENAMED_TWICE",
    "{other} on line {line} had this code before, too. What was reported under it belongs to one {kind}: delete one of the two.",
    'renamed_from: "1.0", on two indicators',
)

BOUNDARIES_REFUSED = Code(
    "BOUNDARIES_REFUSED",
    "`file` names a .geojson or .json file by a path relative to this file. Write such a path.",
    "map: {file: /srv/regions.geojson}",
)
BOUNDARIES_UNREADABLE = Code(
    "BOUNDARIES_UNREADABLE",
    "No map of this dimension can be drawn: {reason}. Mend the file, or delete `map`.",
    "map: {file: region.geojson}, where there is only regions.geojson",
    Severity.WARNING,
)
CATEGORY_WITHOUT_AREA = Code(
    "CATEGORY_WITHOUT_AREA",
    "The boundaries have no area of this category, so the map cannot show it: {file} has {found}. Add it there, or correct the code or `property`.",
    "categories: {TJ-XX: …}",
    Severity.WARNING,
)

PROJECT_ENDS_BEFORE_START = Code(
    "PROJECT_ENDS_BEFORE_START",
    "The project ends on {end}, before it starts on {start}. Correct one of the two days.",
    "end: 2021-09-30",
)
PROJECT_TOO_LONG = Code(
    "PROJECT_TOO_LONG",
    "A project lasts up to 100 years; this one ends on {end} and starts on {start}. Check the years.",
    "end: 2924-09-30",
)
DEVIATION_ORDER = Code(
    "DEVIATION_ORDER",
    "`off_track_percent` ({off_track}) may not be below `deviation_percent` ({deviation}): behind comes before off track.",
    "deviation_percent: 30, off_track_percent: 10",
)
REPORTER_ENDS_BEFORE_START = Code(
    "REPORTER_ENDS_BEFORE_START",
    "The reporter is there until {until}, which is before {start}, the first day. Correct `from` or `until`.",
    "until: 2022-12-31",
)
REPORTER_OUTSIDE_PROJECT = Code(
    "REPORTER_OUTSIDE_PROJECT",
    "The reporter's time ({span}) lies outside the project ({project}). Correct `from` or `until`.",
    "from: 2030-01-01",
)
UNKNOWN_DIMENSION = Code(
    "UNKNOWN_DIMENSION", "There is no such dimension.{hint} Known: {allowed}.", "dimensions: [sexx]"
)
UNKNOWN_CATEGORY = Code(
    "UNKNOWN_CATEGORY", "There is no such category.{hint} Known: {allowed}.", "by: {sex: {femal: …}}"
)
UNKNOWN_PARENT = Code(
    "UNKNOWN_PARENT", "`parent` is the code of a category of another dimension; this is none.{hint}", "parent: TJ-XX"
)
PARENT_LOOP = Code(
    "PARENT_LOOP",
    "The category is, through its parents, its own parent ({way}). Delete one of these parents.",
    "parent: TJ-DU",
)
DUPLICATE_DIMENSION = Code(
    "DUPLICATE_DIMENSION", "This dimension is named twice. Delete one of the two.", "dimensions: [sex, sex]"
)
UNKNOWN_STAGE = Code("UNKNOWN_STAGE", "There is no such stage.{hint} Stages: {allowed}.", "end: opend")
UNKNOWN_REPORTER = Code("UNKNOWN_REPORTER", "There is no such reporter.{hint} Known: {allowed}.", "reporters: [IMO]")
UNKNOWN_INDICATOR = Code(
    "UNKNOWN_INDICATOR",
    "There is no such indicator.{hint} `from` names two indicators by their codes.",
    "from: {numerator: 1.9}",
)
INDICATOR_NOT_COUNTED = Code(
    "INDICATOR_NOT_COUNTED",
    "A percentage is computed from numbers or amounts; this indicator is a {kind}. Name one that counts something.",
    "from: {numerator: a milestone}",
)
FORBIDDEN_HERE = Code(
    "FORBIDDEN_HERE",
    "`{key}` is not for an indicator whose kind is {kind}: {reason}. Delete the key or change the kind.",
    "stages: [a, b] on a number",
)
PERCENTAGES_POOL = Code(
    "PERCENTAGES_POOL",
    "Percentages pool their numerators and denominators, so {rule}. Delete the key, or make the indicator a number.",
    "kind: percentage, over_time: max",
)
STAGES_MISSING = Code(
    "STAGES_MISSING",
    "A milestone needs at least two `stages`, such as [planned, opened]; the last one is its achievement.",
    "kind: milestone",
)
DUPLICATE_STAGE = Code("DUPLICATE_STAGE", "This stage is named twice. Delete one of the two.", "stages: [a, a]")
NUMERATOR_ONLY_UNKNOWN = Code(
    "NUMERATOR_ONLY_UNKNOWN",
    "`numerator_only` names dimensions of the indicator; this is none of them: {allowed}.",
    "numerator_only: [reason]",
)
REPORTING_TOO_OFTEN = Code(
    "REPORTING_TOO_OFTEN",
    "The project reports {project}; an indicator's periods are made of whole periods of the project. Allowed: {allowed}.",
    "reporting: monthly",
)

BASELINE_INCOMPLETE = Code(
    "BASELINE_INCOMPLETE",
    "A baseline is a `value`, or for a percentage `numerator` and `denominator` together; here is {found}.",
    "baseline: {numerator: 3}",
)
BASELINE_NOT_POOLED = Code(
    "BASELINE_NOT_POOLED",
    "Only a percentage has `{key}`; a {kind} has a `value`.",
    "kind: number, baseline: {numerator: 3, denominator: 4}",
)
ZERO_DENOMINATOR = Code(
    "ZERO_DENOMINATOR",
    "A denominator may not be 0. Leave the baseline out where nothing was counted.",
    "denominator: 0",
)
TOO_MANY_DECIMALS = Code(
    "TOO_MANY_DECIMALS",
    "The indicator has {allowed}, the number more. Write it with fewer, or set `decimals: {needed}`.",
    "end: 12.5",
)
NEGATIVE_NUMBER = Code(
    "NEGATIVE_NUMBER",
    "Below zero only with `allow_negative: true`. Correct {value}, or set it.",
    "baseline: {value: -5}",
)

PERIOD_AMBIGUOUS = Code(
    "PERIOD_AMBIGUOUS",
    "The fiscal year does not start in January, so this has two readings: {readings}. Write the one you mean.",
    "2023-Q1: 100",
)
PERIOD_UNKNOWN = Code(
    "PERIOD_UNKNOWN", "This is no period. Write one such as {example}, or two days such as {days}.", "2023-Q5: 100"
)
PERIOD_OUTSIDE_PROJECT = Code(
    "PERIOD_OUTSIDE_PROJECT", "{span} lies outside the project, which lasts from {start} to {end}.", "FY2030: 100"
)
DATED_TARGET = Code(
    "DATED_TARGET",
    "A date is no period, so a target that stands for its period alone cannot have one. Name a period, or set `cumulative: true`.",
    "2023-06-30: 50",
)
TARGETS_OVERLAP = Code(
    "TARGETS_OVERLAP",
    "This period shares days with {other} on line {line}; neither lies inside the other. Let them follow each other.",
    "2023-04-01/2023-09-30: 60",
)
TARGETS_EXCEED = Code(
    "TARGETS_EXCEED",
    "The target of {label} is {whole}, the shorter periods inside it add up to {parts}. Correct one of them.",
    "2023: 200, 2023-Q1: 250",
)
TARGETS_DISAGREE = Code(
    "TARGETS_DISAGREE",
    "The target of {label} is {whole}, the shorter periods that fill it add up to {parts}. Make them agree, or delete one.",
    "2023: 200, 2023-H1: 120, 2023-H2: 120",
)
SAME_DAY_TARGETS = Code(
    "SAME_DAY_TARGETS",
    "By {day} the target is {one} here and {other} on line {line}. Make them agree, or delete one.",
    "2023: 60, 2023-12-31: 65",
)
END_TARGET_DIFFERS = Code(
    "END_TARGET_DIFFERS",
    "The end target is {end}, but {found}. The end target is used; make them agree.",
    "end: 1400, periods: {2023: 80, 2024: 80}",
    Severity.WARNING,
)
LEVEL_WITHOUT_BASELINE = Code(
    "LEVEL_WITHOUT_BASELINE",
    "A level with only an end target has nothing to be compared with before the end. Give a `baseline`, or targets by period or date.",
    "kind: percentage, targets: {end: 75}",
    Severity.WARNING,
)

CODES = tuple(code for code in list(globals().values()) if isinstance(code, Code))
"""All of them, in the order of this page."""
