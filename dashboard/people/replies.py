"""What forms about accounts are answered with: the way back, the form again with its faults, a secret shown once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dash.development.base_component import Component
from flask import redirect, request
from werkzeug.wrappers import Response

from dashboard.addresses import Address
from dashboard.people.asked import LONGEST, Fault, Typed
from dashboard.people.routes import SEE_OTHER, Show
from dashboard.people.sheets import refused_page, secret_page
from dashboard.site import Site

CREATED, BAD_REQUEST, CONFLICT = 201, 400, 409
REPORTER = "reporter"
LONGEST_FIELD = 10 * LONGEST


@dataclass(frozen=True, slots=True)
class Replies:
    """Answers in the language of the reader at hand."""

    site: Site
    show: Show
    language: Callable[[], str]

    def back(self, page: Address, notice: str | None = None) -> Response:
        """The way back to a page that says what was done."""
        return redirect(str(page.having(notice=notice)), SEE_OTHER)

    def refused(
        self,
        page: Address,
        faults: Sequence[Fault],
        form: tuple[str, Component] | None = None,
        status: int = BAD_REQUEST,
    ) -> Response:
        """The reasons why a form was not taken, and the form as it was filled in with its title."""
        language = self.language()
        content = refused_page(self.site, page, language, faults, form)
        return self._page(content, form[0] if form else "resultsboard", status)

    def secret(self, page: Address, title: str, secret: str, words: str) -> Response:
        """Something that is shown this once: it is in no address and in no cache."""
        content = secret_page(self.site, page, self.language(), title, (secret, words))
        return self._page(content, title, CREATED)

    def _page(self, content: Component, title: str, status: int) -> Response:
        answer = Response(*self.show(content, title, self.language(), status), content_type="text/html; charset=utf-8")
        answer.headers["Cache-Control"] = "no-store"
        return answer


def typed_form() -> Typed:
    """What stands in the form at hand, without secrets."""
    fields = {name: value[:LONGEST_FIELD] for name, value in request.form.items() if name != REPORTER}
    return Typed(fields, tuple(each[:LONGEST_FIELD] for each in request.form.getlist(REPORTER)))
