"""One report: its versions, what they say, and what was said about them."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Impossible, Page
from dashboard.parts import frame
from dashboard.report_states import details
from dashboard.reports.comparing import compared, comparison_section, figures_section
from dashboard.reports.dossier import Dossier, dossier_of
from dashboard.reports.explanations import explanations_section
from dashboard.reports.flags import flags_section
from dashboard.reports.proofs import proofs_section
from dashboard.reports.received import reporter_name
from dashboard.reports.reviewing import notice_section, review_section
from dashboard.reports.versions import versions_section
from dashboard.terms import state_term
from dashboard.view import View
from dashboard.words import months
from framework.report_calendar import slot_of

Section = Callable[[View, Dossier], Sequence[Component]]

SECTIONS: tuple[Section, ...] = (
    notice_section,
    versions_section,
    flags_section,
    explanations_section,
    comparison_section,
    review_section,
    figures_section,
    proofs_section,
)
"""What the page is made of, in its order: what a reviewer weighs stands above the decision.

A section that has nothing to say is empty."""


def layout(view: View) -> Component | Impossible:
    """The page of the report that the address names."""
    found = dossier_of(view, view.address.report or ("", ""))
    if isinstance(found, Impossible):
        return found
    chosen = compared(view, found)
    if isinstance(chosen, Impossible):
        return chosen
    name = f"{found.period.label} · {reporter_name(view, found.reporter)}"
    parts = [part for section in SECTIONS for part in section(view, found)]
    crumbs = [(view.say("Reports"), view.address.to(Page.REPORTS)), (name, view.address)]
    return frame(view, [html.H1(name), _standing(view, found), *parts], page=Page.REPORTS, crumbs=crumbs)


def _standing(view: View, dossier: Dossier) -> Component:
    """The months of the period and where its report is."""
    span = months(dossier.period.span.start, dossier.period.span.last_day, view.language)
    slot = slot_of(view.record, dossier.reporter, dossier.period, view.today)
    return html.P(
        [span, " · ", state_term(view, slot.state), " ", details(view, slot, beside_badge=True)], className="lead"
    )
