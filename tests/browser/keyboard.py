"""Hands that use no mouse: from element to element, each of which is seen to have the focus."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.reader import Reader

MOST_STEPS = 250
THICK, CONTRAST = 2, 3

FOCUS = """() => {
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = colour => {
    const [red, green, blue] = colour.map(part => part / 255).map(
      part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = numbers(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.5) { return colour; }
    }
    return [255, 255, 255];
  };
  const cut = (element, reach) => {
    const own = element.getBoundingClientRect();
    const box = {left: own.left - reach, right: own.right + reach, top: own.top - reach, bottom: own.bottom + reach};
    let sides = new Set();
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) {
      if (getComputedStyle(each).overflow === 'visible') { continue; }
      const clip = each.getBoundingClientRect();
      if (box.left < clip.left - 0.5) { sides.add('left'); }
      if (box.right > clip.right + 0.5) { sides.add('right'); }
      if (box.top < clip.top - 0.5) { sides.add('top'); }
      if (box.bottom > clip.bottom + 0.5) { sides.add('bottom'); }
    }
    return sides.size;
  };
  const active = document.activeElement;
  if (!active || active === document.body) { return null; }
  let shown = active;
  while (shown.parentElement && getComputedStyle(shown).opacity === '0') { shown = shown.parentElement; }
  const style = getComputedStyle(shown);
  const thick = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
  const offset = parseFloat(style.outlineOffset);
  const colours = [numbers(style.outlineColor), behind(offset < 0 ? shown : shown.parentElement)].map(light);
  const contrast = (Math.max(...colours) + 0.05) / (Math.min(...colours) + 0.05);
  const place = active.getBoundingClientRect();
  return {
    what: active.tagName.toLowerCase() + ' ' + (active.name || active.innerText || '').trim().slice(0, 40),
    thick, contrast, cut: cut(shown, thick + offset),
    seen: place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth,
  };
}"""


def faults_of_focus(reader: Reader) -> list[str]:
    """Why one does not see which element has the focus; empty where one does."""
    focus: dict[str, Any] | None = reader.page.evaluate(FOCUS)
    if focus is None:
        return []
    faults = {
        f"an outline of {focus['thick']} px": focus["thick"] < THICK,
        f"an outline of contrast {focus['contrast']:.1f}": focus["contrast"] < CONTRAST,
        f"an outline that {focus['cut']} sides of a box cut off": focus["cut"] > THICK,
        "no place in the window": not focus["seen"],
    }
    return [f"{reader.path}: {focus['what']}: {fault}" for fault, is_so in faults.items() if is_so]


def press(reader: Reader, key: str) -> None:
    """Presses a key."""
    reader.page.keyboard.press(key)


def has_focus(element: Locator) -> bool:
    """True where the element has the focus."""
    return bool(element.evaluate("element => element === document.activeElement"))


def step_to(reader: Reader, element: Locator) -> None:
    """Goes to an element with the tab key alone, seeing at every step where one is."""
    expect(element).to_be_attached()
    for _ in range(MOST_STEPS):
        press(reader, "Tab")
        assert faults_of_focus(reader) == []
        if has_focus(element):
            return
    never = f"{MOST_STEPS} steps on {reader.path} never led to {element}"
    raise AssertionError(never)


def enter(reader: Reader, element: Locator) -> None:
    """Goes to a link or button and presses Enter."""
    step_to(reader, element)
    press(reader, "Enter")


def round_trip(reader: Reader) -> list[str]:
    """Every element that the tab key leads to, in order, until the page begins anew."""
    found: list[str] = []
    mark = "() => { const now = document.activeElement; const before = now.dataset.visited; now.dataset.visited = 'yes'; return before || null; }"
    for _ in range(MOST_STEPS):
        press(reader, "Tab")
        focus = reader.page.evaluate(FOCUS)
        if focus is None or reader.page.evaluate(mark):
            return found
        found += [focus["what"]]
        assert faults_of_focus(reader) == []
    trapped = f"{MOST_STEPS} steps on {reader.path} came to no end: {found[-3:]}"
    raise AssertionError(trapped)
