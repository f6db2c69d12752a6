"""A framework without a fault, and one fault of it per problem code that a text can have."""

from typing import NamedTuple

GOOD = """\
project:
  code: SMCT
  title: {en: Safe migration, ru: Безопасная миграция}
  start: 2023-01-01
  end: 2024-12-31
  reporting: quarterly
  currency: USD
  languages: [en, ru]
funding:
  - {source: USAID, kind: grant, amount: 3500000}
reporters:
  IOM: {title: IOM}
  MIRROR: {title: A partner, from: 2023-07-01, until: 2024-06-30}
dimensions:
  sex: {title: Sex, categories: {female: Women, male: Men}}
  region: {title: Region, categories: {north: North, south: {title: South}}}
  district: {title: District, categories: {hill: {title: Hill, parent: north}, dale: {title: Dale, parent: south}}}
goals:
  - code: G1
    level: Goal
    title: Prevention
    indicators:
      - code: "1.1"
        title: People trained
        unit: people
        kind: number
        dimensions: [sex, {region: free}]
        reporters: [IOM]
        targets:
          end: 500
          periods:
            2023: 200
            2023-Q1: 50
            2024-H1: 100
            2024-H2: 200
          by: {sex: {female: {end: 300}}}
      - code: "1.2"
        title: Grants
        kind: amount
      - code: "1.3"
        title: Share content
        kind: percentage
        over_time: last
        dimensions: [sex]
        numerator_only: [sex]
        baseline: {numerator: 10, denominator: 40, date: 2023-01-01}
        targets: {end: 75}
      - code: "1.4"
        title: Amount of a grant
        kind: percentage
        from: {numerator: "1.2", denominator: "1.1"}
    results:
      - code: O1
        title: Access
        indicators:
          - code: "2.1"
            title: Hotline
            kind: milestone
            stages: [planned, {code: opened, title: Opened}]
            targets: {end: opened}
          - code: "2.2"
            title: Stock
            over_time: last
            baseline: {value: 20}
            reporting: annual
            targets: {periods: {2023: 60, 2024-06-30: 70}}
"""


class Fault(NamedTuple):
    """What is replaced in the good file, and the column and words that the one problem then has."""

    old: str
    new: str
    column: str | None
    mentions: tuple[str, ...] = ()


FAULTS = {
    "CONTROL_CHARACTER": Fault("Prevention", "Preven\x1btion", None, ("U+001B",)),
    "YAML_BROKEN": Fault("title: Prevention", "title: [Prevention", None, ("starts on line 21",)),
    "YAML_SEVERAL_DOCUMENTS": Fault("funding:", "---\nfunding:", None),
    "YAML_TOO_DEEP": Fault("title: Prevention", "title: " + "[" * 60 + "]" * 60, "goals[0].title" + "[0]" * 48, ("50",)),
    "YAML_ALIAS": Fault("title: IOM", "title: &iom IOM", "reporters.IOM.title", ("&iom",)),
    "YAML_TAG": Fault("amount: 3500000", "amount: !!int 3500000", "funding[0].amount", ("!!int",)),
    "YAML_KEY": Fault("funding:", "? [a, b]\n: c\nfunding:", None),
    "YAML_NOT_A_MAPPING": Fault(GOOD, "- project\n", None, ("a list",)),
    "DUPLICATE_KEY": Fault("unit: people", "unit: people\n        unit: men", "goals[0].indicators[0].unit", ("line 25",)),
    "UNKNOWN_KEY": Fault("unit: people", "units: people", "goals[0].indicators[0].units", ("`unit`", "reporting")),
    "MISSING_KEY": Fault("  code: SMCT\n", "", "project.code", ("short name",)),
    "WRONG_SHAPE": Fault("reporters: [IOM]", "reporters: IOM", "goals[0].indicators[0].reporters", ("a list", "a text")),
    "EMPTY_TEXT": Fault("ru: Безопасная миграция", "ru: ''", "project.title.ru"),
    "BAD_CODE": Fault("code: SMCT", 'code: "SM CT"', "project.code", ("SM-CT",)),
    "BAD_LANGUAGE": Fault("ru: Безопасная", "russian: Безопасная", "project.title.russian"),
    "OTHER_LANGUAGE": Fault("ru: Безопасная", "tg: Безопасная", "project.title.tg", ("en, ru",)),
    "BAD_DATE": Fault("end: 2024-12-31", "end: 2024-12-32", "project.end", ("2024-12-32",)),
    "BAD_NUMBER": Fault("amount: 3500000", "amount: 3_500_000", "funding[0].amount", ("3_500_000",)),
    "OUT_OF_RANGE": Fault("currency: USD", "fiscal_year_start: 13", "project.fiscal_year_start", ("1 to 12",)),
    "BAD_CHOICE": Fault("kind: amount", "kind: amont", "goals[0].indicators[1].kind", ("`amount`", "milestone")),
    "BAD_CURRENCY": Fault("currency: USD", "currency: dollars", "project.currency"),
    "INCLUDE_REFUSED": Fault("funding:", "include: [/etc/passwd]\nfunding:", "include[0]", ("relative",)),
    "BOUNDARIES_REFUSED": Fault("{title: Region, ", "{title: Region, map: {file: /etc/passwd, source: x}, ", "dimensions.region.map.file", ("relative",)),
    "BOUNDARIES_UNREADABLE": Fault("{title: Region, ", "{title: Region, map: {file: no.geojson, source: x}, ", "dimensions.region.map.file", ("no such file",)),
    "DUPLICATE_CODE": Fault('code: "2.1"', 'code: "1.1"', "goals[0].results[0].indicators[0].code", ("line 23",)),
    "PROJECT_ENDS_BEFORE_START": Fault("end: 2024-12-31", "end: 2022-12-31", "project.end", ("2022-12-31", "2023-01-01")),
    "PROJECT_TOO_LONG": Fault("end: 2024-12-31", "end: 2924-12-31", "project.end", ("100 years",)),
    "DEVIATION_ORDER": Fault("currency: USD", "off_track_percent: 5", "project.off_track_percent", ("10",)),
    "REPORTER_ENDS_BEFORE_START": Fault("until: 2024-06-30", "until: 2023-06-30", "reporters.MIRROR.until", ("2023-06-30",)),
    "REPORTER_OUTSIDE_PROJECT": Fault("from: 2023-07-01, until: 2024-06-30", "from: 2025-01-01", "reporters.MIRROR.from"),
    "UNKNOWN_DIMENSION": Fault("[sex, {region: free}]", "[sex, regions]", "goals[0].indicators[0].dimensions[1]", ("`region`",)),
    "DUPLICATE_DIMENSION": Fault("{region: free}", "{sex: free}", "goals[0].indicators[0].dimensions[1]", ("twice",)),
    "UNKNOWN_CATEGORY": Fault("{female: {end", "{femal: {end", "goals[0].indicators[0].targets.by.sex.femal", ("`female`",)),
    "UNKNOWN_PARENT": Fault("parent: north", "parent: nord", "dimensions.district.categories.hill.parent", ("`north`",)),
    "PARENT_LOOP": Fault("{title: South}", "{title: South, parent: dale}", "dimensions.region.categories.south.parent", ("south → dale → south",)),
    "RENAMED_FROM_ITSELF": Fault("title: Grants\n", 'title: Grants\n        renamed_from: "1.2"\n', "goals[0].indicators[1].renamed_from", ("itself",)),
    "RENAMED_STILL_THERE": Fault("title: Grants\n", 'title: Grants\n        renamed_from: ["1.0", "1.3"]\n', "goals[0].indicators[1].renamed_from", ("indicator",)),
    "RENAMED_TWICE": Fault("{north: North, south: {title: South}}", "{north: {title: North, renamed_from: n}, south: {title: South, renamed_from: [s, n]}}", "dimensions.region.categories.south.renamed_from", ("north", "line 16")),
    "UNKNOWN_STAGE": Fault("{end: opened}", "{end: opend}", "goals[0].results[0].indicators[0].targets.end", ("`opened`",)),
    "DUPLICATE_STAGE": Fault("[planned, {code: opened", "[planned, opened, {code: opened", "goals[0].results[0].indicators[0].stages[2]"),
    "STAGES_MISSING": Fault("stages: [planned, {code: opened, title: Opened}]\n            targets: {end: opened}", "unit: yes", "goals[0].results[0].indicators[0].kind", ("planned",)),
    "UNKNOWN_REPORTER": Fault("reporters: [IOM]", "reporters: [IMO]", "goals[0].indicators[0].reporters[0]", ("`IOM`",)),
    "UNKNOWN_INDICATOR": Fault('numerator: "1.2"', 'numerator: "1.9"', "goals[0].indicators[3].from.numerator", ("1.9",)),
    "INDICATOR_NOT_COUNTED": Fault('numerator: "1.2"', 'numerator: "2.1"', "goals[0].indicators[3].from.numerator", ("milestone",)),
    "FORBIDDEN_HERE": Fault("kind: amount", "kind: amount\n        per: 1000", "goals[0].indicators[1].per", ("`per`", "amount")),
    "PERCENTAGES_POOL": Fault("over_time: last\n        dimensions", "over_time: mean\n        dimensions", "goals[0].indicators[2].over_time", ("sum or last",)),
    "NUMERATOR_ONLY_UNKNOWN": Fault("numerator_only: [sex]", "numerator_only: [region]", "goals[0].indicators[2].numerator_only[0]", ("sex",)),
    "REPORTING_TOO_OFTEN": Fault("reporting: annual", "reporting: monthly", "goals[0].results[0].indicators[1].reporting", ("monthly", "quarterly")),
    "BASELINE_INCOMPLETE": Fault(", denominator: 40", "", "goals[0].indicators[2].baseline", ("only numerator",)),
    "BASELINE_NOT_POOLED": Fault("{value: 20}", "{numerator: 1, denominator: 2}", "goals[0].results[0].indicators[1].baseline.numerator"),
    "ZERO_DENOMINATOR": Fault("denominator: 40", "denominator: 0", "goals[0].indicators[2].baseline.denominator"),
    "TOO_MANY_DECIMALS": Fault("value: 20", "value: 20.5", "goals[0].results[0].indicators[1].baseline.value", ("decimals: 1",)),
    "NEGATIVE_NUMBER": Fault("value: 20", "value: -20", "goals[0].results[0].indicators[1].baseline.value", ("-20",)),
    "PERIOD_AMBIGUOUS": Fault(
        "reporting: quarterly\n  currency: USD\n  languages: [en, ru]\nfunding:\n  - {source: USAID, kind: grant, amount: 3500000}\n",
        "fiscal_year_start: 10\n",
        "goals[0].indicators[0].targets.periods.2023-Q1",
        ("FY2023-Q1", "FY2023-Q2"),
    ),
    "PERIOD_UNKNOWN": Fault("2023-Q1: 50", "2023-Q5: 50", "goals[0].indicators[0].targets.periods.2023-Q5", ("2023-Q1",)),
    "PERIOD_OUTSIDE_PROJECT": Fault("2023-Q1: 50", "2025-Q1: 50", "goals[0].indicators[0].targets.periods.2025-Q1", ("2024-12-31",)),
    "DATED_TARGET": Fault("2023-Q1: 50", "2023-03-31: 50", "goals[0].indicators[0].targets.periods.2023-03-31", ("cumulative",)),
    "TARGETS_OVERLAP": Fault("2024-H1: 100", "2024-02/2024-07: 100", "goals[0].indicators[0].targets.periods.2024-H2", ("line 34",)),
    "TARGETS_EXCEED": Fault("2023-Q1: 50", "2023-Q1: 250", "goals[0].indicators[0].targets.periods.2023", ("200", "250")),
    "TARGETS_DISAGREE": Fault("2023-Q1: 50", "2023-H1: 50\n            2023-H2: 50", "goals[0].indicators[0].targets.periods.2023", ("200", "100")),
    "SAME_DAY_TARGETS": Fault("2024-06-30: 70", "2023-12-31: 70", "goals[0].results[0].indicators[1].targets.periods.2023-12-31", ("60", "70")),
    "END_TARGET_DIFFERS": Fault("end: 500", "end: 600", "goals[0].indicators[0].targets.end", ("600", "500")),
    "LEVEL_WITHOUT_BASELINE": Fault("        baseline: {numerator: 10, denominator: 40, date: 2023-01-01}\n", "", "goals[0].indicators[2].targets.end", ("baseline",)),
}  # fmt: skip
