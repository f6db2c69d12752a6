"""A report of wells that owes an explanation, in a browser."""

import re
from urllib.parse import quote

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

BEHIND = "indicator,period,reporter,sex,value\n1,2023-Q1,NORTH,,50\n2,2023-Q1,NORTH,,1\n"
"""100 people are due, 1 well is."""
PAGE = "/p/WELLS/reports/NORTH/2023-Q1"
SAYS_WHY = "indicator,period,reporter,value,explanation\n1,2023-Q1,NORTH,50,Floods\n2,2023-Q1,NORTH,1,\n"


def explain(browser: FlaskClient, page: str = PAGE, by: str = "Anna", **texts: str) -> TestResponse:
    """Sends explanations from the page of a report; `_1` is the field of indicator 1."""
    fields = {name.replace("_", "explanation:") if name.startswith("_") else name: text for name, text in texts.items()}
    return browser.post(f"{page}/explanations", data=fields, by=by)


def links(html: str) -> dict[str, str]:
    """The words of the links on a page, by their attributes in the order of the alphabet."""
    found = re.findall(r"<a ([^>]*)>(.*?)</a>", html)
    return {" ".join(sorted(re.findall(r'[\w-]+="[^"]*"', attributes))): words for attributes, words in found}


def main_of(browser: FlaskClient, address: str) -> str:
    """What stands on a page."""
    answer = browser.get(quote(address, safe="/?&=%-"))
    assert answer.status_code == 200
    return answer.text.partition("</main>")[0].replace("\N{NO-BREAK SPACE}", " ")
