"""One's own account: password, language, sessions, tokens."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from dashboard.people import account_page
from store import accounts, tokens
from store.accounts import Account
from store.people import api_token
from store.tokens import Token
from tests.dashboard.people.world import NEW, PASSWORD, World

CHANGE = {"current": PASSWORD, "password": NEW, "again": NEW}
TABLE = "/p/P/tables/indicators.csv"


def held_by(world: World, login: str) -> list[Token]:
    with world.site.database.reading() as connection:
        return tokens.tokens_of(connection, world.account(login))


def with_token(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_the_page_says_who_one_is(world: World) -> None:
    page = world.browser("officer").get("/account").text
    assert "Officer – P (Northern office)" in page
    assert "Administration" not in page
    assert world.browser().get("/account").status_code == 401


def test_a_password_is_changed_and_only_this_session_goes_on(world: World) -> None:
    here, elsewhere = world.browser("donor"), world.browser("donor")
    answer = here.post("/account/password", data=CHANGE)
    assert answer.headers["Location"] == "/account?notice=password_changed"
    assert "your sessions elsewhere are over" in here.get("/account?notice=password_changed").text
    assert elsewhere.get("/account").status_code == 401
    assert world.browser("donor", NEW).get("/account").status_code == 200
    assert [(each.by, each.event, each.address) for each in world.log()] == [("donor", "password set", "127.0.0.1")]


def test_all_that_is_wrong_with_a_password_is_said_at_once_and_none_is_shown(world: World) -> None:
    wrong = {"current": "not the right one", "password": "sh0rt", "again": "0ther"}
    answer = world.browser("donor").post("/account/password", data=wrong)
    assert answer.status_code == 400
    for words in ("The current password is another one", "The two passwords differ", "10 characters or more"):
        assert words in answer.text
    assert not any(secret in answer.text for secret in wrong.values())
    assert world.browser("donor").get("/account").status_code == 200


def test_the_new_password_is_another_one(world: World) -> None:
    same = {"current": PASSWORD, "password": PASSWORD, "again": PASSWORD}
    assert "The new password is the current one" in world.browser("donor").post("/account/password", data=same).text


def test_guessing_the_current_password_takes_longer_each_time(world: World) -> None:
    donor = world.browser("donor")
    statuses = [donor.post("/account/password", data={**CHANGE, "current": "x" * 12}).status_code for _ in range(6)]
    assert statuses == [400] * 5 + [429]
    assert "Try again in 2 seconds" in donor.post("/account/password", data=CHANGE).text
    world.passed = timedelta(seconds=3)
    assert donor.post("/account/password", data=CHANGE).status_code == 303
    assert [each.by for each in world.log("sign-in failed")] == ["donor"] * 5


def test_who_has_no_password_here_changes_none(world: World) -> None:
    donor = world.browser("donor")
    account = world.account("donor")
    with world.site.database.writing() as connection:
        accounts._change(connection, account, password=None)
    assert "Current password" not in donor.get("/account").text
    assert donor.post("/account/password", data=CHANGE).status_code == 400


def test_the_language_is_kept_with_the_account(world: World) -> None:
    donor = world.browser("donor")
    assert donor.post("/account/language", data={"language": "ru"}).status_code == 303
    assert world.account("donor").language == "ru"
    assert donor.post("/account/language", data={"language": "xx"}).status_code == 400
    assert world.account("donor").language == "ru"
    donor.post("/account/language", data={"language": ""})
    assert world.account("donor").language is None


def test_signing_out_everywhere_ends_this_session_too(world: World) -> None:
    here, elsewhere = world.browser("donor"), world.browser("donor")
    assert here.post("/account/sessions").status_code == 303
    assert here.get("/account").status_code == 401
    assert elsewhere.get("/account").status_code == 401
    assert [(each.by, each.event) for each in world.log()] == [("donor", "sessions ended")]


def test_a_token_is_shown_once_kept_as_a_hash_and_reads_what_its_account_may_read(world: World) -> None:
    donor = world.browser("donor")
    answer = donor.post("/account/tokens", data={"title": " nightly  copy ", "days": "30"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "no-store")
    (token,) = re.findall(r"rb_[\w-]{20,}", answer.text)
    assert token not in donor.get("/account").text
    assert "nightly copy" in donor.get("/account").text
    with world.site.database.reading() as connection:
        kept = str(connection.execute(select(api_token)).one())
    assert token not in kept
    assert accounts.digest_of(token) in kept
    script = world.browser()
    assert script.get(TABLE, headers=with_token(token)).data == donor.get(TABLE).data
    assert script.get("/p/P/reports/upload", headers=with_token(token)).status_code == 403
    assert script.post("/account/sessions", headers=with_token(token)).status_code == 401
    assert [(each.by, each.detail) for each in world.log("token made")] == [("donor", "nightly copy")]
    assert not [each for each in world.log() if token in str(each)]


@pytest.mark.parametrize("days", [30, 90, 365])
def test_a_token_ends_when_it_was_said_to(world: World, days: int) -> None:
    answer = world.browser("donor").post("/account/tokens", data={"title": "script", "days": str(days)})
    (token,) = re.findall(r"rb_[\w-]{20,}", answer.text)
    world.passed = timedelta(days=days) - timedelta(seconds=1)
    assert world.browser().get(TABLE, headers=with_token(token)).status_code == 200
    world.passed = timedelta(days=days)
    assert world.browser().get(TABLE, headers=with_token(token)).status_code == 401
    assert "Expired" in world.browser("donor").get("/account").text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"title": "  ", "days": "30"}, "Say what the token is for"),
        ({"title": "x" * 101, "days": "30"}, "Say what the token is for"),
        ({"title": "script", "days": "10000"}, "Choose how long the token holds"),
        ({"title": "script"}, "Choose how long the token holds"),
        ({"title": "held", "days": "30"}, "You have a token “held” that holds"),
    ],
)
def test_tokens_that_cannot_be_are_not_made(world: World, form: dict[str, str], words: str) -> None:
    donor = world.browser("donor")
    donor.post("/account/tokens", data={"title": "held", "days": "90"})
    answer = donor.post("/account/tokens", data=form)
    assert answer.status_code == 400
    assert words in answer.text
    assert f'value="{form["title"]}"' in answer.text
    assert len(held_by(world, "donor")) == 1


def test_the_use_of_a_token_is_noted_at_most_once_an_hour(world: World) -> None:
    answer = world.browser("donor").post("/account/tokens", data={"title": "script", "days": "30"})
    (token,) = re.findall(r"rb_[\w-]{20,}", answer.text)
    script, begun, seen = world.browser(), world.now(), []
    for minutes in (0, 59, 60, 24 * 60):
        world.passed = timedelta(minutes=minutes)
        script.get(TABLE, headers=with_token(token))
        seen.append(held_by(world, "donor")[0].used_at)
    assert seen == [begun, begun, begun + timedelta(hours=1), begun + timedelta(days=1)]
    assert [each.at for each in world.log("token used")] == [begun + timedelta(days=1), begun]


def test_only_ones_own_tokens_are_revoked(world: World) -> None:
    donor, officer = world.browser("donor"), world.browser("officer")
    donor.post("/account/tokens", data={"title": "script", "days": "30"})
    (kept,) = held_by(world, "donor")
    for number in (kept.id, kept.id + 1, 2**31, 10**20):
        assert officer.post(f"/account/tokens/{number}/revoke").status_code == 404
    assert held_by(world, "donor") == [kept]
    assert donor.post(f"/account/tokens/{kept.id}/revoke").status_code == 303
    assert held_by(world, "donor")[0].revoked_at == world.now()
    assert [each.by for each in world.log("token revoked")] == ["donor"]


PATHS = ("password", "language", "sessions", "tokens", "tokens/1/revoke")


def test_nothing_is_taken_from_other_sites_or_without_signing_in(world: World) -> None:
    before, form = world.account("donor"), {**CHANGE, "language": "ru", "title": "t", "days": "30"}
    donor, nobody = world.browser("donor"), world.browser()
    for path in PATHS:
        assert nobody.post(f"/account/{path}", data=form).status_code == 401
        assert donor.post(f"/account/{path}", data=form, forged=True).status_code == 400
    assert world.account("donor") == before
    assert not held_by(world, "donor")


def test_another_part_can_be_put_on_the_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def letters(_site: object, account: Account, _language: str) -> None:
        seen.append(account.login)

    seen: list[str] = []
    monkeypatch.setattr(account_page, "SECTIONS", (*account_page.SECTIONS, letters))
    assert world.browser("donor").get("/account").status_code == 200
    assert set(seen) == {"donor"}
