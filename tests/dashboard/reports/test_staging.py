"""Files that wait for a decision."""

import io

from dashboard.staging import Staging, State, plain_name
from framework.model import UploadedFile
from tests.dashboard.wells import NOW


def test_names_of_files_lose_folders_and_signs_that_are_not_printed() -> None:
    assert plain_name("C:\\reports\\q1.csv") == "q1.csv"
    assert plain_name("../../etc/passwd") == "passwd"
    assert plain_name("q1\u202egpj.csv\n") == "q1gpj.csv"
    assert plain_name("…/") == "report.csv"
    assert len(plain_name("x" * 500 + ".csv")) == 120
    assert plain_name("x" * 500 + ".csv").endswith(".csv")


def test_the_folder_of_uploads_goes_with_the_server() -> None:
    staging = Staging()
    staged = staging.put("WELLS", [("a.csv", io.BytesIO(b"a"))], at=NOW)
    folder = staging.folder
    assert staged.read() == [UploadedFile("a.csv", b"a")]
    assert staged.state is State.WAITING
    del staging
    assert not folder.exists()
