"""One report: its versions, what they say, and what was said about them."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Impossible, Page
from dashboard.parts import frame
from dashboard.reports.dossier import Dossier, dossier_of
from dashboard.reports.explanations import explanations_section
from dashboard.reports.flags import flags_section
from dashboard.reports.proofs import proofs_section
from dashboard.reports.received import reporter_name
from dashboard.reports.versions import versions_section
from dashboard.view import View
from dashboard.words import months

Section = Callable[[View, Dossier], Sequence[Component]]

SECTIONS: tuple[Section, ...] = (versions_section, flags_section, explanations_section, proofs_section)
"""What the page is made of, in its order; a section that has nothing to say is empty."""


def layout(view: View) -> Component | Impossible:
    """The page of the report that the address names."""
    found = dossier_of(view, view.address.report or ("", ""))
    if isinstance(found, Impossible):
        return found
    name = f"{found.period.label} · {reporter_name(view, found.reporter)}"
    span = months(found.period.span.start, found.period.span.last_day, view.language)
    parts = [part for section in SECTIONS for part in section(view, found)]
    crumbs = [(view.say("Reports"), view.address.to(Page.REPORTS)), (name, view.address)]
    content = [html.H1(name), html.P(span, className="lead"), *parts]
    return frame(view, content, page=Page.REPORTS, crumbs=crumbs)
