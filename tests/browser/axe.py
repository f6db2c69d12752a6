"""What axe-core finds wrong with a page for people who hear it, see it poorly or use no mouse."""

from importlib.resources import files
from typing import Any

from tests.browser.reader import Reader

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
MORE = {"target-size": {"enabled": True}}
"""Rules beyond those that axe-core runs by itself, which are all of WCAG 2.1 A and AA and its best practices."""
ABOVE = "details.as-of[open], details.opens[open]"
"""A menu that is open is looked at alone: it covers a part of the page, which was looked at before it was opened."""
RUN = """asked => axe.run(document.querySelector(asked.above) || document, {resultTypes: ['violations'], rules: asked.rules || {}, ...(asked.runOnly ? {runOnly: asked.runOnly} : {})}).then(result => result.violations.map(found =>
  [found.id, found.help, found.nodes.map(node => [node.target.join(' '), node.html.slice(0, 120), node.failureSummary])]))"""


def violations(reader: Reader) -> list[str]:
    """Each element that breaks a rule: where, which rule, what is wrong, and the element."""
    return _run(reader, {"rules": MORE})


def unreadable(reader: Reader) -> list[str]:
    """The same, of contrast alone."""
    return _run(reader, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})


def _run(reader: Reader, asked: dict[str, Any]) -> list[str]:
    if not reader.page.evaluate("'axe' in window"):
        reader.page.evaluate(AXE)
    found: list[Any] = reader.page.evaluate(RUN, {**asked, "above": ABOVE})
    return [
        f"{reader.path} in {reader.width} [{rule}] {rule_says} at {selector}: {' '.join(summary.split())} {element}"
        for rule, rule_says, nodes in found
        for selector, element, summary in nodes
    ]
