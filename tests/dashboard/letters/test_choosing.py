"""Choosing letters, and ending them by their link."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.letters.choosing import subscriptions_part
from dashboard.letters.sending import send_letters
from dashboard.markup import markup
from dashboard.site import Site
from store.subscriptions import choices
from tests.dashboard.letters.office import Office
from tests.dashboard.letters.people import HOME, MONDAY, account, reads, settings
from tests.dashboard.readers import nobody

FORM = {"digest:P": "yes", "reminders:P": "no"}


def signed_in(site: Site, login: str) -> FlaskClient:
    of = account(site, login)
    return create_app(replace(site, reader=lambda: of)).test_client()


def signed_out(site: Site) -> FlaskClient:
    return create_app(replace(site, reader=nobody)).test_client()


def chosen(site: Site, login: str) -> dict[str, bool]:
    of = account(site, login)
    with site.database.reading() as connection:
        return {f"{what.kind}:{what.project}": choice.wanted for what, choice in choices(connection, of).items()}


def link_of(site: Site, mail: Office, login: str) -> str:
    send_letters(site, settings(mail.port), MONDAY.date())
    (message,) = (each for each in mail.messages if login in str(each["To"]))
    return str(message["List-Unsubscribe"])[1:-1].removeprefix(HOME)


def test_an_officer_chooses_both_kinds_and_the_rule_stays_where_it_is_left(site: Site) -> None:
    client = signed_in(site, "south@example.org")
    sent = client.post("/account/subscriptions", data={"digest:P": "no", "reminders:P": "yes"})
    assert (sent.status_code, sent.headers["Location"]) == (303, "/account")
    assert chosen(site, "south@example.org") == {}
    client.post("/account/subscriptions", data=FORM)
    assert chosen(site, "south@example.org") == {"digest:P": True, "reminders:P": False}


def test_nobody_chooses_what_is_not_for_them(site: Site) -> None:
    signed_in(site, "donor@example.org").post("/account/subscriptions", data=FORM | {"reminders:P": "yes"})
    signed_in(site, "stranger@example.org").post("/account/subscriptions", data={"digest:P": "no"})
    assert chosen(site, "donor@example.org") == {"digest:P": True}
    assert chosen(site, "stranger@example.org") == {"digest:P": True}
    assert signed_out(site).post("/account/subscriptions", data=FORM).status_code == 401


def test_an_answer_that_cannot_be_is_refused(site: Site) -> None:
    sent = signed_in(site, "donor@example.org").post("/account/subscriptions", data={"digest:P": "perhaps"})
    assert sent.status_code == 400


def test_the_form_shows_what_holds(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESULTSBOARD_SMTP", "smtp://localhost")
    shown = markup(subscriptions_part(site, account(site, "south@example.org"), "en"))
    assert "They go to south@example.org." in shown
    digest, reminders = shown.split("<select ")[1:]
    assert '<option selected value="no">' in digest
    assert '<option selected value="yes">' in reminders
    assert "no mail server" not in shown
    monkeypatch.delenv("RESULTSBOARD_SMTP")
    assert "no mail server" in markup(subscriptions_part(site, account(site, "donor@example.org"), "en"))
    assert "<form" not in markup(subscriptions_part(site, account(site, "stranger@example.org"), "en"))


def test_looking_at_the_link_ends_nothing_and_the_button_does(site: Site, mail: Office) -> None:
    link, client = link_of(site, mail, "donor@example.org"), signed_out(site)
    page = client.get(link)
    assert page.status_code == 200
    assert "Do you want no more weekly digests of P?" in page.text
    assert chosen(site, "donor@example.org") == {"digest:P": True}
    done = client.post(link)
    assert done.status_code == 200
    assert "You get no more weekly digests of P." in done.text
    assert chosen(site, "donor@example.org") == {"digest:P": False}


def test_mail_programs_end_letters_with_one_click(site: Site, mail: Office) -> None:
    link = link_of(site, mail, "south@example.org")
    assert signed_out(site).post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert chosen(site, "south@example.org") == {"reminders:P": False}
    assert chosen(site, "donor@example.org") == {"digest:P": True}
    mail.envelopes.clear()
    next_week = replace(site, now=lambda: MONDAY + timedelta(days=7))
    send_letters(next_week, settings(mail.port), next_week.today())
    assert "south@example.org" not in mail.to()


def test_the_page_speaks_the_language_of_the_letter(site: Site, mail: Office) -> None:
    reads(site, "donor@example.org", "ru")
    page = signed_out(site).get(link_of(site, mail, "donor@example.org"))
    assert '<html lang="ru">' in page.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_guessed_link_ends_nothing(site: Site, method: str) -> None:
    answer = getattr(signed_out(site), method)("/letters/unsubscribe/guessed")
    assert answer.status_code == 404
    assert "This link ends no letters" in answer.text
