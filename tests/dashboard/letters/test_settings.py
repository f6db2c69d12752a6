"""The settings of letters."""

import pytest

from dashboard.calls import USAGE
from dashboard.letters.settings import SettingError, Settings, address_of, home_of, needed, settings_of

GOOD = {
    "RESULTSBOARD_SMTP": "smtp://results%40example.org:p%40ss%3Aword@mail.example.org",
    "RESULTSBOARD_MAIL_FROM": "Results <results@example.org>",
    "RESULTSBOARD_ADDRESS": "https://results.example.org/",
}


def of(url: str) -> Settings:
    return needed(GOOD | {"RESULTSBOARD_SMTP": url})


def test_a_user_means_an_encrypted_connection() -> None:
    found = needed(GOOD)
    assert (found.host, found.port, found.starttls, found.encrypted) == ("mail.example.org", 587, True, False)
    assert (found.user, found.password) == ("results@example.org", "p@ss:word")
    assert found.address == "https://results.example.org"


@pytest.mark.parametrize(
    ("url", "port", "starttls", "encrypted"),
    [
        ("smtps://a:b@host", 465, False, True),
        ("smtp://host:25", 25, False, False),
        ("smtp://host?starttls=required", 587, True, False),
        ("smtp://a:b@host?starttls=never", 587, False, False),
    ],
)
def test_the_address_says_how_it_is_encrypted(url: str, port: int, *, starttls: bool, encrypted: bool) -> None:
    found = of(url)
    assert (found.port, found.starttls, found.encrypted) == (port, starttls, encrypted)


def test_without_a_server_there_are_no_letters() -> None:
    assert settings_of({}) is None
    with pytest.raises(SettingError, match="RESULTSBOARD_SMTP is not set"):
        needed({})


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"RESULTSBOARD_SMTP": "mail.secret.org"}, "RESULTSBOARD_SMTP is no address of a mail server"),
        ({"RESULTSBOARD_SMTP": "http://secret@host"}, "RESULTSBOARD_SMTP is no address of a mail server"),
        ({"RESULTSBOARD_SMTP": "smtp://"}, "RESULTSBOARD_SMTP is no address of a mail server"),
        ({"RESULTSBOARD_SMTP": "smtp://a:secret@[::1"}, "RESULTSBOARD_SMTP is no address of a mail server"),
        ({"RESULTSBOARD_SMTP": "smtp://a:secret@host/path"}, "%2F for a stroke"),
        ({"RESULTSBOARD_SMTP": "smtp://a:secret@host:70000"}, "RESULTSBOARD_SMTP names a port"),
        ({"RESULTSBOARD_SMTP": "smtp://a:secret@host:mail"}, "RESULTSBOARD_SMTP names a port"),
        ({"RESULTSBOARD_SMTP": "smtp://secret@host"}, "needs both, or neither"),
        ({"RESULTSBOARD_SMTP": "smtp://a:secret@host?starttls=maybe"}, "ends with something unknown"),
        ({"RESULTSBOARD_SMTP": "smtp://a:secret@host?tls=no"}, "ends with something unknown"),
        ({"RESULTSBOARD_MAIL_FROM": ""}, "RESULTSBOARD_MAIL_FROM is no e-mail address"),
        ({"RESULTSBOARD_MAIL_FROM": "nobody"}, "RESULTSBOARD_MAIL_FROM is no e-mail address"),
        ({"RESULTSBOARD_ADDRESS": ""}, "RESULTSBOARD_ADDRESS must say where"),
        ({"RESULTSBOARD_ADDRESS": "https://a.example.org\r\nBcc: x"}, "RESULTSBOARD_ADDRESS must say where"),
        ({"RESULTSBOARD_ADDRESS": "results.example.org"}, "RESULTSBOARD_ADDRESS must say where"),
    ],
)
def test_a_bad_setting_is_told_in_a_sentence_without_its_secrets(changed: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingError) as caught:
        needed(GOOD | changed)
    assert sentence in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.status == USAGE


def test_a_password_is_not_in_what_is_printed_of_the_settings() -> None:
    assert "p@ss" not in repr(needed(GOOD))


def test_without_an_address_links_lead_to_this_machine() -> None:
    assert home_of({}) == "http://127.0.0.1:8050"


@pytest.mark.parametrize(
    "spec",
    [
        "",
        "a",
        "a@b",
        "a b@example.org",
        "a@example.org\r\nBcc: x@y.z",
        "a@example.org, b@example.org",
        "ж@example.org",
        "@example.org",
        "a@",
    ],
)
def test_what_is_no_address_gets_no_letters(spec: str) -> None:
    assert address_of("Name", spec) is None


def test_a_name_keeps_its_words_and_loses_its_line_breaks() -> None:
    found = address_of("Анна\r\nBcc: x@y.z\u2028!", "anna@example.org")
    assert found
    assert (found.display_name, found.addr_spec) == ("Анна Bcc: x@y.z !", "anna@example.org")
