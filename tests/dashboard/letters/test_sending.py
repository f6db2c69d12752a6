"""Letters through a real mail server on this machine."""

import logging
import socket
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Event

import pytest

from dashboard.letters import sending
from dashboard.letters.books import Books
from dashboard.letters.post import NoServerError
from dashboard.letters.sending import Fate, letters_sent, send_letters
from dashboard.letters.settings import Settings
from dashboard.site import Site
from store.accounts import Membership, disable, grant, withdraw
from store.letter_log import claim, logged
from store.subscriptions import Kind
from tests.dashboard.letters.office import PASSWORD, USER, Office, certificate, office, tls_of
from tests.dashboard.letters.people import MONDAY, account, day, reads, settings, wants

TODAY = MONDAY.date()
AUGUST = day("2023-07-23")
"""A week before the reports of the second quarter are due."""


def later(site: Site, **time: int) -> Site:
    return replace(site, now=lambda: MONDAY + timedelta(**time))


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part
    return str(part.get_content())


def to(mail: Office, login: str) -> EmailMessage:
    (found,) = (each for each in mail.messages if login in str(each["To"]))
    return found


def states(site: Site) -> dict[str, str]:
    with site.database.reading() as connection:
        return {f"{of.subscription.account} {of.key}": each.state for of, each in logged(connection).items()}


def test_everybody_gets_what_they_may_read_and_asked_for(site: Site, mail: Office) -> None:
    send_letters(site, settings(mail.port), TODAY)
    assert mail.to() == ["donor@example.org", "reviewer@example.org", "south@example.org"]
    assert str(to(mail, "donor")["Subject"]) == "[P] Weekly digest to 9 Jul 2023"
    assert str(to(mail, "south")["Subject"]) == "[P] 1 report is late"


def test_a_letter_has_both_parts_with_the_same_words_and_links(site: Site, mail: Office) -> None:
    send_letters(site, settings(mail.port), TODAY)
    message = to(mail, "reviewer")
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    plain, html = text_of(message), text_of(message, "html")
    for words in ("2023-Q2 · Northern office", "https://results.example.org/p/P/reports/NORTH/2023-Q2"):
        assert words in plain
        assert words in html


def test_a_letter_has_the_headers_by_which_it_is_ended_with_one_click(site: Site, mail: Office) -> None:
    send_letters(site, settings(mail.port), TODAY)
    message = to(mail, "donor")
    link = str(message["List-Unsubscribe"])
    assert link.startswith("<https://results.example.org/letters/unsubscribe/")
    assert link[1:-1] in text_of(message)
    assert str(message["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    assert str(message["Auto-Submitted"]) == "auto-generated"
    assert str(message["From"]) == "Results <results@example.org>"
    assert str(message["To"]) == "Donor <donor@example.org>"
    raw = next(each for each in mail.raw if b"To: Donor" in each)
    assert b"\r\nList-Unsubscribe: <https://results.example.org/letters/unsubscribe/" in raw


def test_a_russian_letter_arrives_as_it_was_written(site: Site, mail: Office) -> None:
    reads(site, "donor@example.org", "ru")
    send_letters(site, settings(mail.port), TODAY)
    message = to(mail, "donor")
    assert "9 июл. 2023" in str(message["Subject"])
    assert "Безопасный путь" in text_of(message)
    assert "Безопасный путь" in text_of(message, "html")
    assert message["Content-Language"] == "ru"
    assert all(byte < 128 for byte in mail.raw[0].partition(b"\r\n\r\n")[0])


def test_a_letter_is_sent_once_however_often_rounds_are_made(site: Site, mail: Office) -> None:
    send_letters(site, settings(mail.port), TODAY)
    send_letters(later(site, hours=1), settings(mail.port), TODAY)
    send_letters(later(site, days=2), settings(mail.port), TODAY + timedelta(days=2))
    assert len(mail.envelopes) == 3
    assert set(states(site).values()) == {"sent"}


def test_a_letter_whose_sender_was_killed_is_sent_by_another(site: Site, mail: Office) -> None:
    books = Books(site.database)
    first = next(sending.due_now(site, books, TODAY))
    with site.database.writing() as connection:
        assert claim(connection, first, MONDAY)
    send_letters(site, settings(mail.port), TODAY)
    assert len(mail.envelopes) == 2
    send_letters(later(site, minutes=16), settings(mail.port), TODAY)
    assert len(mail.envelopes) == 3


def test_while_the_server_is_down_nothing_is_lost(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with caplog.at_level(logging.WARNING, "resultsboard"):
        found = send_letters(site, settings(port), TODAY)
    assert {each.fate for each in found} == {Fate.FAILED}
    assert set(states(site).values()) == {"failed"}
    assert "Connection refused" in caplog.text
    with office() as mail:
        send_letters(later(site, minutes=5), settings(mail.port), TODAY)
        assert mail.to() == []
        send_letters(later(site, minutes=20), settings(mail.port), TODAY)
        assert mail.to() == ["donor@example.org", "reviewer@example.org", "south@example.org"]


def test_a_server_that_is_down_is_asked_once_in_a_round(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Settings] = []
    answer = "timed out"

    def post(with_: Settings) -> None:
        asked.append(with_)
        raise NoServerError(answer)

    monkeypatch.setattr(sending, "post", post)
    assert len(send_letters(site, settings(1), TODAY)) == 3
    assert len(asked) == 1


def test_a_refused_letter_waits_and_the_others_are_sent(site: Site) -> None:
    class Picky(Office):
        async def handle_RCPT(  # noqa: N802 — aiosmtpd's name
            self, _server: object, _session: object, envelope: object, address: str, _options: object
        ) -> str:
            if address.startswith("donor"):
                return "550 5.1.1 no such mailbox"
            envelope.rcpt_tos.append(address)  # type: ignore[attr-defined]  # an Envelope
            return "250 OK"

    with office(kind=Picky) as mail:
        found = send_letters(site, settings(mail.port), TODAY)
    assert {each.login: each.fate for each in found} == {
        "donor@example.org": Fate.FAILED,
        "reviewer@example.org": Fate.SENT,
        "south@example.org": Fate.SENT,
    }
    assert next(each.answer for each in found if each.fate is Fate.FAILED) == "550 5.1.1 no such mailbox"


def test_rights_are_those_of_the_moment_of_sending(site: Site, mail: Office) -> None:
    mail.answer = "451 try later"
    send_letters(site, settings(mail.port), TODAY)
    mail.answer = "250 Ok"
    with site.database.writing() as connection:
        withdraw(connection, account(site, "donor@example.org"), "donor", "P")
        disable(connection, account(site, "reviewer@example.org"), MONDAY)
    send_letters(later(site, hours=1), settings(mail.port), TODAY)
    assert mail.to() == ["south@example.org"]
    assert sorted(states(site).values()) == ["needless", "needless", "sent"]


def test_who_became_a_donor_gets_what_donors_may_know(site: Site, mail: Office) -> None:
    mail.answer = "451 try later"
    send_letters(site, settings(mail.port), TODAY)
    mail.answer = "250 Ok"
    of = account(site, "reviewer@example.org")
    with site.database.writing() as connection:
        withdraw(connection, of, "reviewer", "P")
        grant(connection, of, Membership("donor", "P"))
    send_letters(later(site, hours=1), settings(mail.port), TODAY)
    assert "2023-Q2" not in text_of(to(mail, "reviewer"))


def test_letters_that_are_not_wanted_any_more_are_not_tried_again(site: Site, mail: Office) -> None:
    mail.answer = "451 try later"
    send_letters(site, settings(mail.port), TODAY)
    mail.answer = "250 Ok"
    for login, kind in (("donor@example.org", Kind.DIGEST), ("south@example.org", Kind.REMINDERS)):
        wants(site, login, kind, wanted=False, since=MONDAY)
    send_letters(later(site, hours=1), settings(mail.port), TODAY)
    assert mail.to() == ["reviewer@example.org"]


def test_a_digest_that_was_chosen_this_week_begins_with_this_week(site: Site, mail: Office) -> None:
    wants(site, "donor@example.org", Kind.DIGEST, wanted=False, since=MONDAY)
    wants(site, "donor@example.org", Kind.DIGEST, since=MONDAY)
    send_letters(site, settings(mail.port), TODAY)
    assert "donor@example.org" not in mail.to()


def test_accounts_without_an_address_or_with_a_bad_one_stop_nobody(site: Site, mail: Office) -> None:
    bad = "donor@example.org\r\nBcc: everybody@example.org"
    with site.database.writing() as connection:
        connection.exec_driver_sql("UPDATE account SET email = NULL WHERE login = 'reviewer@example.org'")
        connection.exec_driver_sql("UPDATE account SET email = ? WHERE login = 'donor@example.org'", (bad,))
    found = send_letters(site, settings(mail.port), TODAY)
    assert mail.to() == ["south@example.org"]
    assert [each.answer for each in found if each.fate is Fate.FAILED] == [sending.BAD_ADDRESS]


def test_names_add_no_headers(site: Site, mail: Office) -> None:
    name = "Donor\r\nBcc: everybody@example.org\r\n\r\n<script>alert(1)</script>"
    with site.database.writing() as connection:
        connection.exec_driver_sql("UPDATE account SET name = ? WHERE login = 'donor@example.org'", (name,))
    send_letters(site, settings(mail.port), TODAY)
    message = to(mail, "donor@example.org")
    assert message["Bcc"] is None
    assert mail.to() == ["donor@example.org", "reviewer@example.org", "south@example.org"]
    assert "Bcc: everybody@example.org" in str(message["To"])


def test_a_password_is_only_sent_encrypted(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = certificate(tmp_path)
    user = "results%40example.org:p%40ss%3Aword%2F1@"
    assert (USER, PASSWORD) == ("results@example.org", "p@ss:word/1")
    with office(tls_of(path), sign_in=True) as mail:
        found = send_letters(site, settings(mail.port, user), TODAY)
        assert {each.fate for each in found} == {Fate.FAILED}
        assert "certificate" in found[0].answer.lower()
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        send_letters(later(site, hours=1), settings(mail.port, user), TODAY)
        assert mail.encrypted == [True, True, True]
    with office() as plain:
        found = send_letters(replace(site, now=lambda: MONDAY + timedelta(days=14)), settings(plain.port, user), AUGUST)
        assert found
        assert {each.answer for each in found} == {"STARTTLS extension not supported by server."}
    assert "word" not in caplog.text


def test_a_wrong_password_is_told_without_it(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with office(tls_of(path), sign_in=True) as mail:
        found = send_letters(site, settings(mail.port, "results%40example.org:guessed@"), TODAY)
    assert found[0].answer.startswith("535 ")
    assert "guessed" not in found[0].answer


def test_the_thread_sends_while_it_is_served_and_stops_then(
    site: Site, mail: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "FIRST_SECONDS", 0)
    came = Event()
    monkeypatch.setattr(sending.LOG, "info", lambda *_: came.set())
    environment = {
        "RESULTSBOARD_SMTP": f"smtp://127.0.0.1:{mail.port}",
        "RESULTSBOARD_MAIL_FROM": "results@example.org",
        "RESULTSBOARD_ADDRESS": "https://results.example.org",
    }
    with letters_sent(site, environment):
        assert came.wait(20)
    assert len(mail.envelopes) == 3
