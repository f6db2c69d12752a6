"""Addresses of pages: what a path and its query say, and back (interface 5).

The view's state is in the query string, so that a link shows the same view. `CHECKS` lists the keys and what each may
be; others are ignored, and values that cannot be are an `Impossible`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from urllib.parse import parse_qsl, quote, urlencode

from dashboard.calls import read_moment
from dashboard.words import BEGUN, SOURCE, languages, marked
from framework.model import Status
from framework.tables import COLUMNS
from loaders.framework_values import CODE, LANGUAGE
from loaders.history_filter import KINDS

CATEGORY = re.compile(rf"{CODE.pattern}:({CODE.pattern})?")
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
VERSION = re.compile(r"[1-9][0-9]{0,5}")
LONGEST = 200
"""Longer values of the query are nobody's."""
LONGER: Mapping[str, int] = {"folded": 4000, "opens": 2000}
"""Values that list many codes, and addresses."""

EARLIEST, LATEST = 1900, 2999
"""Years that a day may lie in."""

EVERYWHERE = ("known_at", "lang")
"""What of a view's state holds for every project."""
OF_FORMS = ("as_of", "lang")
"""What of a view's state goes with what is sent: nothing can be changed in the past."""
NOTICES = frozenset(
    {
        *("no_file", "discarded", "unexplained", "explained", "approved", "returned"),
        *("proof_added", "proof_withdrawn", "proof_missing", "proof_link", "proof_kind", "proof_size"),
        *("share_title", "share_revoked"),
        *("role_given", "role_taken", "account_disabled", "account_enabled", "sessions_ended", "token_revoked"),
        *("password_changed", "language_chosen"),
    }
)
"""What a page may say about the form that was sent before."""

ADMIN_PARTS = ("tokens", "log")
"""The parts of the page of administration besides the accounts."""
NUMBER = re.compile(r"[1-9][0-9]{0,8}")

FORMATS = ("csv", "json", "xlsx")
SEVERAL = frozenset({"with"})
"""Keys of the query that may come several times, as forms send them: their values are joined with commas."""


class Page(StrEnum):
    """The pages, by their path inside a project; those of one indicator or report name it after theirs.

    What starts with a stroke is of the whole site.
    """

    PROJECTS = "/"
    ADMIN = "/admin"
    ACCOUNT = "/account"
    OVERVIEW = ""
    RESULTS = "results"
    BREAKDOWN = "breakdown"
    COMPARE = "compare"
    SUMMARY = "summary"
    INDICATOR = "indicators"
    TABLES = "tables"
    REPORTS = "reports"
    REPORT = "reports/"
    UPLOAD = "reports/upload"
    REVIEW = "reports/review"
    HISTORY = "history"
    SHARE = "share"


OF_SITE = {page.value: page for page in Page if page.startswith("/")}
"""The pages of no project."""
PATHS = {page.value: page for page in Page if page not in {*OF_SITE.values(), Page.INDICATOR, Page.REPORT}}
"""The pages of a project that have nothing further in their path."""


@dataclass(frozen=True, slots=True)
class Address:
    """One view: which page of which project, and its state."""

    page: Page
    project: str | None = None
    indicator: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    report: tuple[str, str] | None = None
    """Reporter and label of the period, of the page of one report."""

    def state(self, key: str) -> str | None:
        """A value of the query; None where it does not say."""
        return self.query.get(key)

    def having(self, **changes: str | None) -> "Address":
        """The same view with a part of its state changed; None takes it out."""
        merged = {**self.query, **changes}
        return replace(self, query={key: value for key, value in merged.items() if value is not None})

    def to(
        self,
        page: Page,
        *,
        project: str | None = None,
        indicator: str | None = None,
        report: tuple[str, str] | None = None,
        **state: str,
    ) -> "Address":
        """Another page at the same moment and in the same language; of another project without its own `as_of`."""
        keys = ("as_of", *EVERYWHERE) if project in {None, self.project} else EVERYWHERE
        kept = {key: self.query[key] for key in keys if key in self.query}
        of_site = page in OF_SITE.values()
        return Address(page, None if of_site else project or self.project, indicator, {**kept, **state}, report)

    def __str__(self) -> str:
        return self.path + (f"?{urlencode(self.query)}" if self.query else "")

    @property
    def path(self) -> str:
        """The path without the query."""
        if self.page in OF_SITE.values():
            return self.page.value
        if self.project is None:
            return Page.PROJECTS.value
        start = f"/p/{quote(self.project)}"
        named = self.report or ((self.indicator,) if self.indicator else ())
        return "/".join([start, *filter(None, self.page.value.split("/")), *map(quote, named)])

    def project_file(self, path: str, keys: Iterable[str] = ()) -> str:
        """What is below the project without being a page (`/p/CODE/evidence/7`), with those keys of this view's state."""
        return f"/p/{quote(self.project or '')}/{path}" + self._asking(keys)

    def _asking(self, keys: Iterable[str]) -> str:
        query = {key: self.query[key] for key in keys if key in self.query}
        return f"?{urlencode(query)}" if query else ""

    def download(self, table: str, file_format: str) -> str:
        """Where a table of this view is downloaded."""
        keys = ("as_of", "known_at", "indicator", "dimension", *(() if file_format == "json" else ("headings",)))
        return self.project_file(f"tables/{table}.{file_format}", keys)

    def uploads(self, *parts: str) -> str:
        """Where report files are sent (`/p/CODE/uploads`) and decided on (`…/TOKEN/accept`), in this view's language."""
        return self.project_file("/".join(["uploads", *parts]), OF_FORMS)

    def below(self, *parts: str) -> str:
        """Where something of this page is sent or fetched (`…/IOM/FY2023-Q1/decision`), in this view's language."""
        return "/".join([self.path, *parts]) + self._asking(OF_FORMS)

    def template(self, form: str) -> str:
        """Where the empty report is downloaded as `csv` or `xlsx`; which one is for the form to say."""
        return self.project_file(f"template.{form}")


@dataclass(frozen=True, slots=True)
class Impossible:
    """An address that leads nowhere: the HTTP status, and the reason as a message with its values."""

    status: int
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    now: Address | None = None
    """The page as it is known today, where it may be there."""


NOWHERE = Impossible(404, marked("There is no page at this address."))


def read_address(path: str, query: str = "") -> Address | Impossible:
    """What a path and a query string ask for.

    Whether the project and the indicator exist, and whether `as_of` is a day, is for the view to say.
    """
    address = _read_path([part for part in path.split("/") if part])
    if address is None:
        return NOWHERE
    state: dict[str, str] = {}
    for key, value in parse_qsl(query.removeprefix("?")):
        if key in CHECKS:
            state[key] = f"{state[key]},{value}" if key in SEVERAL and key in state else value
    for key, value in state.items():
        if len(value) > LONGER.get(key, LONGEST) or not CHECKS[key](value):
            reason = marked("The address asks for {key}={value}, which cannot be.")
            return Impossible(400, reason, {"key": key, "value": value[:LONGEST]})
    return replace(address, query=state)


def _read_path(parts: list[str]) -> Address | None:
    if len(parts) <= 1 and (page := OF_SITE.get("/" + "".join(parts))):
        return Address(page)
    if parts[:1] != ["p"] or not all(CODE.fullmatch(part) for part in parts[1:]):
        return None
    match parts[1:]:
        case [project, "indicators", indicator]:
            return Address(Page.INDICATOR, project, indicator)
        case [project, "reports", reporter, period]:
            return Address(Page.REPORT, project, report=(reporter, period))
        case [project, *inner] if "/".join(inner) in PATHS:
            return Address(PATHS["/".join(inner)], project)
    return None


def _are_codes(value: str) -> bool:
    return all(CODE.fullmatch(code) for code in value.split(","))


def _anything(_: str) -> bool:
    return True


def _is_moment(value: str) -> bool:
    moment = read_moment(value)
    return moment is not None and EARLIEST <= moment.year <= LATEST


def _is_day(value: str) -> bool:
    try:
        return EARLIEST <= date.fromisoformat(value).year <= LATEST
    except ValueError:
        return False


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "as_of": _anything,
    "known_at": _is_moment,
    "lang": lambda value: LANGUAGE.fullmatch(value) is not None,
    "status": lambda value: value in {status.value for status in Status},
    "q": _anything,
    "reporter": lambda value: CODE.fullmatch(value) is not None,
    "category": lambda value: CATEGORY.fullmatch(value) is not None,
    "table": lambda value: value in COLUMNS,
    "indicator": lambda value: CODE.fullmatch(value) is not None,
    "dimension": _anything,
    "sort": _anything,
    "headings": lambda value: value in languages(),
    "start": lambda value: value.isascii() and value.isdigit(),
    "measure": lambda value: value in {"cumulative", "period"},
    "step": lambda value: value in {"period", "year"},
    "with": _are_codes,
    "chart": lambda value: value in {"map", "bars", "time", "heat", "multiples"},
    "show": lambda value: value in {"number", "share"},
    "upload": lambda value: TOKEN.fullmatch(value) is not None,
    "since": lambda value: TOKEN.fullmatch(value) is not None,
    "notice": lambda value: value in NOTICES,
    "doubt": lambda value: value in {"no_reason", "gone"},
    "what": lambda value: value in KINDS,
    "period": _anything,
    "by": _anything,
    "from_day": _is_day,
    "to_day": _is_day,
    "part": lambda value: value in ADMIN_PARTS,
    "account": lambda value: NUMBER.fullmatch(value) is not None,
    "event": _anything,
    "from": lambda value: VERSION.fullmatch(value) is not None,
    "to": lambda value: VERSION.fullmatch(value) is not None,
    "opens": lambda value: value.startswith("/p/"),
    "compare": lambda value: value in {"periods", "years", "known"},
    "first": _anything,
    "second": _anything,
    "then": _is_moment,
    "folded": lambda value: all(CODE.fullmatch(code) for code in value.split(",")),
}
"""What each value of the query may be, as far as the address alone can tell.

Of every page:
    as_of: the last day that counts, or a period by its label; the latest data without it (semantics 1.6).
    known_at: the moment whose knowledge is shown (semantics 6.5).
    lang: the language to read in.
    start: the first row of the part of a long list that is shown.
    notice: what became of the form that was sent from the page before.

Of one page each:
    q, status, reporter, category: which indicators the results are narrowed to; `reporter` narrows the history too.
    table, indicator, dimension, sort: which public table, narrowed to what and ordered by which column.
    headings: the language in which the columns of a table are named, instead of by their codes; its downloads as CSV and
        workbook too.
    measure, step: whether the chart of an indicator shows running totals, by which length of period.
    indicator, with, dimension: which indicators, with commas, are broken down by what: `sex`, `reporter`, `sex+region`.
    chart, show, period: as which picture, in numbers or shares, of which period or `to_date`.
    upload, since: the upload that is looked at, and the mark of what stood when it was accepted in vain.
    doubt: why a doubt about a report was not put aside.
    what, indicator, reporter, period, by, from_day, to_day: which events of the history are shown.
    part, account: which part of the administration, or which account, is looked at.
    by, event, from_day, to_day: which entries of the audit log are shown.
    from, to: the versions of a report that are compared.
    opens: the page for which a share link is made.
    compare, first, second, then: what is compared: two periods or years by their labels, or now with a moment.
    folded: the results that are folded, by their codes, joined by commas.
"""


def preferred_language(
    asked: str | None, kept: str | None, accepted: str, offered: tuple[str, ...], *, own: str | None = None
) -> str:
    """The language of a page: what is asked for, else the reader's own, else the cookie's, else the browser's, else English.

    A catalogue that is only begun is read by those who choose it; a browser that prefers its language gets the one that
    stands in for it, unless the project speaks the language itself.

    Args:
        asked: `?lang=`.
        kept: the value of the cookie.
        accepted: the header Accept-Language.
        offered: the project's languages.
        own: the language of the reader's account.
    """
    known = {*offered, *languages()}
    wanted = (each if each in known else None for each in (asked, own, kept))
    spoken = {*offered, *(set(languages()) - set(BEGUN))}
    preferred = (other for each in _by_weight(accepted) for other in (each, BEGUN.get(each)) if other in spoken)
    return next((language for language in (*wanted, *preferred) if language), SOURCE)


def _by_weight(accepted: str) -> list[str]:
    """Languages of an Accept-Language header, the preferred first, without their regions."""
    ranges = [entry.strip().partition(";q=") for entry in accepted.split(",") if entry.strip()]
    weighted = [(float(weight) if re.fullmatch(r"[01](\.\d+)?", weight) else 1.0, name) for name, _, weight in ranges]
    return [name.split("-")[0].lower() for _, name in sorted(weighted, key=lambda entry: -entry[0])]
