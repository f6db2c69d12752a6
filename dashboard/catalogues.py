"""Keeps the message catalogues in step with the code: `python -m dashboard.catalogues`.

It collects the messages of all modules into `locale/messages.pot`, brings them into every `messages.po`, keeps the
translations that are there, and prints what has none; of a catalogue that is only begun, how many. A new language:
`python -m dashboard.catalogues tk`.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po, write_po

from dashboard.words import BEGUN, FOLDER

CODE = Path(__file__).parent
TEMPLATE = FOLDER / "messages.pot"
RULE_FILES = ("report_codes.py", "revision_codes.py", "workbook_codes.py", "choice_codes.py")
RULES = tuple(CODE.parent / "loaders" / name for name in RULE_FILES)
"""The messages of problems that pages show: the second argument of every `Code`."""

KEYWORDS = {"say": None, "many": (1, 2), "marked": None}
"""The functions whose first text is a message, and which arguments are singular and plural."""


UNFINISHED = """# Begun, needs a native reader: nobody who speaks the language has read these translations yet.
# What is not translated here is shown in the language that dashboard/words.py names for it."""
"""What stands at the top of a catalogue that is only begun."""

METHODS = [("cli.py", "ignore"), ("calls.py", "ignore"), ("commands/**.py", "ignore"), ("**.py", "python")]
"""The commands speak English; everything else is translated."""


def collected() -> Catalog:
    """The messages of the code, in order of their text."""
    template = Catalog(project="resultsboard")
    for _, _, message, comments, _ in extract_from_dir(CODE, METHODS, keywords=KEYWORDS):
        template.add(message, None, auto_comments=comments)
    for path in RULES:
        for _, message, comments, _ in extract_from_file("python", path, keywords={"Code": (2,)}):
            template.add(message, None, auto_comments=comments)
    return template


def read_catalogue(path: Path, language: str | None = None) -> Catalog:
    """A catalogue as it is in its file."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write_catalogue(path: Path, catalogue: Catalog, *, header: bool = True) -> None:
    """A catalogue in a stable order; the template has no header, because it would hold a date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True, omit_header=not header
        )


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages without a translation, or with one for some plural forms only."""
    return [_text(message) for message in catalogue if message.id and not all(_forms(message))]


def _forms(message: Message) -> Sequence[str]:
    return (message.string,) if isinstance(message.string, str) else message.string or ("",)


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def update(languages: Sequence[str]) -> dict[str, list[str]]:
    """Writes the template and the catalogues; gives what each language still lacks."""
    template = collected()
    write_catalogue(TEMPLATE, template, header=False)
    lacking = {}
    for language in languages:
        path = FOLDER / language / "LC_MESSAGES" / "messages.po"
        catalogue = read_catalogue(path, language) if path.exists() else Catalog(language, project="resultsboard")
        template.creation_date = catalogue.creation_date
        catalogue.update(template, no_fuzzy_matching=True)
        if language in BEGUN:
            catalogue.header_comment = UNFINISHED
        write_catalogue(path, catalogue)
        lacking[language] = untranslated(catalogue)
    return lacking


def main(asked: Sequence[str]) -> None:
    """Brings all catalogues up to date, and those asked for into being."""
    known = {path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.po")}
    for language, missing in update(sorted({*known, *asked})).items():
        lines = [f"{len(missing)} messages are not translated yet"] if language in BEGUN and missing else missing
        sys.stdout.write("".join(f"{language}: {line}\n" for line in lines))


if __name__ == "__main__":
    main(sys.argv[1:])
