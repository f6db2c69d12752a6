"""The settings of letters, from the environment: the mail server, who letters are from, and where the dashboard is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from dashboard.calls import USAGE, Trouble

SMTP, MAIL_FROM, ADDRESS = "RESULTSBOARD_SMTP", "RESULTSBOARD_MAIL_FROM", "RESULTSBOARD_ADDRESS"
PORTS = {"smtp": 587, "smtps": 465}
HOME = "http://127.0.0.1:8050"


class SettingError(Trouble):
    """A setting of letters that cannot be used; what it says is never repeated, for it may hold a password."""

    def __init__(self, name: str, rule: str) -> None:
        super().__init__(f"{name} {rule}", USAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How letters are sent."""

    host: str
    port: int
    encrypted: bool
    """From the first byte (`smtps`)."""
    starttls: bool
    """Encrypted before anything is told; where the server does not offer it, nothing is sent."""
    user: str | None
    password: str | None = field(repr=False)
    sender: Address
    address: str
    """Where the dashboard is, for links; without a stroke at its end."""


def settings_of(environment: Mapping[str, str]) -> Settings | None:
    """The settings; None where no mail server is named.

    Raises:
        SettingError: one of them cannot be used, or is missing.
    """
    if not environment.get(SMTP):
        return None
    sender = _sender(environment.get(MAIL_FROM, ""))
    return _server(environment[SMTP], sender, _public(environment.get(ADDRESS, "")))


def needed(environment: Mapping[str, str]) -> Settings:
    """The settings.

    Raises:
        SettingError: one of them cannot be used, or is missing.
    """
    found = settings_of(environment)
    if found is None:
        raise SettingError(SMTP, "is not set: letters need a mail server, such as smtp://user:password@host:587.")
    return found


def home_of(environment: Mapping[str, str]) -> str:
    """Where the dashboard is; on this machine where that is not set."""
    return _public(environment.get(ADDRESS) or HOME)


def _server(url: str, sender: Address, address: str) -> Settings:
    host, port = _place(url)
    parts = urlsplit(url)
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    if (user is None) != (password is None):
        raise SettingError(SMTP, "needs both, or neither, of user and password: smtp://user:password@host:587.")
    return Settings(
        host=host,
        port=port,
        encrypted=parts.scheme == "smtps",
        starttls=_starttls(parts.query, known=user is not None) and parts.scheme == "smtp",
        user=user,
        password=password,
        sender=sender,
        address=address,
    )


def _place(url: str) -> tuple[str, int]:
    """Host and port of the server."""
    parts = _parts(url)
    if parts is None or parts.scheme not in PORTS or parts.path.strip("/") or parts.fragment or not parts.hostname:
        rule = "is no address of a mail server: write smtp://user:password@host:587 or smtps://user:password@host, "
        raise SettingError(SMTP, rule + "with %40 for an @ in the user or password, %3A for a colon, %2F for a stroke.")
    try:
        port = parts.port
    except ValueError:
        raise SettingError(SMTP, "names a port that is no number from 1 to 65535.") from None
    return parts.hostname, port or PORTS[parts.scheme]


def _parts(url: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        return urlsplit(url) if url.isprintable() and " " not in url else None
    except ValueError:
        return None


def _starttls(query: str, *, known: bool) -> bool:
    """Whether the connection must be encrypted: with a password unless it is said otherwise."""
    asked = parse_qs(query, keep_blank_values=True)
    said = asked.pop("starttls", ["required" if known else "never"])
    if asked or said not in (["required"], ["never"]):
        raise SettingError(
            SMTP, "ends with something unknown: only ?starttls=required or ?starttls=never may stand there."
        )
    return said == ["required"]


def _sender(text: str) -> Address:
    name, spec = parseaddr(text)
    found = address_of(name, spec)
    if found is None:
        raise SettingError(
            MAIL_FROM, "is no e-mail address: write results@example.org or Results <results@example.org>."
        )
    return found


def address_of(name: str, spec: str) -> Address | None:
    """An address to write to, its name without line breaks and other signs of control; None where it is none."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    try:
        found = Address(display_name=plain, addr_spec=spec)
    except (MessageError, ValueError, IndexError):
        return None
    fits = spec.isascii() and spec.isprintable() and found.username and "." in found.domain
    return found if fits and " " not in spec else None


def _public(text: str) -> str:
    parts = _parts(text)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        rule = "must say where people reach the dashboard, for the links in letters: https://results.example.org."
        raise SettingError(ADDRESS, rule)
    return text.rstrip("/")
