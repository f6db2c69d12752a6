"""A browser of tests: what it sends carries the token of its session, as a form of the site would."""

from typing import Any

from flask.sessions import SessionInterface
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests.dashboard.readers import ACTING

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
RAW = "0" * 40


class Sender(FlaskClient):
    """Sends forms with their token; `forged=True` sends one as another site would."""

    def open(self, *args: Any, forged: bool = False, by: str | None = None, **kwargs: Any) -> TestResponse:
        """One request, of somebody by name where `team` reads the site."""
        acting = ACTING.set(by) if by else None
        if kwargs.get("method") in UNSAFE and not forged:
            kwargs["headers"] = {
                **dict(kwargs.get("headers") or {}),
                "X-CSRFToken": self._token(kwargs.get("base_url")),
            }
        try:
            return super().open(*args, **kwargs)
        finally:
            if acting:
                ACTING.reset(acting)

    def _token(self, base_url: str | None) -> str:
        assert isinstance(self.application.session_interface, SessionInterface)
        with self.session_transaction(base_url=base_url or "http://localhost") as session:
            session.setdefault("csrf_token", RAW)
            raw = session["csrf_token"]
        signer = URLSafeTimedSerializer(self.application.secret_key or "", salt="wtf-csrf-token")
        return str(signer.dumps(raw))
