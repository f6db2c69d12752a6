"""What a provider says about somebody, once it is proved that the provider said it."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from hashlib import sha256

from dashboard.sso.errors import ProviderError

Claims = Mapping[str, object]
LONGEST = 200
LONGEST_SUBJECT = 255
"""Of OpenID Connect Core 1.0, section 2."""
VOUCHED = (("email_verified", (True, "true")), ("xms_edov", (True, 1, "1", "true")))
"""How providers say that an address is its owner's: the standard, and Entra ID, which has a claim of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody for whom the provider vouches."""

    issuer: str
    subject: str
    name: str
    login: str
    """What they are called in short; not proved to be theirs unless it is the e-mail address."""
    email: str | None
    """Only where the provider checked that it is theirs."""
    groups: tuple[str, ...]

    @property
    def sign(self) -> str:
        """A few letters that tell them from others of the same login."""
        return sha256(f"{self.issuer}\n{self.subject}".encode()).hexdigest()[:6]


def person_of(claims: Claims, groups: str) -> Person:
    """The person whom claims describe.

    Args:
        claims: proved ones.
        groups: the claim in which the groups stand, or the way to it: `realm_access.roles`.

    Raises:
        ProviderError: no subject, or more groups than the provider wants to tell.
    """
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        message = "the token names no subject"
        raise ProviderError(message)
    email = address_of(claims)
    login = email or _first(claims, "preferred_username", "email") or subject
    return Person(
        issuer=str(claims["iss"]),
        subject=subject,
        name=_first(claims, "name", "preferred_username", "email") or login,
        login=login[:LONGEST],
        email=email,
        groups=_groups(claims, groups),
    )


def has_all(claims: Claims, groups: str) -> bool:
    """True where nothing is missing for which the provider should be asked once more."""
    return claim_at(claims, groups) is not None and "email" in claims


def address_of(claims: Claims) -> str | None:
    """The e-mail address, where the provider vouches for it.

    It finds the account of that login: letters that are only alike (ａdmin@…) must not become the same ones on the way.
    """
    email = claims.get("email")
    vouched = any(claims.get(name) in values for name, values in VOUCHED)
    return email if vouched and isinstance(email, str) and _is_address(email) else None


def _is_address(text: str) -> bool:
    if not (text.isascii() and text.isprintable() and " " not in text and len(text) <= LONGEST):
        return False
    try:
        return bool(Address(addr_spec=text).domain)
    except (MessageError, ValueError, IndexError):
        return False


def claim_at(claims: Claims, name: str) -> object:
    """A claim by its name, or by the names that lead to it, with dots between; None where it is not there."""
    if name in claims:
        return claims[name]
    first, dot, rest = name.partition(".")
    inner = claims.get(first)
    return claim_at(inner, rest) if dot and isinstance(inner, dict) else None


def _groups(claims: Claims, name: str) -> tuple[str, ...]:
    found, elsewhere = claim_at(claims, name), claims.get("_claim_names")
    if found is None and isinstance(elsewhere, dict) and name in elsewhere:
        message = f"too many groups for the token: {name} is told elsewhere; let the provider name only those of this application"
        raise ProviderError(message)
    listed = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return tuple(each for each in listed if isinstance(each, str))


def _first(claims: Claims, *names: str) -> str:
    return next(filter(None, (_text(claims.get(name)) for name in names)), "")


def _text(value: object) -> str:
    """A text without signs of control; empty where it is none."""
    return "".join(sign for sign in value if sign.isprintable()).strip()[:LONGEST] if isinstance(value, str) else ""
