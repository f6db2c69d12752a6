"""Several servers of one site send letters at once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dashboard.letters.sending import send_letters
from store.letter_log import logged
from tests.dashboard.letters.office import office
from tests.dashboard.letters.people import MONDAY, settings, with_people


def test_each_letter_is_sent_once_by_many_senders(tmp_path: Path, url: str) -> None:
    site = with_people(tmp_path, url)
    with office() as mail:
        with ThreadPoolExecutor(4) as threads:
            rounds = list(threads.map(lambda _: send_letters(site, settings(mail.port), MONDAY.date()), range(4)))
        assert mail.to() == ["donor@example.org", "reviewer@example.org", "south@example.org"]
    assert sum(len(each) for each in rounds) == 3
    with site.database.reading() as connection:
        assert {each.state for each in logged(connection).values()} == {"sent"}
    site.database.close()
