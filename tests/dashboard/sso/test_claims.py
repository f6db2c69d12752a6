"""What is read from claims, whichever provider writes them."""

import pytest

from dashboard.sso.claims import Claims, person_of
from dashboard.sso.errors import ProviderError

ISSUER = "https://id.example.org"


def person(claims: dict[str, object], groups: str = "groups") -> tuple[str, str, str | None, tuple[str, ...]]:
    found = person_of({"iss": ISSUER, "sub": "a1", **claims}, groups)
    return found.login, found.name, found.email, found.groups


@pytest.mark.parametrize(
    ("claims", "login", "name", "email"),
    [
        ({}, "a1", "a1", None),
        ({"preferred_username": "anna"}, "anna", "anna", None),
        ({"email": "a@example.org", "name": "Anna"}, "a@example.org", "Anna", None),
        (
            {"email": "a@example.org", "email_verified": "true", "preferred_username": "anna"},
            "a@example.org",
            "anna",
            "a@example.org",
        ),
        ({"email": "a@example.org", "xms_edov": "1"}, "a@example.org", "a@example.org", "a@example.org"),
        ({"email": "no address", "email_verified": True}, "no address", "no address", None),
        ({"email": ["a@example.org"], "email_verified": True}, "a1", "a1", None),
        ({"name": "An\u202ena\n" + "a" * 300}, "a1", "Anna" + "a" * 196, None),
    ],
)
def test_people_are_called_by_what_the_provider_says(
    claims: dict[str, object], login: str, name: str, email: str
) -> None:
    assert person(claims)[:3] == (login, name, email)


@pytest.mark.parametrize(
    ("claims", "name", "groups"),
    [
        ({"groups": ["a", "b", 7, None]}, "groups", ("a", "b")),
        ({"groups": "a"}, "groups", ("a",)),
        ({"groups": {"a": 1}}, "groups", ()),
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", ("a",)),
        ({"realm_access": "a"}, "realm_access.roles", ()),
        ({"https://example.org/groups": ["a"]}, "https://example.org/groups", ("a",)),
        ({}, "groups", ()),
    ],
)
def test_groups_are_found_under_the_name_of_their_claim(
    claims: dict[str, object], name: str, groups: tuple[str, ...]
) -> None:
    assert person(claims, name)[3] == groups


@pytest.mark.parametrize("subject", ["", "a" * 256, 7, None])
def test_nobody_without_a_subject_gets_in(subject: object) -> None:
    claims: Claims = {"iss": ISSUER, "sub": subject}
    with pytest.raises(ProviderError):
        person_of(claims, "groups")
