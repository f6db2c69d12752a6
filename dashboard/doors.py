"""Every address of the server that is no page of Dash: who may use it says `gate.NEEDS`."""

from collections.abc import Callable
from typing import Any

from flask import Flask, request

from dashboard.bundles import serve_bundles
from dashboard.compare.files import add_comparison
from dashboard.drafts import tell_taken_forms
from dashboard.endpoints import add_downloads, add_health
from dashboard.history.files import add_history
from dashboard.hosting import Hosting
from dashboard.indicator.chart_rows import add_chart_rows
from dashboard.letters.choosing import add_choosing
from dashboard.letters.leaving import add_leaving
from dashboard.people.administering import add_administration
from dashboard.people.opening import add_opening
from dashboard.people.own import add_own_account
from dashboard.people.routes import Desk, add_sign_in
from dashboard.plotly_basic import serve_basic_edition
from dashboard.reports.deciding import add_decisions
from dashboard.reports.dismissing import add_dismissals
from dashboard.reports.explaining import add_explaining
from dashboard.reports.marked import add_marked
from dashboard.reports.proving import add_proving
from dashboard.reports.sending import add_corrections, add_uploads
from dashboard.reports.sent_files import add_sent_files
from dashboard.routing import language_of
from dashboard.sharing.posting import add_sharing
from dashboard.shell import refused, standing, visitor
from dashboard.site import Site
from dashboard.summary.files import add_summary_files
from dashboard.tours.seeing import add_tours

OF_PROJECTS = (
    *(add_downloads, add_uploads, add_corrections, add_marked, add_dismissals, add_explaining, add_proving),
    *(add_sent_files, add_history, add_comparison, add_chart_rows, add_summary_files),
)
OF_READERS = (add_health, add_choosing, add_tours)


def speaking(site: Site) -> Callable[[], str]:
    """Says the language of the request at hand, outside projects."""
    return lambda: language_of(site, None, request.args.get("lang"), visitor())


def add_addresses(server: Flask, site: Site, how: Hosting, exempt: Callable[[Any], Any]) -> Desk:
    """Adds them all.

    Args:
        server: to which.
        site: what they draw on.
        how: the site is reached.
        exempt: lets a view take forms without a token.

    Returns:
        Where people sign in.
    """
    speak = speaking(site)
    desk = add_sign_in(server, site, standing, speak)
    add_opening(server, site, standing, speak)
    add_own_account(server, site, standing, speak)
    add_administration(server, site, standing, speak, how.address)
    exempt(add_leaving(server, site, standing, speak))
    for add in (*OF_READERS, *OF_PROJECTS):
        add(server, site)
    add_sharing(server, site, lambda address, typed: refused(site, address, typed))
    add_decisions(server, site, lambda address, typed: refused(site, address, typed))
    tell_taken_forms(server)
    serve_basic_edition(server)
    serve_bundles(server)
    return desk
