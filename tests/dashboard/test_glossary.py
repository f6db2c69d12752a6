"""Every word that needs it is explained, with the project's own limits."""

from fractions import Fraction
from pathlib import Path

import pytest

from dashboard.glossary import STATES, STATUSES, Limits, Term, every_term, limits_of, meaning
from dashboard.markup import markup
from dashboard.parts import STATUS_WORDS
from dashboard.report_states import STATE_WORDS
from dashboard.routing import Visitor, answer
from dashboard.terms import status_term, term
from framework.model import Status
from tests.dashboard.sites import FRAMEWORK, site, view
from tests.dashboard.wells import Clock, site_of_wells


def test_statuses_and_states_are_called_as_on_the_pages() -> None:
    assert {status: found.word for status, found in STATUSES.items()} == {
        status: word for status, (_, word) in STATUS_WORDS.items()
    }
    assert {state: found.word for state, found in STATES.items()} == {
        state: word for state, (_, word) in STATE_WORDS.items()
    }


@pytest.mark.parametrize("found", every_term(), ids=lambda found: found.word)
def test_a_meaning_is_a_sentence_whose_limits_fill_in(found: Term) -> None:
    said = meaning(found, Limits(), "en")
    assert said.endswith((".", ")."))
    assert "{" not in said


def test_meanings_name_the_limits_of_the_project(tmp_path: Path) -> None:
    own = FRAMEWORK.replace("currency:", "deviation_percent: 12.5\n  off_track_percent: 40\n  currency:")
    seen = view(site(tmp_path, own), "/p/P", language="ru")
    assert limits_of(seen.project, "ru").near == "12,5"
    assert seen.project.off_track_percent == Fraction(40)
    shown = markup(status_term(seen, Status.BEHIND))
    assert "12,5" in shown
    assert "40" in shown


def test_a_term_is_a_button_whose_description_is_its_meaning() -> None:
    shown = markup(term("Deviation", "How far off."))
    assert shown.startswith('<span class="term"><button')
    assert 'aria-description="How far off."' in shown
    assert 'role="tooltip">How far off.</span>' in shown
    assert 'tabindex="-1"' in markup(term("Deviation", "How far off.", beside=True))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/p/P", "Worse than the target to date by more than 30 %."),
        ("/p/P/results", "Worse than the target to date by more than 30 %."),
        ("/p/P/indicators/1", "How far the actual is from the target to date"),
    ],
)
def test_pages_of_indicators_explain_their_words(tmp_path: Path, path: str, said: str) -> None:
    assert said in markup(answer(site(tmp_path), path, "", Visitor()).content)


def test_the_calendar_of_reports_explains_its_states(tmp_path: Path) -> None:
    made = site_of_wells(tmp_path, Clock())
    assert "No version has come, and more than 30 days passed" in markup(
        answer(made, "/p/WELLS/reports", "", Visitor()).content
    )
