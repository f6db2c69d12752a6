"""The settings of single sign-on: what they mean, and that everything wrong with them is told at once."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard.calls import Trouble
from dashboard.site import Site
from dashboard.sso import settings as module
from dashboard.sso.roles import read_roles, roles_of
from dashboard.sso.settings import NotInstalledError, SettingsError, settings_of
from store.accounts import PROVIDER, Membership
from tests.browser import program
from tests.browser.program import RESULTSBOARD
from tests.dashboard.wells import FRAMEWORK

GOOD = {"ISSUER": "https://id.example.org/realms/us", "CLIENT_ID": "dashboard", "CLIENT_SECRET": "hush hush"}


def environment(given: Mapping[str, str]) -> dict[str, str]:
    return {f"RESULTSBOARD_OIDC_{name}": value for name, value in given.items()}


def roles(site: Site, text: str) -> Mapping[str, tuple[Membership, ...]]:
    found, faults = read_roles(text, site.every_project)
    assert faults == []
    return found


def test_without_settings_there_is_no_single_sign_on(site: Site) -> None:
    assert settings_of({"RESULTSBOARD_ADDRESS": "https://results.example.org"}, site.every_project) is None
    assert settings_of(environment({"ISSUER": " "}), site.every_project) is None


def test_the_provider_is_called_by_its_host_and_its_groups_groups_unless_said_otherwise(site: Site) -> None:
    found = settings_of(environment(GOOD), site.every_project)
    assert found
    assert (found.name, found.groups, dict(found.roles)) == ("id.example.org", "groups", {})
    assert "hush" not in repr(found)


def test_groups_give_roles_in_a_project_for_reporters_or_everywhere(site: Site) -> None:
    given = "me leads = reviewer@WELLS ; cn=field,dc=org=officer@WELLS/NORTH+SOUTH\n d=donor@*; it=admin; it = evaluator@*;;"
    assert roles(site, given) == {
        "me leads": (Membership("reviewer", "WELLS", source=PROVIDER),),
        "cn=field,dc=org": (Membership("officer", "WELLS", ("NORTH", "SOUTH"), PROVIDER),),
        "d": (Membership("donor", source=PROVIDER),),
        "it": (Membership("admin", source=PROVIDER), Membership("evaluator", source=PROVIDER)),
    }


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("donors", "write GROUP=ROLE@PROJECT"),
        ("=donor@*", "write GROUP=ROLE@PROJECT"),
        ("donors=", "write GROUP=ROLE@PROJECT"),
        ("donors=giver@*", "there is no role giver; there is admin, reviewer, officer, evaluator, donor."),
        ("all=public@*", "there is no role public"),
        ("donors=donor", "where? Write donor@PROJECT, or donor@* for all projects."),
        ("donors=donor@", "where?"),
        ("donors=donor@NOPE", "there is no project NOPE; there is WELLS."),
        ("field=officer@WELLS/EAST", "WELLS has no reporter EAST; it has NORTH, SOUTH."),
        ("field=officer@WELLS/", "WELLS has no reporter (nothing)"),
        ("field=officer@*/NORTH", "only an officer of one project has reporters: leave /NORTH out."),
        ("leads=reviewer@WELLS/NORTH", "only an officer of one project has reporters"),
        ("it=admin@WELLS", "an administrator is one of all projects: write admin alone."),
    ],
)
def test_an_entry_that_cannot_be_used_says_why(site: Site, entry: str, why: str) -> None:
    found, faults = read_roles(entry, site.every_project)
    assert not found
    assert [fault.startswith(f"{entry}: ") and why in fault for fault in faults] == [True], faults


def test_everything_that_is_wrong_is_told_at_once(site: Site) -> None:
    given = {"ISSUER": "http://id.example.org", "CLIENT_SECRET": "hush hush", "ROLES": "a=b@*; c=donor@*; d=donor@X"}
    with pytest.raises(SettingsError) as raised:
        settings_of(environment(given), site.every_project)
    lines = str(raised.value).splitlines()
    assert [line.split()[0].rstrip(":") for line in lines] == [
        f"RESULTSBOARD_OIDC_{name}" for name in ("CLIENT_ID", "ISSUER", "ROLES", "ROLES")
    ]
    assert "hush" not in str(raised.value)
    assert raised.value.status == 2


@pytest.mark.parametrize(
    ("issuer", "fits"),
    [
        ("https://id.example.org", True),
        ("http://localhost:8080/realms/us", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://id.example.org", False),
        ("http://localhost.evil.example", False),
        ("http://127.0.0.1@evil.example", False),
        ("ftp://id.example.org", False),
        ("https://id.example.org?x=1", False),
        ("https://", False),
        ("https://[broken", False),
        ("id.example.org", False),
    ],
)
def test_the_issuer_is_https_unless_it_is_this_machine(site: Site, issuer: str, *, fits: bool) -> None:
    try:
        settings_of(environment({**GOOD, "ISSUER": issuer}), site.every_project)
        good = True
    except SettingsError:
        good = False
    assert good is fits


def test_without_its_packages_the_way_out_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NEEDED", ("authlib", "a_package_that_is_not_there"))
    with pytest.raises(NotInstalledError, match=r"install resultsboard\[sso\]") as raised:
        settings_of(environment(GOOD), site.every_project)
    assert isinstance(raised.value, Trouble)


def test_serve_ends_with_status_2_where_a_setting_cannot_be_used(tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text(FRAMEWORK, "utf-8")
    options = ["-f", str(file), "--database", f"sqlite:///{tmp_path / 'kept.sqlite'}", "serve", "--port", "0"]
    settings = environment({**GOOD, "ROLES": "donors=donor@NOPE"})
    answer = subprocess.run(
        [RESULTSBOARD, *options], check=False, capture_output=True, text=True, env=program.environment(**settings)
    )
    assert answer.returncode == 2
    assert "RESULTSBOARD_OIDC_ROLES: donors=donor@NOPE: there is no project NOPE; there is WELLS." in answer.stderr
    assert "Traceback" not in answer.stderr


def test_several_groups_give_their_roles_together(site: Site) -> None:
    known = roles(site, "n=officer@WELLS/NORTH; s=officer@WELLS/SOUTH+NORTH; all=officer@WELLS; d=donor@*")
    assert roles_of(["n", "s", "d", "n"], known) == (
        Membership("officer", "WELLS", ("NORTH", "SOUTH"), PROVIDER),
        Membership("donor", source=PROVIDER),
    )
    assert roles_of(["n", "all"], known) == (Membership("officer", "WELLS", source=PROVIDER),)
    assert roles_of(["N", "other"], known) == ()


def test_nothing_of_the_extra_is_imported_before_it_is_configured() -> None:
    text = "import sys, dashboard.app, dashboard.commands.server; print({'authlib', 'requests'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", text], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "set()"
