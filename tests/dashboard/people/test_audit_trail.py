"""The audit log: what goes into it by itself, and how it is read."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.audit_trail import DOWNLOADS
from dashboard.gate import NEEDS, OF_SITE
from dashboard.people.role_words import EVENTS
from store import audit
from store.accounts import Membership
from store.audit import Entry
from store.errors import BusyError
from tests.dashboard.people.world import World
from tests.dashboard.reports.test_flags import FIRST, IN_TIME, SECOND, dismiss, key, take
from tests.dashboard.reports.test_upload import standing
from tests.dashboard.wells import Clock, site_of_wells

TABLE = "/p/P/tables/indicators.csv"
REPORT = "/p/P/reports/NORTH/2023-Q2"


def noted(world: World, *events: str) -> list[tuple[str, str, str, str | None, str | None]]:
    return [(each.by, each.event, each.subject, each.detail, each.address) for each in world.log(*events)]


def note(world: World, *, by: str, event: str, subject: str = "x", detail: str | None = None) -> None:
    entry = Entry(at=world.now(), by=by, event=event, subject=subject, detail=detail, address="192.0.2.1")
    with world.site.database.writing() as connection:
        audit.note(connection, entry)


def test_every_download_is_noted_with_who_what_and_from_where(world: World) -> None:
    officer = world.browser("officer")
    paths = ("tables/series.json?as_of=2023-06-30", "history.csv", "reports/NORTH/2023-Q1/files/1/1")
    for path in paths:
        assert officer.get(f"/p/P/{path}").status_code == 200
    assert noted(world) == [("officer", "downloaded", "P", path, "127.0.0.1") for path in reversed(paths)]


def test_what_the_browser_has_already_and_what_is_refused_is_no_download(world: World) -> None:
    donor = world.browser("donor")
    tag = donor.get(TABLE).headers["ETag"]
    assert donor.get(TABLE, headers={"If-None-Match": tag}).status_code == 304
    assert donor.head(TABLE).status_code == 200
    assert donor.get("/p/P/tables/none.csv").status_code == 404
    assert donor.get("/p/P/reports/NORTH/2023-Q1/files/1/1").status_code == 403
    assert len(world.log()) == 1


def test_pages_and_empty_reports_are_no_downloads(world: World) -> None:
    officer = world.browser("officer")
    for path in ("/p/P", "/p/P/template.csv?period=2023-Q3&reporter=NORTH", "/healthz"):
        assert officer.get(path).status_code == 200
    assert not world.log()


def test_a_download_that_cannot_be_noted_is_not_given(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    donor = world.browser("donor")
    plain = donor.get(TABLE).data

    def busy(*_: object) -> None:
        raise BusyError(world.site.database.place)

    monkeypatch.setattr("dashboard.audit_trail.audit.note", busy)
    answer = donor.get(TABLE)
    assert answer.status_code == 503
    assert plain not in answer.data
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert not {"Content-Disposition", "ETag"} & {*answer.headers.keys()}


def test_signing_in_and_out_is_noted_and_so_is_what_failed(world: World) -> None:
    world.browser().post("/login", data={"login": "Donor ", "password": "wrong"})
    donor = world.browser("donor")
    donor.post("/logout")
    world.browser().post("/login", data={"login": "x" * 5000, "password": "wrong"})
    here = ("donor", None, "127.0.0.1")
    assert [(each[1], *each[2:]) for each in noted(world, "signed in", "signed out", "sign-in failed")] == [
        ("sign-in failed", "x" * 100, None, "127.0.0.1"),
        ("signed out", *here),
        ("signed in", *here),
        ("sign-in failed", *here),
    ]


def test_sending_a_report_is_noted_once_it_is_kept(world: World) -> None:
    officer = world.browser("officer")
    sent = {"file": (BytesIO(b"indicator,period,reporter,value\n2,2023-Q3,NORTH,1\n"), "third.csv")}
    page = officer.post("/p/P/uploads", data=sent).headers["Location"]
    token = page.partition("upload=")[2]
    assert not world.log()
    kept = f"/p/P/uploads/{token}/accept"
    officer.post(kept, data={"standing": "something else"})
    assert not world.log()
    shown = standing(officer.get(page).text)
    officer.post(kept, data={"standing": shown})  # without the explanation that it owes
    assert not world.log()
    for _ in range(2):
        assert officer.post(kept, data={"standing": shown, "unexplained": "yes"}).status_code == 303
    assert noted(world) == [("officer", "report accepted", "P", "third.csv", "127.0.0.1")]


def test_decisions_on_reports_are_noted_where_they_are_made(world: World) -> None:
    world.person("reviewer", Membership("reviewer", "P"))
    reviewer = world.browser("reviewer")
    decision = {"version": "1", "seen": "submitted", "state": "returned"}
    assert reviewer.post(f"{REPORT}/decision", data=decision).status_code == 400
    assert not world.log()
    assert reviewer.post(f"{REPORT}/decision", data={**decision, "comment": "Count again"}).status_code == 303
    assert reviewer.post(f"{REPORT}/decision", data={**decision, "state": "approved"}).status_code == 409
    assert noted(world) == [("reviewer", "report returned", "P/NORTH/2023-Q2", "version 1", "127.0.0.1")]
    assert world.browser("officer").post(f"{REPORT}/decision", data=decision).status_code == 403


def test_flags_are_noted_where_they_are_put_aside(tmp_path: Path) -> None:
    clock = Clock()
    clock.moment = IN_TIME
    kept = site_of_wells(tmp_path, clock)
    take(kept, FIRST, IN_TIME - timedelta(days=90))
    take(kept, SECOND, IN_TIME - timedelta(hours=1))
    browser = create_app(kept).test_client()
    flag = key(browser)
    dismiss(browser, flag, reason=" ")
    dismiss(browser, flag)
    dismiss(browser, flag)
    with kept.database.reading() as connection:
        (entry,) = audit.entries(connection)
    assert (entry.by, entry.event, entry.subject) == ("M&E officer", "flag put aside", "WELLS/NORTH/2023-Q2")
    assert entry.detail == "Counted by phone"


def test_the_log_is_narrowed_by_who_what_and_day(world: World) -> None:
    note(world, by="donor", event="downloaded", subject="P", detail="first")
    world.passed = timedelta(days=1)
    note(world, by="admin", event="role given", subject="donor", detail="second")
    world.passed = timedelta(days=2)
    note(world, by="officer", event="downloaded", subject="P", detail="third")
    admin = world.browser("admin")

    def seen(query: str) -> set[str]:
        page = admin.get(f"/admin?part=log{query}").text
        rows = admin.get(f"/admin/audit.csv?{query}").text
        found = {word for word in ("first", "second", "third") if f">{word}<" in page}
        assert found == {word for word in ("first", "second", "third") if f",{word}," in rows}
        return found

    assert seen("") == {"first", "second", "third"}
    assert seen("&by=donor") == {"first", "second"}
    assert seen("&event=downloaded") == {"first", "third"}
    assert seen("&from_day=2023-11-16") == {"second", "third"}
    assert seen("&to_day=2023-11-16") == {"first", "second"}
    assert seen("&from_day=2023-11-16&to_day=2023-11-16&by=officer") == set()
    assert admin.get("/admin/audit.csv?from_day=yesterday").status_code == 400


def test_a_long_log_is_shown_in_parts(world: World) -> None:
    for number in range(105):
        note(world, by="donor", event="downloaded", detail=f"file {number:03}")
    admin = world.browser("admin")
    first, second = (admin.get(f"/admin?part=log&event=downloaded&start={start}").text for start in (0, 100))
    assert "105 entries" in first
    assert ("file 104" in first, "file 004" in first) == (True, False)
    assert ("file 104" in second, "file 000" in second) == (False, True)


def test_the_file_of_the_log_is_a_download_of_its_own_without_formulas(world: World) -> None:
    note(world, by="=cmd()", event="sign-in failed", subject="=cmd()")
    admin = world.browser("admin")
    answer = admin.get("/admin/audit.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=audit-log.csv"
    assert answer.text.splitlines()[0] == "at,by,event,subject,detail,address"
    assert "'=cmd()" in answer.text
    assert ",=cmd()" not in answer.text
    assert noted(world, "downloaded")[0] == ("admin", "downloaded", "-", "/admin/audit.csv", "127.0.0.1")


def test_roles_and_versions_are_told_in_the_readers_words(world: World) -> None:
    note(world, by="admin", event="role given", subject="officer", detail=str(Membership("officer", "P", ("NORTH",))))
    note(world, by="reviewer", event="report returned", subject="P/NORTH/2023-Q2", detail="version 2")
    note(world, by="(public)", event="downloaded", subject="P", detail="history.csv")
    page = world.browser("admin").get("/admin?part=log").text
    for words in ("Officer – P (Northern office)", "version 2", "somebody without an account", "history.csv"):
        assert f"<td>{words}</td>" in page


def test_every_event_that_is_noted_has_words() -> None:
    assert {"downloaded", "signed out", "report accepted", "report approved", "token used"} <= set(EVENTS)


def test_every_download_that_is_noted_is_an_address_of_the_gate() -> None:
    assert set(NEEDS) | set(OF_SITE) >= DOWNLOADS
