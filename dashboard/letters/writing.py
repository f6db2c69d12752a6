"""A letter as plain text and as HTML: the same words, links and order in both.

The HTML needs nothing from elsewhere: no pictures, no fonts, no scripts. Its colours stand in the elements, as mail programs
want it; those of dark screens stand in a style sheet, which programs that do not know it leave out.
"""

from collections.abc import Iterator
from html import escape

from dashboard.letters.letter import Letter, Line, Link, Section, Tone

INK, QUIET, LINE, PAPER, SOFT, BRAND, LINK = "#1f2d3a", "#566573", "#dbe2e8", "#ffffff", "#f4f6f8", "#12395b", "#0b5394"
FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif"
MARKS = {Tone.GOOD: ("▲", "#2f7d5f"), Tone.BAD: ("▼", "#a32a17"), Tone.PLAIN: ("•", QUIET)}
DARK = """
:root { color-scheme: light dark; }
a { overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  .page { background: #12171c !important; color: #e6ebef !important; }
  .card { background: #1d242b !important; border-color: #36414c !important; }
  .quiet { color: #aab6c0 !important; }
  .line { border-color: #36414c !important; }
  .link { color: #8ec5ff !important; }
  .good { color: #7fd1ae !important; }
  .bad { color: #ff9d8f !important; }
  .button { background: #2b6aa3 !important; color: #ffffff !important; }
}
"""


def as_text(letter: Letter, leave: str) -> str:
    """The letter as plain text; `leave` is where such letters are ended."""
    return "\n".join(_text_lines(letter, leave)) + "\n"


def _text_lines(letter: Letter, leave: str) -> Iterator[str]:
    yield from (letter.title, "=" * min(len(letter.title), 72), "", letter.lead)
    for section in letter.sections:
        yield from ("", section.title.upper(), "")
        for line in section.lines:
            yield from _text_line(line)
        if section.rest:
            yield f"  {section.rest}"
    yield from ("", f"{letter.button.words}: {letter.button.address}", "", "-- ", letter.why)
    yield from (f"{link.words}: {link.address}" for link in (letter.choose, Link(letter.leave, leave)))


def _text_line(line: Line) -> Iterator[str]:
    yield f"{MARKS[line.tone][0]} {line.words}"
    if line.details:
        yield f"  {line.details}"
    for link in line.links:
        yield f"  {link.address}" if link.words == line.words else f"  {link.words}: {link.address}"


def as_html(letter: Letter, leave: str) -> str:
    """The letter as a page of HTML; `leave` is where such letters are ended."""
    parts = [
        f'<h1 style="margin:0 0 12px;font-size:22px;line-height:1.25;font-weight:650">{escape(letter.title)}</h1>',
        f'<p style="margin:0 0 8px">{escape(letter.lead)}</p>',
        *map(_section, letter.sections),
        _button(letter.button),
    ]
    card = _tag("div", "card", f"background:{PAPER};border:1px solid {LINE};border-radius:8px;padding:24px", *parts)
    width = _tag("div", "", "max-width:640px;margin:0 auto", card, _foot(letter, leave))
    look = f"margin:0;padding:20px 12px;background:{SOFT};color:{INK};font:15px/1.5 {FONT};overflow-wrap:break-word"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(letter.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(letter.subject)}</title>\n<style>{DARK}</style>\n</head>\n"
        f'<body class="page" style="{look}">\n{width}\n</body>\n</html>\n'
    )


def _tag(name: str, kind: str, style: str, *content: str) -> str:
    marked = f' class="{kind}"' if kind else ""
    return f'<{name}{marked} style="{style}">{"".join(content)}</{name}>'


def _section(section: Section) -> str:
    title = _tag("h2", "", "margin:24px 0 4px;font-size:16px;line-height:1.3", escape(section.title))
    items = _tag("ul", "", "margin:0;padding:0;list-style:none", *map(_item, section.lines))
    rest = _tag("p", "quiet", f"margin:8px 0 0;color:{QUIET}", escape(section.rest)) if section.rest else ""
    return title + items + rest


def _item(line: Line) -> str:
    symbol, colour = MARKS[line.tone]
    mark = f'<span class="{_kind(line.tone)}" style="color:{colour}" aria-hidden="true">{symbol}</span> '
    first, further = line.links[:1], line.links[1:]
    words = _link(first[0], "font-weight:600") if first else escape(line.words)
    details = _tag("div", "quiet", f"color:{QUIET}", escape(line.details)) if line.details else ""
    more = " · ".join(_link(link) for link in further)
    below = _tag("div", "", "margin-top:2px", more) if more else ""
    return _tag("li", "line", f"padding:10px 0;border-bottom:1px solid {LINE}", mark, words, details, below)


def _kind(tone: Tone) -> str:
    return "quiet" if tone is Tone.PLAIN else tone.value


def _link(link: Link, style: str = "") -> str:
    look = f"color:{LINK};{style}".rstrip(";")
    return f'<a class="link" href="{escape(link.address)}" style="{look}">{escape(link.words)}</a>'


def _button(link: Link) -> str:
    look = f"display:inline-block;padding:10px 18px;border-radius:6px;background:{BRAND};color:#ffffff;"
    button = (
        f'<a class="button" href="{escape(link.address)}" style="{look}text-decoration:none;font-weight:600">'
        f"{escape(link.words)}</a>"
    )
    return _tag("p", "", "margin:24px 0 0", button)


def _foot(letter: Letter, leave: str) -> str:
    links = " · ".join(_link(link) for link in (letter.choose, Link(letter.leave, leave)))
    look = f"margin:16px 4px 0;font-size:13px;color:{QUIET}"
    return _tag("p", "quiet", look, f"{escape(letter.why)}<br>{links}")
