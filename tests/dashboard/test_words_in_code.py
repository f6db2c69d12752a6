"""No text that people see stands in the code without being a message of the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dashboard

ROOT = Path(dashboard.__file__).parent
COMMANDS = frozenset({"cli.py", "calls.py", "reference.py", "catalogues.py"})
"""They speak English."""
PAGES = sorted(path for path in ROOT.rglob("*.py") if path.name not in COMMANDS and "commands" not in path.parts)
SEEN = frozenset({"children", "title", "placeholder", "alt", "label", "summary", "description"})
"""Arguments that hold what people see or hear."""
BUILDERS = frozenset({"aria", "data", "empty", "notice", "labelled", "head_row", "plain_table", "scrolled", "term"})
"""Functions of ours that take texts, besides those of `html`."""
SAME_EVERYWHERE = frozenset({"resultsboard", "CSV", "UTC", "SHA-256", "https://…", "MB", "kB", "true", "page", "date"})
"""Words of no language, and values of `aria-current`."""
WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_on_a_page_is_a_message(path: Path) -> None:
    assert list(bare_texts(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        'html.P("Hello there")',
        'html.P(["Hello", html.B(name)])',
        'html.P(f"{count} reports")',
        'html.P("Hello" if kind else name)',
        'html.A(name, title="Read on")',
        'html.Div(**aria(label=f"Reports of {name}"))',
        'Input(placeholder="Search")',
        'html.P([f"by {name}" for name in names])',
    ],
)
def test_a_text_without_a_catalogue_is_found(code: str) -> None:
    assert list(bare_texts(code))


@pytest.mark.parametrize(
    "code", ['html.P(say("Hello"))', 'html.P(f"{code}: {title}")', 'html.P(name, className="lead", id="the-lead")']
)
def test_what_is_a_message_or_no_text_is_left_alone(code: str) -> None:
    assert list(bare_texts(code)) == []


def bare_texts(code: str) -> Iterator[str]:
    """The texts in a module that are shown as they stand, with their lines."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            for shown in _shown(node):
                for text in _literals(shown):
                    if any(word not in SAME_EVERYWHERE for word in text.split() if WORD.search(word)):
                        yield f"{node.lineno}: {text}"


def _shown(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that hold what people see."""
    of_html = (
        isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "html"
    )
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if of_html or name in BUILDERS:
        yield from call.args
    if of_html or name in BUILDERS or name[:1].isupper():
        yield from (keyword.value for keyword in call.keywords if keyword.arg in SEEN)


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression holds as they stand; not those inside calls."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _literals(part)
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            yield from _literals(one)
            yield from _literals(other)
        case ast.Starred(value=inner) | ast.ListComp(elt=inner) | ast.GeneratorExp(elt=inner):
            yield from _literals(inner)
