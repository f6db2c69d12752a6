import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from framework.model import (
    Amount,
    Cells,
    Direction,
    Frequency,
    Indicator,
    Kind,
    Pace,
    Project,
    Quotient,
    Rule,
    Span,
    Text,
)
from loaders import framework_codes as codes
from loaders.framework_file import read_framework
from loaders.framework_reference import json_schema, reference_markdown
from tests.loaders.framework_examples import GOOD

PAGE = Path(__file__).parents[2] / "docs" / "indicators.md"


def project_of(file: Path) -> Project:
    (framework,), problems = read_framework([file])
    assert problems == []
    return framework.project


@pytest.fixture
def good(tmp_path: Path) -> Project:
    file = tmp_path / "indicators.yaml"
    file.write_text(GOOD, "utf-8")
    return project_of(file)


def test_a_project_has_what_its_file_says(good: Project) -> None:
    assert (good.code, good.title.said("ru")) == ("SMCT", "Безопасная миграция")
    assert good.span == Span(date(2023, 1, 1), date(2025, 1, 1))
    assert (good.fiscal_year_start, good.reporting, good.languages) == (1, Frequency.QUARTERLY, ("en", "ru"))
    assert good.funding[0].amount == 3_500_000
    assert list(good.indicators) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2"]
    assert [result.code for result in good.results] == ["G1", "O1"]


def test_reporters_are_active_as_long_as_the_project_unless_they_say_otherwise(good: Project) -> None:
    assert good.reporters["IOM"].active == good.span
    assert good.reporters["MIRROR"].active == Span(date(2023, 7, 1), date(2024, 7, 1))
    assert good.indicators["1.1"].reporters == ("IOM",)
    assert good.indicators["1.2"].reporters == ("IOM", "MIRROR")


def test_defaults_follow_from_the_kind(good: Project) -> None:
    kinds = {code: (one.kind, one.decimals, one.over_time) for code, one in good.indicators.items()}
    assert kinds["1.1"] == (Kind.NUMBER, 0, Rule.SUM)
    assert kinds["1.2"] == (Kind.AMOUNT, 2, Rule.SUM)
    assert kinds["1.3"] == (Kind.PERCENTAGE, None, Rule.LAST)
    assert kinds["2.1"] == (Kind.MILESTONE, None, Rule.LAST)
    first = good.indicators["1.2"]
    assert (first.direction, first.across, first.per, first.reporting) == (
        Direction.INCREASE,
        Rule.SUM,
        100,
        Frequency.QUARTERLY,
    )


def test_an_indicator_knows_its_place_in_the_tree(good: Project) -> None:
    assert (good.indicators["1.1"].goal, good.indicators["1.1"].result) == ("G1", "G1")
    assert (good.indicators["2.1"].goal, good.indicators["2.1"].result) == ("G1", "O1")


def test_dimensions_bear_their_rule_for_cells(good: Project) -> None:
    assert good.indicators["1.1"].dimensions == {"sex": Cells.WITHIN, "region": Cells.FREE}
    assert [category.parent for category in good.dimensions["district"].categories] == ["north", "south"]


def test_a_baseline_is_pooled_or_a_value(good: Project) -> None:
    pooled, plain = good.indicators["1.3"].baseline, good.indicators["2.2"].baseline
    assert pooled
    assert (pooled.amount, pooled.day) == (Amount(numerator=Fraction(10), denominator=Fraction(40)), date(2023, 1, 1))
    assert plain
    assert plain.amount == Amount(value=Fraction(20))


def test_a_percentage_may_come_from_two_indicators(good: Project) -> None:
    assert good.indicators["1.4"].quotient == Quotient("1.2", "1.1")


def test_targets_have_labels_and_days(good: Project) -> None:
    targets = good.indicators["1.1"].targets
    assert (targets.end, targets.cumulative, targets.pace) == (Fraction(500), False, Pace.LINEAR)
    assert [(one.label, one.amount) for one in targets.periods] == [
        ("2023-Q1", Fraction(50)),
        ("2023", Fraction(200)),
        ("2024-H1", Fraction(100)),
        ("2024-H2", Fraction(200)),
    ]
    assert targets.by["sex", "female"].end == 300


def test_a_dated_target_lasts_from_the_project_s_start(good: Project) -> None:
    year, dated = good.indicators["2.2"].targets.periods
    assert (year.label, year.dated) == ("2023", False)
    assert (dated.label, dated.dated, dated.span) == ("2024-06-30", True, Span(date(2023, 1, 1), date(2024, 7, 1)))


def test_a_milestone_steps_and_its_targets_are_positions(good: Project) -> None:
    milestone = good.indicators["2.1"]
    assert (milestone.targets.end, milestone.targets.pace) == (Fraction(1), Pace.STEP)
    assert [(stage.code, stage.title) for stage in milestone.stages] == [
        ("planned", Text({"": "planned"})),
        ("opened", Text({"": "Opened"})),
    ]


def only(file: Path) -> Indicator:
    (indicator,) = project_of(file).indicators.values()
    return indicator


def test_target_periods_are_clipped_to_the_project(yaml_doc: Path) -> None:
    """
    project: {code: P, title: P, start: 2022-12-01, end: 2024-09-30, fiscal_year_start: 10}
    goals:
      - code: G
        title: G
        indicators:
          - {code: A, title: A, targets: {periods: {FY23: 10, 2023/24: 20}}}
    """
    targets = only(yaml_doc).targets
    assert [(one.label, one.span.start, one.span.last_day) for one in targets.periods] == [
        ("FY2023", date(2022, 12, 1), date(2023, 9, 30)),
        ("FY2024", date(2023, 10, 1), date(2024, 9, 30)),
    ]


def test_targets_of_a_category_inherit_what_they_do_not_say(yaml_doc: Path) -> None:
    """
    project: {code: P, title: P, start: 2023-01-01, end: 2023-12-31}
    dimensions: {sex: {title: Sex, categories: {female: Women, male: Men}}}
    goals:
      - code: G
        title: G
        indicators:
          - code: A
            title: A
            dimensions: [sex]
            targets:
              cumulative: true
              pace: step
              by: {sex: {female: {periods: {2023-06-30: 5}}, male: {cumulative: false, pace: linear, end: 3}}}
    """
    by = only(yaml_doc).targets.by
    assert (by["sex", "female"].cumulative, by["sex", "female"].pace) == (True, Pace.STEP)
    assert (by["sex", "male"].cumulative, by["sex", "male"].pace) == (False, Pace.LINEAR)


def test_without_reporters_there_is_one_called_project(yaml_doc: Path) -> None:
    """
    project: {code: P, title: P, start: 2023-01-01, end: 2023-12-31}
    """
    project = project_of(yaml_doc)
    assert list(project.reporters) == ["project"]
    assert project.goals == ()


@pytest.mark.parametrize("line", ["unit:", "baseline:", "stages: []", 'definition: ""'])
def test_a_key_without_a_value_states_nothing(line: str, tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text(GOOD.replace("kind: amount", f"kind: amount\n        {line}"), "utf-8")
    assert read_framework([file])[1] == []


def test_what_is_refused_does_not_hide_what_is_said_elsewhere(yaml_doc: Path) -> None:
    """
    project: {code: P, title: P, start: 2023-01-01, end: 2023-12-31}
    funding: [{kind: gift, amount: 5}, {source: A, kind: grant, amount: x}]
    goals:
      - code: G
        indicators:
          - {code: A, kind: milestne, stages: [a, b], targets: {end: b}}
          - {code: "b c", title: B, targets: {end: 1.5}}
          - {code: C, title: C, cells: loose, baseline: {value: -1}}
    """
    problems = read_framework([yaml_doc])[1]
    assert [(problem.code.name, problem.place.line) for problem in problems] == [
        ("MISSING_KEY", 2),
        ("BAD_CHOICE", 2),
        ("BAD_NUMBER", 2),
        ("MISSING_KEY", 4),
        ("MISSING_KEY", 6),
        ("BAD_CHOICE", 6),
        ("BAD_CODE", 7),
        ("TOO_MANY_DECIMALS", 7),
        ("BAD_CHOICE", 8),
        ("NEGATIVE_NUMBER", 8),
    ]


def test_a_step_and_a_level_to_maintain_need_no_baseline(yaml_doc: Path) -> None:
    """
    project: {code: P, title: P, start: 2023-01-01, end: 2023-12-31}
    goals:
      - code: G
        title: G
        indicators:
          - {code: A, title: A, over_time: last, direction: maintain, targets: {end: 5}}
          - {code: B, title: B, over_time: last, targets: {pace: step, end: 5}}
          - {code: C, title: C, over_time: last, direction: none, targets: {end: 5}}
    """
    assert read_framework([yaml_doc])[1] == []


def test_an_end_target_beyond_the_periods_is_their_rest(yaml_doc: Path) -> None:
    """
    project: {code: P, title: P, start: 2023-01-01, end: 2024-12-31}
    goals:
      - code: G
        title: G
        indicators:
          - {code: A, title: A, targets: {end: 500, periods: {2023: 200}}}
    """
    assert read_framework([yaml_doc])[1] == []


def test_dimensions_are_shared_through_include(yaml_doc: Path) -> None:
    """
    include: [shared/sex.yaml]
    project: {code: P, title: P, start: 2023-01-01, end: 2023-12-31}
    goals: [{code: G, title: G, indicators: [{code: A, title: A, dimensions: [sex]}]}]
    """
    shared = yaml_doc.parent / "shared" / "sex.yaml"
    shared.parent.mkdir()
    shared.write_text("dimensions: {sex: {title: Sex, categories: {female: Women}}}\n", "utf-8")
    (framework,), problems = read_framework([yaml_doc])
    assert problems == []
    assert [category.code for category in framework.project.dimensions["sex"].categories] == ["female"]
    assert [file.name for file in framework.files] == ["indicators.yaml", "shared/sex.yaml"]
    assert framework.files[1].data == shared.read_bytes()


def test_problems_of_an_included_file_bear_its_name(yaml_doc: Path) -> None:
    """
    include: [shared.yaml]
    project: {code: P, title: P, start: 2023-01-01, end: 2023-12-31}
    dimensions: {sex: {title: Sex, categories: {female: Women}}}
    """
    shared = yaml_doc.parent / "shared.yaml"
    shared.write_text("dimensions:\n  sex: {title: Sex, categories: {female: Women}, unit: 1}\n", "utf-8")
    problems = read_framework([yaml_doc])[1]
    assert [(problem.code, Path(problem.place.file).name, problem.place.line) for problem in problems] == [
        (codes.DUPLICATE_CODE, "indicators.yaml", 3),
        (codes.UNKNOWN_KEY, "shared.yaml", 2),
    ]


def test_a_folder_gives_every_project_in_it_but_no_shared_files(tmp_path: Path) -> None:
    for code in ("B", "A"):
        text = f"project: {{code: {code}, title: T, start: 2023-01-01, end: 2023-12-31}}\n"
        (tmp_path / f"{code}.yaml").write_text(text, "utf-8")
    (tmp_path / "shared.yaml").write_text("dimensions: {}\n", "utf-8")
    (tmp_path / "notes.txt").write_text("nothing", "utf-8")
    frameworks, problems = read_framework([tmp_path])
    assert problems == []
    assert [framework.project.code for framework in frameworks] == ["A", "B"]


def test_two_projects_may_not_have_one_code(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    frameworks, (problem,) = read_framework([tmp_path / "one.yaml", tmp_path / "two.yaml"])
    assert len(frameworks) == 1
    assert problem.code is codes.DUPLICATE_CODE
    assert "one.yaml" in problem.message


def test_the_schema_is_json_of_its_draft_and_takes_short_forms() -> None:
    schema: dict[str, Any] = json.loads(json.dumps(json_schema()))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    indicator = schema["$defs"]["IndicatorEntry"]["properties"]
    assert {"from", "targets", "over_time"} <= set(indicator)
    assert {"type": "null"} in indicator["baseline"]["anyOf"]
    assert len(schema["$defs"]["StageEntry"]["anyOf"]) == 2
    assert schema["$defs"]["ProjectEntry"]["properties"]["deviation_percent"]["default"] == 10


def test_the_reference_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == reference_markdown(), "python -m loaders.framework_reference > docs/indicators.md"
