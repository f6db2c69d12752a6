"""How a site is reached: by which names and through what, and the secret that signs its sessions."""

from dataclasses import dataclass, field
from secrets import token_urlsafe
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """What the administrator decided about the network."""

    secret: str = field(default_factory=lambda: token_urlsafe(48), repr=False)
    """Signs sessions and forms; without one, those of this process alone."""
    address: str | None = None
    """Where browsers reach the site (https://results.example.org), if that is not what they ask for."""
    proxied: bool = False
    """Whether requests come through a proxy whose forwarded headers are to be believed."""
    open_to_others: bool = False
    """Whether other machines may ask, by whatever name they know this one."""

    @property
    def names(self) -> list[str] | None:
        """The host names that requests may ask for; None for any."""
        if self.address:
            return [*LOOPBACK, urlsplit(self.address).hostname or ""]
        return None if self.open_to_others or self.proxied else list(LOOPBACK)
