"""Words of the program that stay English on a Russian page."""

import re
from functools import cache

from dashboard.catalogues import read_catalogue
from dashboard.people.first import DEMO_NAMES
from dashboard.words import FOLDER
from framework.tables import COLUMNS
from tests.browser.reader import Reader

NOT_OF_THE_PROGRAM = {*(name for columns in COLUMNS.values() for name in columns), *DEMO_NAMES.values()}
"""Names of columns, which are for programs and stand in files, and of the people of the example."""
TEXTS = """() => {
  const place = document.querySelector('#page:has(main)') || document.querySelector('#first-page');
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) { texts.push(walk.currentNode.textContent); }
  for (const element of place.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-label']) {
      if (element.hasAttribute(name)) { texts.push(element.getAttribute(name)); }
    }
  }
  return texts.map(text => text.trim().replaceAll('\\u00a0', ' '));
}"""


def untranslated(reader: Reader) -> list[str]:
    """The texts of the page that is open, to the eye or to a screen reader, for which there is a Russian one."""
    return [f"{reader.path}: untranslated: {text}" for text in texts(reader) if english().fullmatch(text)]


def texts(reader: Reader) -> list[str]:
    """What the page says."""
    found: list[str] = reader.page.evaluate(TEXTS)
    return [text for text in found if text.rpartition(": ")[2] not in NOT_OF_THE_PROGRAM]


@cache
def english() -> re.Pattern[str]:
    """The messages that have a Russian translation, as they would look untranslated."""
    catalogue = read_catalogue(FOLDER / "ru" / "LC_MESSAGES" / "messages.po", "ru")
    translated = [message for message in catalogue if message.id and message.string]
    forms = [form for message in translated for form in _forms(message.id) if form not in _forms(message.string)]
    return re.compile("|".join(_pattern(form) for form in forms if len(re.findall(r"[a-z]", _bare(form))) > 3))


def _forms(text: object) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (str(text),)


def _bare(message: str) -> str:
    return re.sub(r"\{\w+\}", "", message)


def _pattern(message: str) -> str:
    return ".{1,40}?".join(re.escape(part.replace("\u00a0", " ")) for part in re.split(r"\{\w+\}", message))
