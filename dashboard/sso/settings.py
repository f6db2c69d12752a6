"""The settings of single sign-on, from the environment alone: the client's secret is among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from urllib.parse import SplitResult, urlsplit

from dashboard.calls import FAILED, USAGE, Trouble
from dashboard.hosting import LOOPBACK
from dashboard.sso.roles import Roles, read_roles
from framework.model import Project

PREFIX = "RESULTSBOARD_OIDC_"
ISSUER, CLIENT, SECRET = f"{PREFIX}ISSUER", f"{PREFIX}CLIENT_ID", f"{PREFIX}CLIENT_SECRET"
NAME, GROUPS, ROLES = f"{PREFIX}NAME", f"{PREFIX}GROUPS", f"{PREFIX}ROLES"
ALL = (ISSUER, CLIENT, SECRET, NAME, GROUPS, ROLES)
HERE = frozenset(name.strip("[]") for name in LOOPBACK)
NEEDED = ("authlib", "requests")


class SettingsError(Trouble):
    """Settings of single sign-on cannot be used; the secret is never repeated."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults), USAGE)


class NotInstalledError(Trouble):
    """Single sign-on is configured without its packages."""

    def __init__(self) -> None:
        super().__init__(f"{ISSUER} is set, but single sign-on is not installed: install resultsboard[sso].", FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How people sign in at a provider."""

    issuer: str
    """As the provider writes it in what it signs."""
    client: str
    secret: str = field(repr=False)
    name: str
    """What people call the provider."""
    groups: str
    """The claim in which the groups stand."""
    roles: Roles


def settings_of(environment: Mapping[str, str], projects: Sequence[Project]) -> Settings | None:
    """The settings; None where none is set.

    Args:
        environment: where they stand.
        projects: in which roles can be given.

    Raises:
        SettingsError: some are missing or cannot be used; it tells all of them.
        NotInstalledError: the packages are missing.
    """
    given = {name: environment.get(name, "").strip() for name in ALL}
    if not any(given.values()):
        return None
    roles, wrong = read_roles(given[ROLES], projects)
    faults = [f"{name} is not set: single sign-on needs it." for name in (ISSUER, CLIENT, SECRET) if not given[name]]
    faults += _faults_of(given[ISSUER]) + [f"{ROLES}: {each}" for each in wrong]
    if faults:
        raise SettingsError(faults)
    if not all(map(find_spec, NEEDED)):
        raise NotInstalledError
    return Settings(
        issuer=given[ISSUER],
        client=given[CLIENT],
        secret=given[SECRET],
        name=given[NAME] or urlsplit(given[ISSUER]).hostname or "",
        groups=given[GROUPS] or "groups",
        roles=roles,
    )


def _faults_of(issuer: str) -> list[str]:
    if not issuer or is_safe(issuer):
        return []
    rule = "must be the https address that the provider calls its issuer, without ? and #: https://id.example.org/realms/us."
    return [f"{ISSUER} {rule}"]


def is_safe(address: str) -> bool:
    """True of an address of which nobody on the way can read or change anything: https, or on this machine."""
    parts = _parts(address)
    if parts is None or not parts.hostname or parts.query or parts.fragment or parts.username:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address) if address.isprintable() and " " not in address else None
    except ValueError:
        return None
