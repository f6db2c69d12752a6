"""Files that wait for a decision."""

from dashboard.staging import plain_name


def test_names_of_files_lose_folders_and_signs_that_are_not_printed() -> None:
    assert plain_name("C:\\reports\\q1.csv") == "q1.csv"
    assert plain_name("../../etc/passwd") == "passwd"
    assert plain_name("q1\u202egpj.csv\n") == "q1gpj.csv"
    assert plain_name("…/") == "report.csv"
    assert len(plain_name("x" * 500 + ".csv")) == 120
    assert plain_name("x" * 500 + ".csv").endswith(".csv")
