"""What does not fit: texts that are cut, what lies outside its chart, and pages that are wider than the window."""

from tests.browser.reader import Reader

SMALL = 320
"""The width of small phones."""

WHOLE = ".badge, h1, h2, h3, .button, .page-tab, .page-tabs, .as-of summary, .chooser a, .switch a, .figures, dt, dd, .key li"
"""What shows its whole text."""
FAULTS = """whole => {
  const said = element => (element.textContent || '').trim().slice(0, 60);
  const seen = element => element.getClientRects().length > 0;
  const page = document.documentElement;
  const faults = page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth} wide`] : [];
  for (const element of document.querySelectorAll(`:is(${whole})`)) {
    if (seen(element) && element.clientWidth && element.scrollWidth > element.clientWidth + 1) {
      faults.push(`cut: ${said(element)}`);
    }
  }
  for (const chart of document.querySelectorAll('.chart')) {
    const box = chart.getBoundingClientRect();
    for (const text of chart.querySelectorAll('.main-svg text')) {
      const place = text.getBoundingClientRect();
      if (!place.width) { continue; }
      const out = Math.max(box.left - place.left, place.right - box.right, place.bottom - box.bottom, box.top - place.top);
      if (out > 1) { faults.push(`outside its chart: ${said(text)}`); }
    }
  }
  return faults;
}"""
TOO_WIDE = """() => {
  const limit = window.innerWidth;
  if (document.documentElement.scrollWidth <= limit) { return []; }
  const culprits = [...document.querySelectorAll('#page *, #first-page *')]
    .filter(element => element.getBoundingClientRect().right > limit + 1 && !element.closest('.scroll, .page-tabs'))
    .map(element => element.tagName + '.' + element.className + ' ' + Math.round(element.getBoundingClientRect().right));
  return [`${document.documentElement.scrollWidth} wide: ${culprits.slice(0, 3).join(', ')}`];
}"""


def does_not_fit(reader: Reader) -> list[str]:
    """What is cut or out of its place on the page that is open."""
    found: list[str] = reader.page.evaluate(FAULTS, WHOLE)
    return [f"{reader.path}: {fault}" for fault in found]


def too_wide(reader: Reader) -> list[str]:
    """What is wider than the window; what scrolls in a box of its own may be."""
    found: list[str] = reader.page.evaluate(TOO_WIDE)
    return [f"{reader.path} in {reader.width}: {fault}" for fault in found]
