"""An officer is told what of a report is worth a second look, puts it aside with a reason, and a reviewer reads it."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Reading
from tests.browser.program import Served
from tests.browser.reader import NARROW, Reader

FIRST = "indicator,period,sex,value\n1.1,2024-Q1,female,30\n1.1,2024-Q1,male,40\n"
SECOND = "indicator,period,sex,value\n1.1,2024-Q2,,75\n1.1,2024-Q2,female,30\n1.1,2024-Q2,male,40\n"
SUM = "Sex: 30 + 40 = 70, but the total is 75."
UPLOADS = "/p/WELLS/reports/upload"
REPORT = "/p/WELLS/reports/project/2024-Q2"
REASON = "Five did not want to say"


def accept(officer: Reader, file: Path) -> None:
    officer.go(UPLOADS)
    before = officer.page.url
    officer.page.set_input_files("#page form.upload input[type=file]", file)
    expect(officer.page).not_to_have_url(before)
    officer.settled()
    if "Q2" in file.name:
        officer.sees(SUM)
    without = officer.main.get_by_label("Submit without these explanations")
    if without.count():
        without.check()
    officer.main.get_by_role("button", name="Accept", exact=True).click()
    officer.settled()
    officer.sees(f"{file.name} is kept")


def doubt(reader: Reader, words: str) -> Locator:
    return reader.main.locator(".flags > li").filter(has_text=words)


def test_a_doubt_is_seen_before_accepting_and_put_aside_with_a_reason_afterwards(
    reader: Reading, empty: Served, tmp_path: Path
) -> None:
    officer = reader(empty)
    for name, text in (("Q1.csv", FIRST), ("Q2.csv", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
        accept(officer, tmp_path / name)
    officer.go(REPORT)
    line = doubt(officer, SUM)
    line.get_by_text("Put aside …").click()
    line.get_by_role("button", name="Put aside").click()
    expect(line.get_by_label("Why it is right")).to_be_focused()  # the browser asks for the reason and sends nothing
    line.get_by_label("Why it is right").fill(REASON)
    line.get_by_role("button", name="Put aside").click()
    officer.settled()
    officer.sees("1 point was put aside")
    expect(officer.main.locator(".quality > .flags > li")).to_have_count(1)

    reviewer = reader(empty, width=NARROW, language="ru")
    reviewer.go(f"{REPORT}?lang=en")
    reviewer.main.get_by_text("1 point was put aside").click()
    expect(doubt(reviewer, SUM)).to_contain_text(REASON)
    expect(doubt(reviewer, SUM)).to_contain_text("by Project officer")
    assert b"flag dismissed by Project officer: Five did not want to say" in empty.said("history")
