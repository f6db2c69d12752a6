import csv
import io

from framework.model import UploadedFile
from loaders.report_file import read_reports
from loaders.template import template
from tests.loaders.report_examples import codes, project, said


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_template_has_a_row_for_the_total_and_for_every_category_of_what_is_due() -> None:
    text, problems = template(project(), "2023-Q1", language="ru")
    assert not problems
    trained = [row for row in rows(text) if row["indicator"] == "1.1"]
    assert [(row["sex"], row["#sex"], row["region"]) for row in trained] == [
        ("", "", ""),
        ("female", "Женщины", ""),
        ("male", "Мужчины", ""),
        ("", "", "DU"),
        ("", "", "KT"),
    ]
    assert {row["#title"] for row in trained} == {"People trained"}


def test_computed_indicators_and_those_of_others_are_not_asked_for() -> None:
    text, _ = template(project(reporters=True), "2023-Q1", "B")
    asked = {row["indicator"] for row in rows(text)}
    assert asked.isdisjoint({"1.9", "2.4"})
    assert "reporter" not in rows(text)[0]


def test_an_annual_figure_is_asked_for_with_the_last_quarter() -> None:
    assert "1.8" not in {row["indicator"] for row in rows(template(project(), "2023-Q3")[0])}
    last = [row for row in rows(template(project(), "2023-Q4")[0]) if row["indicator"] == "1.8"]
    assert [row["period"] for row in last] == ["2023"]


def test_with_several_reporters_each_row_names_its_own_as_long_as_it_takes_part() -> None:
    for period, reporters in (("2023-Q1", {"A", "B"}), ("2023-Q4", {"A"})):
        asked = rows(template(project(reporters=True), period)[0])
        assert {row["reporter"] for row in asked if row["indicator"] == "1.2"} == reporters


def test_a_filled_in_template_is_a_report() -> None:
    text, _ = template(project(), "2023-Q1")
    filled = [
        {**row, "value": "5" if (row["indicator"], row["region"], row["sex"]) == ("1.1", "", "female") else ""}
        for row in rows(text)
    ]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(filled[0]))
    writer.writeheader()
    writer.writerows(filled)
    reports, problems = read_reports(project(), [UploadedFile("filled.csv", out.getvalue().encode())])
    assert not problems
    assert said(reports, "1.1").figure[()].value == 5


def test_an_empty_template_is_a_report_without_figures() -> None:
    text, _ = template(project(), "2023-Q1")
    (report,), problems = read_reports(project(), [UploadedFile("empty.csv", text.encode())])
    assert not problems
    assert report.statements == ()


def test_an_unknown_period_and_reporter_are_told_both() -> None:
    text, problems = template(project(reporters=True), "2025-Q1", "C")
    assert not text
    assert codes(problems) == ["OUTSIDE_PROJECT", "UNKNOWN_REPORTER"]
