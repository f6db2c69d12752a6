"""What a browser without scripts does: sends forms and files, and follows where it is led."""

import http.client
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

BOUNDARY = "----form"
PATIENCE_SECONDS = 120
SEE_OTHER, FAILURE = 303, 500


class ServerFailedError(Exception):
    """The server answered with an error of its own."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"{status}: {text[:2000]}")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the page, or where it is."""

    status: int
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Sender:
    """One person at one server."""

    server: str
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, login: str, password: str) -> "Sender":
        """The same person, signed in."""
        self.get("/login")
        reply = self.post_form("/login", login=login, password=password)
        assert reply.status == SEE_OTHER, reply.text
        return self

    def ask(self, method: str, path: str, body: bytes | None = None, content_type: str = "") -> Reply:
        """One request; a redirection is not followed."""
        connection = http.client.HTTPConnection(urlsplit(self.server).netloc, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, self.headers(content_type))
            response = connection.getresponse()
            for line in response.headers.get_all("Set-Cookie", []):
                self.cookies.update({name: kept.value for name, kept in SimpleCookie(line).items()})
            text = response.read().decode("utf-8", "replace")
            if response.status >= FAILURE:
                raise ServerFailedError(response.status, text)
            return Reply(response.status, response.headers.get("Location") or path, text)
        finally:
            connection.close()

    def headers(self, content_type: str) -> dict[str, str]:
        """What goes with a request of this person."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        token = self.cookies.get("_csrf_token", "")
        named = {"Content-Type": content_type, "Cookie": kept, "X-CSRFToken": token, "Accept": "text/html"}
        return {name: value for name, value in named.items() if value}

    def get(self, path: str) -> Reply:
        """A page."""
        return self.ask("GET", path)

    def post_form(self, path: str, **fields: str) -> Reply:
        """A form without files."""
        return self.ask("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def post_file(self, path: str, name: str, data: bytes) -> Reply:
        """A file."""
        return self.ask("POST", path, multipart(name, data), f"multipart/form-data; boundary={BOUNDARY}")

    def follow(self, reply: Reply) -> Reply:
        """The page that an answer leads to."""
        return self.get(reply.address)


def multipart(name: str, data: bytes) -> bytes:
    """The body of a form with one file."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
