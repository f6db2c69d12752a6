"""The provider: where people are sent, and what it signs about them when they come back.

Authorization code flow of OpenID Connect Core 1.0 with PKCE (RFC 7636). A token counts only if it is signed by one of the
provider's own keys, by an algorithm for which nobody else could have the key, for us, for this sign-in, and now.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import requests
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError

from dashboard.sso.claims import Claims, has_all
from dashboard.sso.discovery import PATIENCE, Discovery, fetch
from dashboard.sso.errors import NotBegunError, ProviderError
from dashboard.sso.settings import Settings

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""With two keys each: no `none`, and nothing signed by what the provider and we both know."""
SCOPE = "openid profile email"
BASIC, POST = "client_secret_basic", "client_secret_post"
LEEWAY = timedelta(minutes=1)
"""How far the clocks may be apart."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that waits for its answer."""

    state: str
    nonce: str
    verifier: str
    """Whose hash went to the provider; who has only the code cannot use it (PKCE)."""


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider that settings name."""

    settings: Settings
    discovery: Discovery

    def start(self, begun: Begun, back: str) -> str:
        """The address at the provider where somebody signs in.

        Args:
            begun: what the answer must fit.
            back: our address for it.

        Raises:
            ProviderError: it cannot be reached.
        """
        endpoint = self.discovery.endpoint("authorization_endpoint")
        with self._session(back) as session:
            address, _ = session.create_authorization_url(
                endpoint, state=begun.state, code_verifier=begun.verifier, nonce=begun.nonce
            )
        return str(address)

    def claims(self, code: str, begun: Begun, back: str) -> Claims:
        """What the provider says, for a code, about who signed in there.

        Raises:
            NotBegunError: the code does not belong to this sign-in, or was used before.
            ProviderError: it cannot be reached, or what it says is not proved.
        """
        tokens = self._tokens(code, begun, back)
        found = self._proved(tokens, begun.nonce)
        return found if has_all(found, self.settings.groups) else self._with_more(found, tokens)

    def _session(self, back: str) -> OAuth2Session:
        said = self.discovery.document().get("token_endpoint_auth_methods_supported")
        ways = said if isinstance(said, list) else [BASIC]
        return OAuth2Session(
            self.settings.client,
            self.settings.secret,
            token_endpoint_auth_method=POST if POST in ways and BASIC not in ways else BASIC,
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
        )

    def _tokens(self, code: str, begun: Begun, back: str) -> Mapping[str, object]:
        endpoint = self.discovery.endpoint("token_endpoint")
        try:
            with self._session(back) as session:
                answer = session.fetch_token(
                    endpoint, code=code, code_verifier=begun.verifier, timeout=PATIENCE, allow_redirects=False
                )
        except AuthlibBaseError as error:
            if error.error == "invalid_grant":
                message = "the provider does not take the code"
                raise NotBegunError(message) from error
            message = f"{endpoint} refuses: {error.error}"
            raise ProviderError(message) from error
        except (requests.RequestException, ValueError) as error:
            message = f"{endpoint} cannot be used: {error}"
            raise ProviderError(message) from error
        return dict(answer)

    def _proved(self, tokens: Mapping[str, object], nonce: str) -> Claims:
        try:
            token = self._signed(str(tokens.get("id_token", "")))
            said = token.claims.get("nonce")
            if not isinstance(said, str) or not hmac.compare_digest(said.encode(), nonce.encode()):
                message = "the token is for another sign-in (nonce)"
                raise NotBegunError(message)
            found = CodeIDToken(token.claims, token.header, self._expected(), self._given(tokens))
            found.validate(int(self.discovery.now().timestamp()), int(LEEWAY.total_seconds()))
        except (JoseError, ValueError, KeyError, TypeError) as error:
            message = f"its token is not to be trusted: {error}"
            raise ProviderError(message) from error
        return dict(found)

    def _signed(self, text: str) -> jwt.Token:
        """A token whose signature fits; with new keys, where those that we have do not."""
        try:
            return jwt.decode(text, self.discovery.keys(anew=False), algorithms=ALGORITHMS)
        except (InvalidKeyIdError, BadSignatureError):
            return jwt.decode(text, self.discovery.keys(anew=True), algorithms=ALGORITHMS)

    def _expected(self) -> dict[str, dict[str, object]]:
        return {
            "iss": {"essential": True, "value": self.settings.issuer},
            "aud": {"essential": True, "value": self.settings.client},
            "exp": {"essential": True},
        }

    def _given(self, tokens: Mapping[str, object]) -> dict[str, object]:
        return {"client_id": self.settings.client, "access_token": tokens.get("access_token")}

    def _with_more(self, found: Claims, tokens: Mapping[str, object]) -> Claims:
        """With what the provider tells beside the token: of the same person, and never in place of what it signed."""
        access = tokens.get("access_token")
        if "userinfo_endpoint" not in self.discovery.document() or not isinstance(access, str):
            return found
        more = fetch(self.discovery.endpoint("userinfo_endpoint"), access)
        if more.get("sub") != found.get("sub"):
            message = "it tells of somebody else than its token does"
            raise ProviderError(message)
        return {**more, **found}
