"""What a provider tells about itself: its addresses and its keys, asked for once in a while.

A provider that does not answer is not asked again at once: nobody has to wait for the next failure, and no worker of the server.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import requests
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, import_key

from dashboard.sso.errors import ProviderError
from dashboard.sso.settings import is_safe

WELL_KNOWN = "/.well-known/openid-configuration"
PATIENCE = (5, 10)
"""Seconds: to connect, and between two pieces of an answer."""
LASTS = timedelta(hours=1)
REST = timedelta(seconds=15)
"""How long a provider that did not answer is not asked."""
LARGEST = 1_000_000
OK = 200
Document = Mapping[str, object]


@dataclass
class Discovery:
    """The addresses and keys of a provider."""

    issuer: str
    now: Callable[[], datetime]
    _document: Document = field(default_factory=dict)
    _read_at: datetime | None = None
    _keys: KeySet | None = None
    _failed_at: datetime | None = None

    def endpoint(self, name: str) -> str:
        """The address for something, such as `token_endpoint`.

        Raises:
            ProviderError: there is none, or one over which others could read what goes there.
        """
        address = self.document().get(name)
        if not isinstance(address, str) or not is_safe(address.partition("?")[0]):
            message = f"its {name} is no https address: {address!r}"
            raise ProviderError(message)
        return address

    def document(self) -> Document:
        """What the provider tells about itself.

        Raises:
            ProviderError: it cannot be reached, or is another one than was asked for.
        """
        at = self.now()
        if self._read_at is None or at - self._read_at >= LASTS:
            found = self._asked(self.issuer.rstrip("/") + WELL_KNOWN, at)
            if found.get("issuer") != self.issuer:
                message = f"it calls itself {found.get('issuer')!r}, not {self.issuer}"
                raise ProviderError(message)
            self._document, self._keys, self._read_at = found, None, at
        return self._document

    def keys(self, *, anew: bool) -> KeySet:
        """The keys by which its tokens are proved; `anew` where it may have changed them."""
        address = self.endpoint("jwks_uri")
        if anew or self._keys is None:
            self._keys = _key_set(self._asked(address, self.now()))
        return self._keys

    def _asked(self, address: str, at: datetime) -> Document:
        if self._failed_at is not None and at - self._failed_at < REST:
            message = "it did not answer a moment ago"
            raise ProviderError(message)
        try:
            found = fetch(address)
        except ProviderError:
            self._failed_at = at
            raise
        self._failed_at = None
        return found


def _key_set(document: Document) -> KeySet:
    """The keys of a document; those of kinds that we do not know, or for other things than signing, are left out."""
    listed = document.get("keys")
    found = [_key(each) for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    keys = [each for each in found if each is not None]
    if not keys:
        message = "it names no key that we can use"
        raise ProviderError(message)
    return KeySet(keys)


def _key(described: dict[str, object]) -> Key | None:
    if described.get("use", "sig") != "sig" or described.get("kty") == "oct":
        return None
    try:
        return import_key({name: value for name, value in described.items() if isinstance(value, str | list)})
    except (JoseError, ValueError, KeyError, TypeError):
        return None


def fetch(address: str, bearer: str | None = None) -> Document:
    """The JSON object at an address of the provider.

    Args:
        address: where it is; what it redirects to is not followed.
        bearer: the token to show there.

    Raises:
        ProviderError: there is no answer, or another one.
    """
    headers = {"Accept": "application/json", **({"Authorization": f"Bearer {bearer}"} if bearer else {})}
    try:
        with requests.get(address, headers=headers, timeout=PATIENCE, allow_redirects=False, stream=True) as answer:
            return _object_of(answer, address)
    except (requests.RequestException, ValueError) as error:
        message = f"{address} cannot be read: {error}"
        raise ProviderError(message) from error


def _object_of(answer: requests.Response, address: str) -> Document:
    if answer.status_code != OK:
        message = f"{address} answers {answer.status_code}"
        raise ProviderError(message)
    body = b""
    for piece in answer.iter_content(65536):
        body += piece
        if len(body) > LARGEST:
            message = f"{address} answers with more than {LARGEST} bytes"
            raise ProviderError(message)
    found = json.loads(body)
    if not isinstance(found, dict):
        message = f"{address} answers with no JSON object"
        raise ProviderError(message)
    return found
