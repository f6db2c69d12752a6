"""The page of administration and what is sent from it."""

import re
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from store import accounts, tokens
from store.accounts import Membership
from store.audit import Entry
from tests.dashboard.people.world import NEW, World

FORM = {"login": "Maria@Example.org", "name": "Maria", "role": "officer", "project": "P", "reporter": "P:SOUTH"}


def link_in(answer: TestResponse) -> str:
    found = re.search(r"http://localhost(/login/[\w-]+)", answer.text)
    assert found
    return found[1]


def said(entry: Entry) -> tuple[str, str, str, str | None, str | None]:
    return entry.by, entry.event, entry.subject, entry.detail, entry.address


def alerts(answer: TestResponse) -> str:
    found = re.search(r'role="alert">(.*?)</div>', answer.text)
    return found[1] if found else ""


def test_an_account_is_made_with_its_role_and_a_link_that_is_shown_once(world: World) -> None:
    admin = world.browser("admin")
    answer = admin.post("/admin/accounts", data={**FORM, "language": "ru", "email": ""})
    made = world.account("maria@example.org")
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    assert made.memberships == (Membership("officer", "P", ("SOUTH",)),)
    assert (made.name, made.email, made.language) == ("Maria", "maria@example.org", "ru")
    assert said(world.log()[0]) == (
        *("admin", "account made", "maria@example.org"),
        *("officer in P for SOUTH", "127.0.0.1"),
    )
    link = link_in(answer)
    assert link.rpartition("/")[2] not in admin.get(f"/admin?account={made.id}").text
    invited = world.browser()
    assert invited.post(link, data={"password": NEW, "again": NEW}).status_code == 303
    assert world.browser("maria@example.org", NEW).get("/p/P/reports/upload").status_code == 200


def test_all_that_is_wrong_with_an_invitation_is_said_at_once_and_what_was_typed_stays(world: World) -> None:
    sent = {
        "login": "with space",
        "name": "Ma<b>",
        "email": "nowhere",
        "role": "king",
        "project": "Q",
        "language": "xx",
    }
    answer = world.browser("admin").post("/admin/accounts", data=sent)
    assert answer.status_code == 400
    for words in ("State a login", "“nowhere” is no e-mail", "Choose a role", "Choose a project", "language xx"):
        assert words in alerts(answer)
    assert 'value="with space"' in answer.text
    assert 'value="Ma&lt;b&gt;"' in answer.text
    assert not world.log()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"project": ""}, "Choose a project, or all projects"),
        ({"project": "Q"}, "Choose a project, or all projects"),
        ({"reporter": "P:WEST"}, "P has no reporter P:WEST"),
        ({"reporter": "Q:NORTH"}, "P has no reporter Q:NORTH"),
        ({"role": "donor"}, "Only an officer of one project"),
        ({"project": "*"}, "Only an officer of one project"),
        ({"role": "admin", "reporter": []}, "An administrator is one of all projects"),
        ({"role": "public", "reporter": []}, "Choose a role"),
    ],
)
def test_roles_of_what_is_not_there_are_not_given(world: World, change: dict[str, str], words: str) -> None:
    admin, before = world.browser("admin"), world.account("donor")
    answer = admin.post("/admin/accounts", data={**FORM, **change})
    assert (answer.status_code, words in alerts(answer)) == (400, True), alerts(answer)
    again = admin.post(f"/admin/accounts/{before.id}/roles", data={**FORM, **change})
    assert (again.status_code, words in alerts(again)) == (400, True)
    assert world.account("donor") == before
    assert not world.log()


def test_what_was_ticked_stays_ticked_in_a_form_that_was_refused(world: World) -> None:
    answer = world.browser("admin").post("/admin/accounts", data={**FORM, "role": ""})
    assert re.search(r'<input type="checkbox" name="reporter" value="P:SOUTH" checked>', answer.text)
    assert re.search(r'<input type="checkbox" name="reporter" value="P:NORTH">', answer.text)


def test_a_login_is_given_once(world: World) -> None:
    answer = world.browser("admin").post("/admin/accounts", data={**FORM, "login": "DONOR"})
    assert answer.status_code == 400
    assert "There is an account donor already" in alerts(answer)


def test_roles_are_given_and_taken_away(world: World) -> None:
    admin, donor = world.browser("admin"), world.account("donor")
    given = {"role": "officer", "project": "P", "reporter": ["P:NORTH", "P:SOUTH"]}
    answer = admin.post(f"/admin/accounts/{donor.id}/roles", data=given)
    assert answer.headers["Location"] == f"/admin?account={donor.id}&notice=role_given"
    assert Membership("officer", "P", ("NORTH", "SOUTH")) in world.account("donor").memberships
    admin.post(f"/admin/accounts/{donor.id}/roles/remove", data={"role": "donor", "project": "P"})
    assert world.account("donor").memberships == (Membership("officer", "P", ("NORTH", "SOUTH")),)
    assert [said(each)[1:4] for each in world.log()] == [
        ("role taken", "donor", "donor in P"),
        ("role given", "donor", "officer in P for NORTH, SOUTH"),
    ]


def test_a_role_that_nobody_has_cannot_be_taken_away(world: World) -> None:
    path = f"/admin/accounts/{world.account('donor').id}/roles/remove"
    assert world.browser("admin").post(path, data={"role": "officer", "project": "P"}).status_code == 400
    assert not world.log()


def test_a_new_link_replaces_the_one_before_and_the_password_holds_until_another_is_chosen(world: World) -> None:
    admin, number = world.browser("admin"), world.account("donor").id
    first, second = (link_in(admin.post(f"/admin/accounts/{number}/link")) for _ in range(2))
    assert world.browser().get(first).status_code == 410
    assert world.browser("donor").get("/account").status_code == 200
    assert world.browser().post(second, data={"password": NEW, "again": NEW}).status_code == 303
    assert world.browser("donor", NEW).get("/account").status_code == 200
    assert [each.event for each in world.log("link made", "password set")] == ["password set", *["link made"] * 2]


def test_a_disabled_account_is_out_at_once_with_its_sessions_and_tokens(world: World) -> None:
    admin, donor = world.browser("admin"), world.browser("donor")
    found = world.account("donor")
    with world.site.database.writing() as connection:
        token = tokens.make_token(connection, found, "script", at=world.now(), lasts=timedelta(days=30))
    bearer = {"Authorization": f"Bearer {token}"}
    path = "/p/P/tables/indicators.csv"
    assert [donor.get(path).status_code, world.browser().get(path, headers=bearer).status_code] == [200, 200]
    admin.post(f"/admin/accounts/{found.id}/disable")
    assert [donor.get(path).status_code, world.browser().get(path, headers=bearer).status_code] == [401, 401]
    assert world.browser().post("/login", data={"login": "donor", "password": "x"}).status_code == 401
    assert admin.post(f"/admin/accounts/{found.id}/link").status_code == 409
    admin.post(f"/admin/accounts/{found.id}/enable")
    assert world.browser("donor").get(path).status_code == 200
    assert donor.get(path).status_code == 401
    assert [each.event for each in world.log("disabled", "enabled")] == ["enabled", "disabled"]


def test_sessions_of_an_account_are_ended(world: World) -> None:
    admin, donor = world.browser("admin"), world.browser("donor")
    admin.post(f"/admin/accounts/{world.account('donor').id}/sessions")
    assert donor.get("/p/P").status_code == 401
    assert said(world.log()[0])[:3] == ("admin", "sessions ended", "donor")


def test_the_last_administrator_who_can_sign_in_stays(world: World) -> None:
    admin, own = world.browser("admin"), world.account("admin")
    world.person("waiting", Membership("admin"), signs_in=False)
    for path, form in (("disable", {}), ("roles/remove", {"role": "admin", "project": "*"})):
        answer = admin.post(f"/admin/accounts/{own.id}/{path}", data=form)
        assert answer.status_code == 409
        assert "admin is the only administrator who can sign in" in alerts(answer)
    assert world.account("admin") == own
    second = world.person("second", Membership("admin"))
    assert admin.post(f"/admin/accounts/{second.id}/disable").status_code == 303
    assert admin.post(f"/admin/accounts/{own.id}/disable").status_code == 409
    assert admin.post(f"/admin/accounts/{second.id}/enable").status_code == 303
    assert (
        admin.post(f"/admin/accounts/{own.id}/roles/remove", data={"role": "admin", "project": "*"}).status_code == 303
    )
    assert admin.get("/admin").status_code == 403


def test_anyones_token_is_seen_and_revoked(world: World) -> None:
    donor = world.account("donor")
    with world.site.database.writing() as connection:
        token = tokens.make_token(connection, donor, "nightly", at=world.now(), lasts=timedelta(days=30))
    with world.site.database.reading() as connection:
        (kept,) = tokens.tokens_of(connection, donor)
    admin = world.browser("admin")
    page = admin.get("/admin?part=tokens").text
    assert "nightly" in page
    assert token not in page
    assert admin.post(f"/admin/tokens/{kept.id}/revoke").status_code == 303
    headers = {"Authorization": f"Bearer {token}"}
    assert world.browser().get("/p/P/tables/indicators.csv", headers=headers).status_code == 401
    assert said(world.log("token revoked")[0])[:4] == ("admin", "token revoked", "donor", "nightly")


def test_the_list_shows_roles_states_and_the_last_sign_in(world: World) -> None:
    world.person("new", Membership("donor", "P"), signs_in=False)
    page = world.browser("admin").get("/admin").text
    assert "Officer – P (Northern office)" in page
    assert page.count("Active") == 3
    assert page.count("is-invited") == 1
    assert "15 Nov 2023" in page
    assert page.count(">never</td>") == 3


POSTS = ("", "/{n}/roles", "/{n}/roles/remove", "/{n}/link", "/{n}/disable", "/{n}/enable", "/{n}/sessions")


def test_only_administrators_administrate(world: World) -> None:
    before, form = world.account("donor"), {"role": "admin", "project": "*", "login": "x"}
    world.person("partial", Membership("reviewer"), Membership("evaluator", "P"))
    others = [world.browser(login) for login in ("officer", "donor", "partial")]
    admin, nobody = world.browser("admin"), world.browser()
    for path in (*(f"/admin/accounts{each.format(n=before.id)}" for each in POSTS), "/admin/tokens/1/revoke"):
        assert [each.post(path, data=form).status_code for each in others] == [403] * 3, path
        assert nobody.post(path, data=form).status_code == 401, path
        assert admin.post(path, data=form, forged=True).status_code == 400, path
    assert world.account("donor") == before
    assert not world.log()


def test_only_administrators_see_the_administration(world: World) -> None:
    admin, donor, nobody = world.browser("admin"), world.browser("donor"), world.browser()
    for path in ("/admin", "/admin?part=log", "/admin?part=tokens", "/admin?account=1", "/admin/audit.csv"):
        assert [each.get(path).status_code for each in (admin, donor, nobody)] == [200, 403, 401], path


def test_accounts_and_tokens_that_are_not_there_are_404(world: World) -> None:
    admin = world.browser("admin")
    for number in (99, 2**31, 10**20):
        for path in ("roles", "link", "disable", "sessions"):
            form = {"role": "donor", "project": "P"}
            assert admin.post(f"/admin/accounts/{number}/{path}", data=form).status_code == 404
        assert admin.post(f"/admin/tokens/{number}/revoke").status_code == 404
        assert admin.get(f"/admin?account={number}").status_code == (404 if number == 99 else 400)


def test_names_are_shown_as_texts_whatever_was_typed(world: World) -> None:
    with world.site.database.writing() as connection:
        accounts.add_account(connection, "evil", "<script>alert(1)</script>", by="test", at=world.now())
    page = world.browser("admin").get("/admin").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
