"""Two servers of one database, as two processes would be: whatever one takes in, the other knows."""

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.site import Site
from store.record import read_record
from store.verification import differences
from tests.dashboard.wells import BETTER, GOOD, NOW, Clock, site_of_wells


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[list[Site]]:
    made = [site_of_wells(tmp_path, Clock()) for _ in range(2)]
    yield made
    for site in made:
        site.database.close()


@pytest.fixture
def servers(sites: list[Site]) -> list[FlaskClient]:
    return [create_app(site).test_client() for site in sites]


def send(server: FlaskClient, text: str) -> str:
    """The address of the page of an upload."""
    files = {"file": (io.BytesIO(text.encode()), "north.csv")}
    return server.post("/p/WELLS/uploads", data=files).headers["Location"]


def shown(server: FlaskClient, page: str) -> str:
    found = re.search(r'name="standing" value="(\w+)"', server.get(page).text)
    assert found
    return found[1]


def decide(server: FlaskClient, page: str, action: str, by: str = "officer", **form: str) -> str:
    """The page to which a decision leads."""
    address = f"/p/WELLS/uploads/{page.rpartition('upload=')[2]}/{action}"
    return server.get(server.post(address, data=form, by=by).headers["Location"]).text


def test_what_one_took_in_the_other_previews_and_keeps(servers: list[FlaskClient]) -> None:
    page = send(servers[0], GOOD)
    standing = shown(servers[1], page)
    assert "north.csv is kept" in decide(servers[1], page, "accept", standing=standing)
    told = servers[0].get(page).text
    assert "north.csv is kept" in told
    assert "3 new figures" in told
    assert ">100 people<" in told


def test_what_one_discarded_the_other_does_not_keep(servers: list[FlaskClient], sites: list[Site]) -> None:
    page = send(servers[0], GOOD)
    standing = shown(servers[1], page)
    decide(servers[0], page, "discard")
    assert "north.csv was discarded" in decide(servers[1], page, "accept", standing=standing)
    assert read_record(sites[0].database, sites[0].projects[0]).versions == []


def test_of_two_who_accept_at_once_one_wins_and_the_other_is_told(
    servers: list[FlaskClient], sites: list[Site]
) -> None:
    pages = [send(server, text) for server, text in zip(servers, (GOOD, BETTER), strict=True)]
    marks = [shown(server, page) for server, page in zip(servers, pages, strict=True)]

    def accept(number: int) -> str:
        return decide(
            servers[number], pages[number], "accept", standing=marks[number], by=f"Officer {number}", unexplained="yes"
        )

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(accept, range(2)))
    won = ["north.csv is kept" in answer for answer in answers]
    assert sorted(won) == [False, True]
    told = answers[won.index(False)]
    assert "Other reports changed while you looked at this one" in told
    assert f"version 1, sent by Officer {won.index(True)}" in told
    assert len(read_record(sites[0].database, sites[0].projects[0]).versions) == 1
    assert differences(sites[0].database, sites[0].projects) == []


def test_one_upload_that_both_accept_is_kept_once(servers: list[FlaskClient], sites: list[Site]) -> None:
    page = send(servers[0], GOOD)
    standing = shown(servers[0], page)
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda server: decide(server, page, "accept", standing=standing), servers))
    assert ["north.csv is kept" in answer for answer in answers] == [True, True]
    assert len(read_record(sites[0].database, sites[0].projects[0]).versions) == 1


@pytest.mark.parametrize("standing", ["", "unknown", "99999999999999999999", "0; DROP TABLE version"])
def test_what_cannot_have_stood_is_shown_again(servers: list[FlaskClient], sites: list[Site], standing: str) -> None:
    page = send(servers[0], GOOD)
    answer = decide(servers[0], page, "accept", standing=standing)
    assert "Look at it again" in answer
    assert read_record(sites[0].database, sites[0].projects[0]).versions == []


def test_what_is_said_beside_the_files_may_change(servers: list[FlaskClient], sites: list[Site]) -> None:
    page = send(servers[0], "indicator,period,value\n2,2023-Q1,1\n")
    assert "has problems" in servers[0].get(page).text
    staged = sites[1].uploads.find("WELLS", page.rpartition("upload=")[2], NOW)
    assert staged
    sites[1].uploads.ask(staged, reporter="SOUTH")
    assert "Southern office: a new report" in servers[0].get(page).text.replace("</strong> · ", "")
