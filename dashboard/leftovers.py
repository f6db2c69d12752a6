"""What pages of readers have in their footer: the tour, and the words of the script that keeps what they typed."""

from dash.development.base_component import Component

from dashboard.drafts import words_for_scripts
from dashboard.site import Site
from dashboard.tours.showing import tour_part
from framework.model import Project


def leftovers(site: Site, language: str, project: Project | None = None) -> list[Component]:
    """The parts of the footer of a page.

    Args:
        site: whose reader.
        language: of the page.
        project: of the page, where it has one.
    """
    return [*tour_part(site, language, project), words_for_scripts(site, language)]
