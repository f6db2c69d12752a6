"""A provider of identities as small as the standard allows (OpenID Connect Core 1.0): a server of its own, in a thread.

Whoever is `someone` is signed in there and agrees at once. Tests turn its keys, and have it answer wrongly.
"""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Response as AnyResponse

CLIENT, SECRET = "dashboard", "a secret of tests"
Claims = dict[str, object]
Change = Callable[[Claims], Claims]


@cache
def _first_key() -> RSAKey:
    """Made once: that takes as long as a test."""
    return new_key("first")


def new_key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig"})


@dataclass
class Provider:
    """What the provider knows, and how it is to misbehave."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    someone: Claims = field(default_factory=dict)
    """Who is signed in there: their claims."""
    keys: list[RSAKey] = field(default_factory=lambda: [_first_key()])
    """Those that it tells; it signs with the last one."""
    issuer: str = ""
    change: Change = dict
    """What becomes of the claims before they are signed."""
    sign: Callable[[Claims], str] | None = None
    """Signs in place of the provider."""
    error: str | None = None
    """With which it answers instead of a code."""
    beside: Claims = field(default_factory=dict)
    """What userinfo tells."""
    documents: Claims = field(default_factory=dict)
    """What stands in the discovery document in place of the truth."""
    down: bool = False
    asked: list[str] = field(default_factory=list)
    codes: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def rotate(self) -> None:
        """From now on another key, and only that."""
        self.keys = [new_key(secrets.token_hex(4))]

    def token(self, nonce: str) -> str:
        """The signed claims of who is signed in."""
        at = int(self.now().timestamp())
        always: Claims = {"iss": self.issuer, "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": nonce}
        claims = self.change({**always, **self.someone})
        return self.sign(claims) if self.sign else signed(claims, self.keys[-1])


def signed(claims: Claims, key: RSAKey, algorithm: str = "RS256") -> str:
    return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key)


def unsigned(claims: Claims) -> str:
    """A token of the algorithm `none`."""

    def part(of: Mapping[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(of).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part(claims)}."


@contextmanager
def providing(now: Callable[[], datetime] | None = None) -> Iterator[Provider]:
    """A provider that answers."""
    provider = Provider(now) if now else Provider()
    server = make_server("127.0.0.1", 0, _served(provider), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}/realm"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _served(provider: Provider) -> Flask:
    server = Flask("provider")

    @server.before_request
    def note() -> tuple[str, int] | None:
        provider.asked.append(request.path.removeprefix("/realm/"))
        return ("down", 503) if provider.down else None

    server.add_url_rule("/realm/.well-known/openid-configuration", view_func=lambda: _discovery(provider), endpoint="d")
    server.add_url_rule("/realm/keys", view_func=lambda: _keys(provider), endpoint="k")
    server.add_url_rule("/realm/authorize", view_func=lambda: _authorize(provider), endpoint="a")
    server.add_url_rule("/realm/token", view_func=lambda: _token(provider), methods=["POST"], endpoint="t")
    server.add_url_rule("/realm/userinfo", view_func=lambda: jsonify(provider.beside), endpoint="u")
    return server


def _discovery(provider: Provider) -> Response:
    of = provider.issuer
    told = {"authorization_endpoint": f"{of}/authorize", "token_endpoint": f"{of}/token", "jwks_uri": f"{of}/keys"}
    return jsonify({"issuer": of, **told, "userinfo_endpoint": f"{of}/userinfo", **provider.documents})


def _keys(provider: Provider) -> Response:
    others = [{"kty": "unheard-of", "kid": "new"}, {"kty": "oct", "k": "c2VjcmV0", "kid": "shared"}]
    told: list[Any] = KeySet(list(provider.keys)).as_dict(private=False)["keys"]
    return jsonify({"keys": [*others, *told]})


def _authorize(provider: Provider) -> AnyResponse:
    """Sends whoever asks back with a code, or with the error that was asked for."""
    asked = request.args.to_dict()
    assert asked["client_id"] == CLIENT
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert "openid" in asked["scope"].split()
    if provider.error:
        answer = {"error": provider.error}
    else:
        answer = {"code": secrets.token_urlsafe(16)}
        provider.codes[answer["code"]] = asked
    return redirect(f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state']})}")


def _token(provider: Provider) -> tuple[Response, int]:
    """A token for a code: once, to the client that asked, with the verifier of the challenge."""
    sent = request.form
    known = request.authorization
    if known is None or (known.username, known.password) != (CLIENT, SECRET):
        return jsonify(error="invalid_client"), 401
    asked = provider.codes.pop(sent["code"], None)
    if asked is None or not _fits(asked, sent):
        return jsonify(error="invalid_grant"), 400
    token = provider.token(asked["nonce"])
    return jsonify(access_token="access", token_type="Bearer", id_token=token), 200  # noqa: S106 — of nobody


def _fits(asked: Mapping[str, str], sent: Mapping[str, str]) -> bool:
    digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return asked["code_challenge"] == challenge and asked["redirect_uri"] == sent["redirect_uri"]
