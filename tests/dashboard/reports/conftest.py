"""What tests of reports' pages share: a clock, the site of a project of wells, and a browser that looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.site import Site
from tests.dashboard.wells import Clock, site_of_wells


@pytest.fixture
def clock() -> Clock:
    """The site's clock, which a test may turn."""
    return Clock()


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Site:
    """The project without reports."""
    return site_of_wells(tmp_path, clock)


@pytest.fixture
def browser(site: Site) -> Iterator[FlaskClient]:
    """A browser that has not been there before."""
    with create_app(site).test_client() as client:
        yield client
