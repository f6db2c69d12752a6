"""What is in another language than the page says so."""

import re
from dataclasses import replace
from pathlib import Path

from dash import html
from dash.development.base_component import Component

from dashboard.foreign import marked_foreign
from dashboard.markup import markup
from dashboard.routing import Visitor, answer
from tests.dashboard.readers import reader
from tests.dashboard.sites import FRAMEWORK, site


def page(folder: Path, language: str, framework: str = FRAMEWORK, path: str = "/p/P") -> str:
    """The HTML of a page in a language."""
    return markup(answer(site(folder, framework), path, "", Visitor(language)).content)


def test_a_text_in_one_language_only_bears_it_where_the_page_is_in_another(tmp_path: Path) -> None:
    shown = page(tmp_path, "ru")
    assert (
        '<bdi class="foreign" lang="en" title="Только на языке: English" data-language="EN">Prevention</bdi>' in shown
    )
    assert "Обученные люди" in shown
    assert ">Обученные люди</bdi>" not in shown


def test_a_note_at_the_top_says_it_once(tmp_path: Path) -> None:
    assert page(tmp_path, "ru").count("они отмечены") == 1


def test_where_all_is_in_the_language_of_the_page_nothing_is_marked(tmp_path: Path) -> None:
    shown = page(tmp_path, "en")
    assert "<bdi" not in shown
    assert "language-note" not in shown


def test_a_project_that_does_not_speak_the_language_says_so_once_and_marks_quietly(tmp_path: Path) -> None:
    english = re.sub(r"\{en: ([\w ]+), ru: [\w ]+\}", r"\1", FRAMEWORK).replace("[en, ru]", "[en]")
    shown = page(tmp_path, "ru", english)
    assert shown.count("Тексты этого проекта есть только на языке: English.") == 1
    assert '<bdi lang="en">People trained</bdi>' in shown
    assert "data-language" not in shown


def test_a_text_inside_a_longer_one_is_found_and_a_part_of_a_word_is_not(tmp_path: Path) -> None:
    of = site(tmp_path)
    content: Component = html.P(["Goal G1: Prevention", " Preventions"])
    assert markup(marked_foreign(content, of.projects, "ru")).count("<bdi") == 2, "Goal and Prevention"


def test_a_page_in_a_begun_language_says_so_and_marks_what_stands_in_for_it(tmp_path: Path) -> None:
    shown = page(tmp_path, "tg")
    assert "Натиҷаҳо" in shown
    assert '<bdi lang="ru">' in shown
    assert "language-note" in shown


def test_the_language_of_the_account_comes_before_the_cookie(tmp_path: Path) -> None:
    made = site(tmp_path)
    account = reader("officer")()
    assert account
    named = replace(made, reader=lambda: replace(account, language="ru"))
    assert answer(named, "/p/P", "", Visitor("en", "en")).language == "ru"
    assert answer(named, "/p/P", "lang=en", Visitor()).language == "en"


def test_a_begun_language_is_offered_as_such(tmp_path: Path) -> None:
    assert 'Тоҷикӣ<span lang="en"> (begun)</span>' in page(tmp_path, "en")
