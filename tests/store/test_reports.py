from datetime import date, timedelta
from fractions import Fraction

import pytest

from framework.model import NOT_APPLICABLE, Amount, Project, Remark, ReportVersion, Rule, Statement
from store.database import Database
from store.reports import Kept, Outcome, decide, versions
from store.summaries import statements
from store.verification import verify
from tests.framework.making import amount, indicator, place, project
from tests.store.making import AT, PEOPLE, Said, kept, report, totals

REVIEWED = project(indicator("1"), review=True)
WOMEN, MEN = place(sex="female"), place(sex="male")


def said(database: Database, whose: Project = PEOPLE, **asked: object) -> list[Statement]:
    with database.reading() as connection:
        return statements(connection, whose, **asked)  # type: ignore[arg-type]


def known(database: Database, whose: Project = PEOPLE, **asked: object) -> list[ReportVersion]:
    with database.reading() as connection:
        return versions(connection, whose, **asked)  # type: ignore[arg-type]


def decided(database: Database, state: str, at: object = AT, comment: str | None = None) -> int | None:
    with database.writing() as connection:
        return decide(connection, REVIEWED, "P/A/2023-Q1", state, by="reviewer", at=at, comment=comment)  # type: ignore[arg-type]


def test_a_statement_comes_back_as_it_was_kept(database: Database) -> None:
    first = report(PEOPLE, "2023-Q1", Said("1", 30, WOMEN), Said("1", 12, MEN), Said("2", 7))
    assert kept(database, PEOPLE, b"1", first) == [Kept("P/A/2023-Q1", 1, Outcome.NEW)]
    assert said(database) == list(first.statements)


def test_places_come_back_in_the_order_of_the_indicators_dimensions(database: Database) -> None:
    first = report(PEOPLE, "2023-Q1", Said("1", 30, place(sex="female", region="KT")))
    kept(database, PEOPLE, b"1", first)
    assert said(database)[0].figure == first.statements[0].figure


@pytest.mark.parametrize(
    "value", [Amount(Fraction(1, 10)), amount((1, 3)), Amount(Fraction(10, 3)), NOT_APPLICABLE, Amount(word="12")]
)
def test_amounts_are_exact(database: Database, value: Amount) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("2", value)))
    assert totals(said(database)) == {("2", "A", "2023-Q1"): value}


def test_a_new_version_replaces_the_report_as_a_whole(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 10), Said("2", 20)))
    outcome = kept(database, PEOPLE, b"2", report(PEOPLE, "2023-Q1", Said("1", 12)))
    assert outcome == [Kept("P/A/2023-Q1", 2, Outcome.REPLACED)]
    assert totals(said(database)) == {("1", "A", "2023-Q1"): amount(12)}
    assert [(each.number, each.figures, each.counts) for each in known(database)] == [(1, 2, False), (2, 1, True)]


def test_the_same_bytes_change_nothing_until_others_stand(database: Database) -> None:
    first, second = (report(PEOPLE, "2023-Q1", Said("1", value)) for value in (10, 11))
    states = [
        kept(database, PEOPLE, data, each)[0]
        for data, each in ((b"1", first), (b"1", first), (b"2", second), (b"1", first))
    ]
    assert [(each.version, each.state.value) for each in states] == [
        (1, "new"),
        (1, "unchanged"),
        (2, "replaced"),
        (3, "replaced"),
    ]


def test_the_same_bytes_from_another_reporter_are_a_report(database: Database) -> None:
    for name in ("A", "B"):
        kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 10), reporter=name))
    assert totals(said(database)).keys() == {("1", "A", "2023-Q1"), ("1", "B", "2023-Q1")}


def test_one_upload_may_make_several_reports(database: Database) -> None:
    reports = [report(PEOPLE, label, Said("1", 10)) for label in ("2023-Q1", "2023-Q2")]
    assert [each.report for each in kept(database, PEOPLE, b"1", *reports)] == ["P/A/2023-Q1", "P/A/2023-Q2"]


def test_amending_keeps_the_other_indicators(database: Database) -> None:
    why = Remark(explanation="Floods")
    kept(
        database,
        PEOPLE,
        b"1",
        report(PEOPLE, "2023-Q1", Said("1", 5, MEN), Said("2", 20, remark=why), Said("1", 7, WOMEN)),
    )
    kept(database, PEOPLE, b"2", report(PEOPLE, "2023-Q1", Said("1", 12, WOMEN)), amend=True)
    found = said(database)
    assert totals(found) == {("1", "A", "2023-Q1"): amount(12), ("2", "A", "2023-Q1"): amount(20)}
    assert found[0].figure == {(): amount(12), WOMEN: amount(12)}
    assert found[1].explanation == "Floods"
    assert [(each.figures, each.files) for each in known(database)] == [(3, ("file0.csv",)), (2, ("file0.csv",))]
    with database.reading() as connection:
        assert verify(connection, [PEOPLE]) == []


def test_amending_again_with_the_same_bytes_changes_nothing_but_a_plain_upload_of_them_does(database: Database) -> None:
    first, second = report(PEOPLE, "2023-Q1", Said("2", 20)), report(PEOPLE, "2023-Q1", Said("1", 12))
    kept(database, PEOPLE, b"1", first)
    kept(database, PEOPLE, b"2", second, amend=True)
    assert kept(database, PEOPLE, b"2", second, amend=True)[0].state is Outcome.UNCHANGED
    assert kept(database, PEOPLE, b"2", second)[0].state is Outcome.REPLACED
    assert totals(said(database)).keys() == {("1", "A", "2023-Q1")}


def test_donors_see_nothing_before_approval_and_the_approved_version_after_it(database: Database) -> None:
    kept(database, REVIEWED, b"1", report(REVIEWED, "2023-Q1", Said("1", 10)))
    assert said(database, REVIEWED, role="donor") == []
    assert decided(database, "approved") == 1
    kept(database, REVIEWED, b"2", report(REVIEWED, "2023-Q1", Said("1", 15)))
    shown = {
        role: totals(said(database, REVIEWED, role=role))["1", "A", "2023-Q1"]
        for role in ("donor", "evaluator", "officer")
    }
    assert shown == {"donor": amount(10), "evaluator": amount(10), "officer": amount(15)}
    assert [each.counts for each in known(database, REVIEWED, role="donor")] == [True, False]


def test_a_returned_version_counts_for_nobody(database: Database) -> None:
    kept(database, REVIEWED, b"1", report(REVIEWED, "2023-Q1", Said("1", 10)))
    decided(database, "returned", comment="Check the hotline")
    assert said(database, REVIEWED) == []
    found = known(database, REVIEWED)[0]
    assert (found.status, found.reviewed_by, found.comment) == ("returned", "reviewer", "Check the hotline")


def test_the_same_bytes_with_approval_approve_what_waits(database: Database) -> None:
    first = report(REVIEWED, "2023-Q1", Said("1", 10))
    kept(database, REVIEWED, b"1", first)
    assert kept(database, REVIEWED, b"1", first, approve=True)[0].state is Outcome.APPROVED
    assert [each.status for each in known(database, REVIEWED)] == ["approved"]


def test_what_was_known_at_a_moment_can_be_told(database: Database) -> None:
    day = timedelta(days=1)
    kept(database, REVIEWED, b"1", report(REVIEWED, "2023-Q1", Said("1", 10)), at=AT)
    decided(database, "approved", AT + day)
    kept(database, REVIEWED, b"2", report(REVIEWED, "2023-Q1", Said("1", 11)), at=AT + 2 * day, approve=True)
    decided(database, "returned", AT + 3 * day, "Counted twice")
    seen = [
        totals(said(database, REVIEWED, role="donor", known_at=AT + moment * day)).get(("1", "A", "2023-Q1"))
        for moment in range(4)
    ]
    assert seen == [None, amount(10), amount(11), amount(10)]
    assert [each.status for each in known(database, REVIEWED, known_at=AT + 2 * day)] == ["approved", "approved"]
    assert known(database, REVIEWED, known_at=AT - day) == []


def test_a_report_that_is_not_there_cannot_be_decided_on(database: Database) -> None:
    assert decided(database, "approved") is None


def test_totals_alone_leave_the_breakdowns_out(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 30, WOMEN)))
    assert [each.figure for each in said(database, places="totals")] == [{(): amount(30)}]


def test_events_of_a_part_of_a_period_are_read_from_the_rows(database: Database) -> None:
    events = [
        Said("1", 10, WOMEN, date(2023, 1, 5)),
        Said("1", 10, WOMEN, date(2023, 1, 9)),
        Said("1", 3, MEN, date(2023, 3, 1)),
    ]
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", *events))
    january = report(PEOPLE, "2023-Q1", *events[:2]).statements[0].figure
    days = PEOPLE.span.clipped(type(PEOPLE.span)(date(2023, 1, 1), date(2023, 2, 1)))
    found = [each for each in said(database, slices={days}) if each.span == days]
    assert [(each.figure, each.dated) for each in found] == [(january, True)]


def test_a_summary_by_other_rules_is_worked_out_again(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 30, WOMEN), Said("1", 12, MEN)))
    changed = project(indicator("1", "sex", "region", across=Rule.MAX))
    assert totals(said(database, changed)) == {("1", "A", "2023-Q1"): amount(30)}
    with database.reading() as connection:
        assert verify(connection, [changed]) == []


def test_indicators_that_the_framework_no_longer_has_are_left_out(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 30), Said("2", 12)))
    assert totals(said(database, project(indicator("2")))).keys() == {("2", "A", "2023-Q1")}


def test_a_report_without_figures_exists(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1"))
    assert [(each.period.label, each.figures) for each in known(database)] == [("2023-Q1", 0)]


def test_a_clock_that_is_behind_does_not_disturb_the_order_of_versions(database: Database) -> None:
    kept(database, PEOPLE, b"1", report(PEOPLE, "2023-Q1", Said("1", 10)))
    kept(database, PEOPLE, b"2", report(PEOPLE, "2023-Q1", Said("1", 11)), at=AT - timedelta(seconds=2))
    assert [each.received_at for each in known(database)] == [AT, AT]
    assert [each.counts for each in known(database, known_at=AT)] == [False, True]


def test_what_was_said_of_a_version_is_told_to_donors_only_while_it_counts(database: Database) -> None:
    kept(database, REVIEWED, b"1", report(REVIEWED, "2023-Q1", Said("1", 10)))
    decided(database, "returned", comment="Not 10 but 7")
    for role, comment in (("officer", "Not 10 but 7"), ("donor", None), ("evaluator", None)):
        assert [each.comment for each in known(database, REVIEWED, role=role)] == [comment]
