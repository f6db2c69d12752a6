"""The pages of docs/ that are made from the program: problems.md, commands.md, access.md and glossary.md.

.venv/bin/python -m dashboard.reference        writes them anew
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from dashboard import access_page
from dashboard.cli import resultsboard
from dashboard.glossary import Limits, Term, every_term, meaning
from dashboard.words import SOURCE, say
from framework.problems import Code, Severity
from loaders import framework_codes, report_codes, revision_codes

DOCS = Path(__file__).parent.parent / "docs"
MADE = "<!-- Made by `python -m dashboard.reference`; change the program, not this page. -->"
FIELD = re.compile(r"\{\{|\}\}|\{(\w+)\}")

PROBLEMS_START = f"""{MADE}

# Problems

Every kind of problem that a file can have. A problem is printed with its place, its code, the text that is wrong, the
rule and the way out:

    FY2023-Q1.csv:14: [NOT_WHOLE] column 'value': "12.5" — people are counted in whole numbers. Write 12 or 13, …

An **error** refuses the whole file: nothing of it is stored. A **warning** is shown and the file is taken. All problems
of a file come at once; after the first 200 lines the rest is counted by code. `--problems json` prints them as a JSON
array. Below, words like *this* stand for what the message names, and the example is a line, or a value, that has the
problem.
"""

COMMANDS_START = f"""{MADE}

# Commands

Options before the command say which framework and which database; the environment variables `RESULTSBOARD_FRAMEWORK`
and `RESULTSBOARD_DATABASE` do the same. `--problems json` may stand anywhere on the line: stdout is then exactly one
JSON array.

| exit status | means |
|---|---|
| 0 | done |
| 1 | problems in the files; nothing was stored |
| 2 | the command was not used as its help says |
| 3 | the system failed (database, port, disk); nothing is half-written |
"""


def problems_page(chapters: Mapping[str, Iterable[Code]]) -> str:
    """Every code with its rule and its example, by chapter."""
    parts = [PROBLEMS_START]
    for title, codes in chapters.items():
        parts.append(f"\n## {title}\n\n" + "\n".join(map(_entry, codes)))
    return "".join(parts)


def _entry(code: Code) -> str:
    kind = "" if code.severity is Severity.ERROR else " (warning)"
    example = f"Example: {_code_span(code.example)}\n" if code.example else ""
    return f"### {code.name}{kind}\n\n{rule_in_words(code.rule)}\n\n{example}"


def rule_in_words(rule: str) -> str:
    """A rule with the names of its details in italics; signs that Markdown would read as tags are escaped."""
    plain = rule.replace("<", "&lt;").replace("*", r"\*")
    return FIELD.sub(lambda found: f"*{found[1].replace('_', ' ')}*" if found[1] else found[0][0], plain)


def _code_span(text: str) -> str:
    """The text as code in one line; control characters become visible, backticks stay."""
    shown = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)
    fence = "``" if "`" in shown else "`"
    return f"{fence} {shown} {fence}" if "`" in shown else f"{fence}{shown}{fence}"


def commands_page(group: click.Group) -> str:
    """The help of the program and of each of its commands."""
    context = click.Context(group, info_name=group.name, **group.context_settings)
    parts = [COMMANDS_START, _help(group, context)]
    parts += [_command(command, context) for command in group.commands.values()]
    return "".join(parts)


def _command(command: click.Command, parent: click.Context, level: int = 2) -> str:
    context = click.Context(command, info_name=command.name, parent=parent)
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    title = context.command_path.removeprefix(f"{parent.find_root().info_name} ")
    start = f"\n{'#' * level} {title}\n" + _help(command, context)
    return start + "".join(_command(one, context, level + 1) for one in inner)


def _help(command: click.Command, context: click.Context) -> str:
    context.max_content_width = context.terminal_width = 100
    return f"\n```text\n{command.get_help(context)}\n```\n"


GLOSSARY_START = f"""{MADE}

# Glossary

The pages explain these words on the spot: under the pointer, at the keyboard's focus, by a tap. The limits below are the
usual ones; a project may set others, and its pages name its own.

| word | по-русски | means |
|---|---|---|
"""


def glossary_page(terms: Iterable[Term], language: str = "ru") -> str:
    """Every word of the glossary with its translation and meaning."""
    return GLOSSARY_START + "".join(_glossary_row(term, language) for term in terms)


def _glossary_row(term: Term, language: str) -> str:
    cells = (term.word, say(term.word, language), meaning(term, Limits(), SOURCE))
    return (
        "| " + " | ".join(cell.replace("|", r"\|").replace("<", "&lt;").replace("*", r"\*") for cell in cells) + " |\n"
    )


def pages() -> dict[str, str]:
    """The pages by the name of their file."""
    chapters = {
        "Framework files (YAML)": framework_codes.CODES,
        "Revised frameworks": revision_codes.CODES,
        "Report files": report_codes.CODES,
    }
    return {
        "problems.md": problems_page(chapters),
        "commands.md": commands_page(resultsboard),
        "access.md": access_page.page(MADE),
        "glossary.md": glossary_page(every_term()),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8")
