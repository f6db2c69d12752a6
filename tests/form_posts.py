"""What a browser without scripts does: sends forms and files, and follows where it is led."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

BOUNDARY = "----form"
PATIENCE_SECONDS = 120
FAILURE = 500


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

    def ask(self, method: str, path: str, body: bytes | None = None, content_type: str = "") -> Reply:
        """One request; a redirection is not followed."""
        connection = http.client.HTTPConnection(urlsplit(self.server).netloc, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, {"Content-Type": content_type} if body is not None else {})
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
            if response.status >= FAILURE:
                raise ServerFailedError(response.status, text)
            return Reply(response.status, response.headers.get("Location") or path, text)
        finally:
            connection.close()

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
