"""What letters say, and to whom."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from dashboard.letters.digest import tone_of
from dashboard.letters.letter import Tone
from dashboard.letters.sending import drafts
from dashboard.letters.writing import as_html, as_text
from dashboard.site import Site
from framework.model import Text
from store.subscriptions import Kind
from tests.dashboard.letters.people import HOME, MONDAY, day, wants

LEAVE = "https://results.example.org/letters/unsubscribe/TOKEN"


def written(site: Site, today: str = "2023-07-10") -> dict[str, str]:
    """The plain text of the letters of a day, by whom they are for."""
    on = replace(site, now=lambda: datetime.combine(day(today), time(6), UTC))
    found = list(drafts(on, HOME, day(today)))
    return {f"{each.account.login.split('@')[0]} {each.letter.subject}": as_text(each.letter, LEAVE) for each in found}


def test_a_reviewer_reads_what_came_what_was_approved_and_what_waits(site: Site) -> None:
    text = written(site)["reviewer [P] Weekly digest to 9 Jul 2023"]
    assert "Week from 3 Jul 2023 to 9 Jul 2023: " in text
    assert "2023-Q2 · Northern office\n  version 1 came on 5 Jul 2023\n" in text
    assert "2023-Q1 · Northern office\n  version 2 was approved on 6 Jul 2023\n" in text
    assert "WAITING FOR YOUR REVIEW\n\n• 2023-Q2 · Northern office\n  since 5 Jul 2023\n" in text
    assert "DUE AND LATE" not in text


def test_a_donor_reads_of_approved_reports_and_figures_alone(site: Site) -> None:
    text = written(site)["donor [P] Weekly digest to 9 Jul 2023"]
    assert "version 2 was approved on 6 Jul 2023" in text
    for hidden in ("2023-Q2", "136", "WAITING", "came on", "DUE"):
        assert hidden not in text


def test_a_donor_gets_no_letter_of_a_week_in_which_nothing_was_approved(site: Site) -> None:
    assert [name for name in written(site, "2023-05-08") if name.startswith("donor")] == []


def test_a_reviewer_reads_why_a_report_was_returned(site: Site) -> None:
    text = written(site, "2023-05-08")["reviewer [P] Weekly digest to 7 May 2023"]
    assert "version 1 was returned on 3 May 2023: “Where are the men?”" in text


def test_a_changed_status_is_told_with_its_figure(site: Site) -> None:
    """Before the first approval a donor has no data; with it the figures of the first quarter."""
    text = written(site, "2023-04-24")["donor [P] Weekly digest to 23 Apr 2023"]
    assert "WHAT CHANGED" in text
    assert "→" in text
    assert f"{HOME}/p/P/indicators/1" in text


def test_nobody_gets_a_digest_of_a_week_in_which_nothing_happened(site: Site) -> None:
    assert [name for name in written(site, "2024-06-17") if name.startswith("donor")] == []


def test_an_officer_is_reminded_of_own_reports_alone(site: Site) -> None:
    letters = written(site, "2023-07-23")
    late, soon = letters["south [P] 1 report is late"], letters["south [P] Report 2023-Q2 is due on 30 Jul 2023"]
    assert "2023-Q1 · Southern office" in late
    assert "late by 84 days; it was due on 30 Apr 2023; it was returned and is to be sent again" in late
    assert "due by 30 Jul 2023; 7 days left" in soon
    assert f"Send it: {HOME}/p/P/reports/upload" in soon
    assert f"Template: {HOME}/p/P/template.xlsx?period=2023-Q2&reporter=SOUTH&lang=en" in soon
    assert not any("Northern" in text for name, text in letters.items() if name.startswith("south"))


def test_on_its_day_a_report_is_due_today(site: Site) -> None:
    text = written(site, "2023-07-30")["south [P] Report 2023-Q2 is due on 30 Jul 2023"]
    assert "due today, 30 Jul 2023" in text


def test_officers_may_do_without_reminders_and_ask_for_a_digest(site: Site) -> None:
    wants(site, "south@example.org", Kind.REMINDERS, wanted=False)
    wants(site, "south@example.org", Kind.DIGEST)
    names = [name for name in written(site, "2023-07-24") if name.startswith("south")]
    assert names == ["south [P] Weekly digest to 23 Jul 2023"]


def test_an_officer_reads_in_the_digest_what_is_late_and_due_within_two_weeks(site: Site) -> None:
    wants(site, "south@example.org", Kind.DIGEST)
    text = written(site, "2023-07-17")["south [P] Weekly digest to 16 Jul 2023"]
    assert "DUE AND LATE" in text
    assert "due by 30 Jul 2023; 13 days left" in text
    assert "2023-Q3" not in text


@pytest.mark.parametrize("login", ["reviewer", "donor"])
def test_nobody_but_senders_is_reminded(site: Site, login: str) -> None:
    wants(site, f"{login}@example.org", Kind.REMINDERS)
    assert not any(name.startswith(login) and "Weekly" not in name for name in written(site, "2023-07-23"))


def test_titles_are_no_markup_and_the_letter_needs_nothing_from_elsewhere(site: Site) -> None:
    (framework,) = site.frameworks
    title = Text({"en": '<img src=x onerror="alert(1)">\r\nBcc: x@y.z'})
    odd = replace(site, frameworks=[replace(framework, project=replace(framework.project, title=title))])
    for each in drafts(replace(odd, now=lambda: MONDAY), HOME, MONDAY.date()):
        html = as_html(each.letter, LEAVE)
        assert "<img" not in html
        assert "&lt;img src=x" in html
        assert not any(word in html for word in ("<script", 'src="', "<link", "@import", "url("))


@pytest.mark.parametrize(
    ("before", "after", "tone"),
    [
        ("behind", "on_track", Tone.GOOD),
        ("ahead", "behind", Tone.BAD),
        ("ahead", "on_track", Tone.PLAIN),
        ("not_due", "off_track", Tone.PLAIN),
    ],
)
def test_a_change_is_good_news_or_bad_only_across_the_line_of_on_track(before: str, after: str, tone: Tone) -> None:
    assert tone_of(before, after) is tone
