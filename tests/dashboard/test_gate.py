"""Who gets where: every role at every page, address and callback, as docs/access.md says; nothing else is there."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from dashboard import access, gate
from dashboard.access_page import ROLES, path
from dashboard.app import create_app
from dashboard.site import Site
from store.accounts import Membership
from tests.dashboard.readers import nobody, reader
from tests.dashboard.wells import Clock, site_of_wells

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `(/[^`]*)` \| (.+) \|$", re.MULTILINE)
VALUES = {
    "code": "WELLS",
    "reporter": "NORTH",
    "period": "2023-Q1",
    "name": "indicators",
    "form": "csv",
    "token": "abc",
    "number": "1",
    "version": "1",
    "path": "p/WELLS",
}
OUTSIDE = {401, 403}


def told() -> Mapping[str, Mapping[str, str]]:
    """By address as the documentation writes it: what each role may."""
    rows = ROW.findall((DOCS / "access.md").read_text("utf-8"))
    return {rule: dict(zip(ROLES, cells.split(" | "), strict=True)) for rule, cells in rows}


TOLD = told()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of_wells(tmp_path_factory.mktemp("wells"), Clock())


def inside(server: Flask) -> None:
    """Puts the same answer behind every address, so that a test sees the gate alone."""
    for endpoint in server.view_functions:
        server.view_functions[endpoint] = lambda **_: "inside"


def rules(server: Flask) -> Iterator[Rule]:
    yield from (each for each in server.url_map.iter_rules() if each.rule not in gate.OPEN)


def concrete(rule: str) -> str:
    """An address of a rule, or of a page as the documentation writes it."""
    for name, value in {"CODE": "WELLS", "INDICATOR": "1", "REPORTER": "NORTH", "PERIOD": "2023-Q1"}.items():
        rule = rule.replace(name, value)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: VALUES.get(found[1], "x"), rule)


def method(server: Flask, rule: str) -> str:
    found = next(each for each in server.url_map.iter_rules() if each.rule == rule)
    return "POST" if "POST" in (found.methods or ()) else "GET"


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
def test_every_address_lets_in_whom_the_documentation_names(site: Site, role: str) -> None:
    reporters = ("NORTH",) if role == "officer" else ()
    server = create_app(replace(site, reader=reader(Membership(role, None if role == "admin" else "WELLS", reporters))))
    inside(server)
    browser = server.test_client()
    for rule in (*gate.NEEDS, *gate.OF_SITE):
        answer = browser.open(concrete(rule), method=method(server, rule))
        assert (answer.status_code not in OUTSIDE) == (TOLD[rule][role] != "–"), (role, rule, answer.status_code)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
def test_every_page_opens_for_whom_the_documentation_names(site: Site, role: str) -> None:
    browser = create_app(
        replace(site, reader=reader(Membership(role, None if role == "admin" else "WELLS")))
    ).test_client()
    for rule in (*map(path, access.PAGES), *access.OF_SITE):
        assert (browser.get(concrete(rule)).status_code == 403) == (TOLD[rule][role] == "–"), (role, rule)


def test_the_documentation_lists_every_address_of_the_server(site: Site) -> None:
    server = create_app(site)
    served = {each.rule for each in rules(server)} - gate.PROGRAM - gate.PAGES - {gate.CALLBACK, "/_reload-hash"}
    assert served == {*gate.NEEDS, *gate.OF_SITE} & TOLD.keys()


def test_every_callback_of_the_program_is_at_the_gate(site: Site) -> None:
    asked = create_app(site).test_client().get("/_dash-dependencies").json or []
    assert {each["output"] for each in asked if not each["clientside_function"]} == set(gate.CALLBACKS)


def test_who_has_not_signed_in_gets_nowhere(site: Site) -> None:
    server = create_app(replace(site, reader=nobody))
    inside(server)
    browser = server.test_client()
    for rule in rules(server):
        ways = {method(server, rule.rule), "GET", "POST"}
        for way in ways:
            answer = browser.open(concrete(rule.rule), method=way, headers={"Accept": "text/html"})
            assert answer.text != "inside", rule.rule
            assert answer.status_code in {302, 401}, (rule.rule, way)
    assert browser.get("/assets/1-page.css").text == "inside"


@pytest.mark.parametrize("role", ROLES)
def test_another_project_is_as_if_it_were_not_there(site: Site, role: str) -> None:
    elsewhere = reader(Membership("officer" if role in {"public", "admin"} else role, "OTHER"))
    server = create_app(replace(site, reader=elsewhere))
    inside(server)
    browser = server.test_client()
    for rule in gate.NEEDS:
        assert browser.open(concrete(rule), method=method(server, rule)).status_code == 404, rule
    assert browser.get("/p/WELLS").status_code == 404
    assert browser.get("/p/NOPE").text.replace("NOPE", "WELLS") == browser.get("/p/WELLS").text


@pytest.mark.parametrize("rule", [rule for rule in gate.NEEDS if "<reporter>" in rule and "files" not in rule])
def test_an_officer_changes_the_reports_of_their_own_reporters_only(site: Site, rule: str) -> None:
    server = create_app(replace(site, reader=reader(Membership("officer", "WELLS", ("SOUTH",)))))
    inside(server)
    browser = server.test_client()
    assert browser.post(concrete(rule)).status_code == 403
    expected = 403 if "decision" in rule else 200
    assert browser.post(concrete(rule).replace("NORTH", "SOUTH")).status_code == expected


def callback(output: str, path: str) -> dict[str, object]:
    taken = gate.TAKEN.get(output, ("address.pathname",))
    inputs = [end(each, path if each == "address.pathname" else "") for each in taken]
    changed = [end(each) for each in output.strip(".").split("...")]
    outputs = changed if output.startswith("..") else changed[0]
    return {"output": output, "outputs": outputs, "inputs": inputs, "changedPropIds": []}


def end(name: str, value: object = None) -> dict[str, object]:
    where, _, what = name.partition(".")
    return {"id": where, "property": what, "value": value}


@pytest.mark.parametrize("output", gate.CALLBACKS)
def test_a_forged_callback_gets_no_further_than_its_page(site: Site, output: str) -> None:
    server = create_app(replace(site, reader=reader(Membership("donor", "WELLS"))))
    inside(server)
    browser = server.test_client()

    def asked(path: str, which: str = output) -> int:
        return browser.post("/_dash-update-component", json=callback(which, path)).status_code

    assert asked("/p/WELLS") == 200
    assert asked("/p/WELLS/reports/upload") == 403
    assert asked("/p/WELLS/reports/review?lang=ru") == 403
    assert asked("/admin") == 403
    assert asked("/p/OTHER") == 404
    assert asked("/p/WELLS", "secrets.children") == 403
    assert browser.post("/_dash-update-component", data="{", content_type="application/json").status_code == 403
    assert browser.post("/_dash-update-component", json=callback(output, "/p/WELLS"), forged=True).status_code == 400


def forged(output: str) -> Iterator[dict[str, object]]:
    """A callback for a page that a donor may see, and then with something in it that no page sends."""
    good = callback(output, "/p/WELLS")
    given = [*good["inputs"]]  # type: ignore[misc]  # a list
    allowed, other = end("address.pathname", "/p/WELLS"), end("address.pathname", "/admin")
    yield good | {"inputs": [allowed, other, *given[1:]]}
    yield good | {"inputs": [end("x.y", "/admin"), *given]}
    yield good | {"inputs": [other, *given[1:]], "state": [allowed]}
    yield good | {"inputs": [given]}
    yield good | {"inputs": given[::-1]}
    yield good | {"inputs": []}
    yield good | {"inputs": [{**each, "id": {"type": each["id"]}} for each in given]}
    yield good | {"output": [output]}
    yield good | {"outputs": [end("trouble.children")]}
    yield good | {"outputs": None}
    yield good | {"changedPropIds": [{}]}


@pytest.mark.parametrize("output", gate.CALLBACKS)
def test_a_callback_that_no_page_sends_is_refused_before_dash_looks_at_it(site: Site, output: str) -> None:
    server = create_app(replace(site, reader=reader(Membership("donor", "WELLS"))))
    inside(server)
    browser = server.test_client()
    assert browser.post("/_dash-update-component", json=callback(output, "/p/WELLS")).status_code == 200
    for body in forged(output):
        assert browser.post("/_dash-update-component", json=body).status_code == 403, body
    deep = "[" * 20_000
    answer = browser.post("/_dash-update-component", data=deep, content_type="application/json")
    assert answer.status_code == 403


def test_the_gate_knows_what_each_callback_takes(site: Site) -> None:
    asked = create_app(site).test_client().get("/_dash-dependencies").json or []
    taken = {
        each["output"]: tuple(f"{one['id']}.{one['property']}" for one in [*each["inputs"], *each["state"]])
        for each in asked
        if not each["clientside_function"]
    }
    assert taken == gate.TAKEN


def test_a_public_project_is_open_to_read_and_nothing_more(site: Site) -> None:
    (framework,) = site.frameworks
    public = replace(framework, project=replace(framework.project, public=True))
    server = create_app(replace(site, reader=nobody, frameworks=[public]))
    inside(server)
    browser = server.test_client()
    for rule in gate.NEEDS:
        answer = browser.open(concrete(rule), method=method(server, rule))
        assert (answer.text == "inside") == (TOLD[rule]["public"] == "yes"), rule
    assert (
        browser.post("/_dash-update-component", json=callback("..page.children...head.data..", "/p/WELLS")).text
        == "inside"
    )
    assert browser.get("/p/OTHER", headers={"Accept": "text/html"}).headers["Location"] == "/login?next=%2Fp%2FOTHER"
    assert browser.get("/admin", headers={"Accept": "text/html"}).status_code == 302


def test_dash_tells_nobody_the_pages_of_others(site: Site) -> None:
    shell = json.dumps(create_app(site).test_client().get("/_dash-layout").json)
    assert "WELLS" not in shell
