"""What axe-core finds wrong with a page for people who hear it, see it poorly or use no mouse."""

from importlib.resources import files
from typing import Any

from tests.browser.reader import Reader

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
MORE = {"target-size": {"enabled": True}}
"""Rules beyond those that axe-core runs by itself, which are all of WCAG 2.1 A and AA and its best practices."""
ABOVE = "details.as-of[open], details.opens[open]"
"""A menu that is open: what it covers has no size to be hit, so the size of targets is looked at in the menu alone."""
RUN = """asked => axe.run(asked.within ? document.querySelector(asked.within) : document, {resultTypes: ['violations'], rules: asked.rules || {}, ...(asked.runOnly ? {runOnly: asked.runOnly} : {})}).then(result => result.violations.map(found =>
  [found.id, found.help, found.nodes.map(node => [node.target.join(' '), node.html.slice(0, 120), node.failureSummary])]))"""


def violations(reader: Reader) -> list[str]:
    """Each element that breaks a rule: where, which rule, what is wrong, and the element."""
    if reader.page.locator(ABOVE).count():
        return _run(reader, {}) + _run(reader, {**_only("target-size"), "within": ABOVE})
    return _run(reader, {"rules": MORE})


def unreadable(reader: Reader) -> list[str]:
    """The same, of contrast alone."""
    return _run(reader, _only("color-contrast"))


def _only(rule: str) -> dict[str, Any]:
    return {"runOnly": {"type": "rule", "values": [rule]}}


def _run(reader: Reader, asked: dict[str, Any]) -> list[str]:
    if not reader.page.evaluate("'axe' in window"):
        reader.page.evaluate(AXE)
    found: list[Any] = reader.page.evaluate(RUN, asked)
    return [
        f"{reader.path} in {reader.width} [{rule}] {rule_says} at {selector}: {' '.join(summary.split())} {element}"
        for rule, rule_says, nodes in found
        for selector, element, summary in nodes
    ]
