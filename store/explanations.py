"""Why indicators deviate, said beside versions of reports (semantics 5.6).

What a file says beside a figure is kept with the figure (`statement.explanation`). What it says beside none, and what
somebody types later, are rows here: of each indicator of a version the newest one holds, an empty one takes back what
was said before it. An explanation counts wherever its version counts.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, literal, select

from framework.model import Explanation, Project, Statement
from store.beside import explanation
from store.numbering import locked_project, numbers
from store.schema import indicator, project, report, version
from store.versions import Version, standing

LONGEST = 2000
"""The most characters of an explanation that is typed."""

Typed = Mapping[tuple[int, str], Explanation]
"""What holds, by the number of the version and the code of the indicator."""


def explained(
    connection: Connection,
    of: Project,
    counting: Sequence[Version],
    statements: Sequence[Statement],
    known_at: datetime | None = None,
) -> tuple[Explanation, ...]:
    """Everything that explains deviations, in the order in which it came: of a version its file, then what was typed.

    Args:
        connection: to read from.
        of: the framework by which to read.
        counting: the versions that count for the role and moment.
        statements: what they say for whole periods.
        known_at: the moment at which it is to have been given; None for now.
    """
    said: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        if statement.explanation and statement.span == statement.period.span:
            said.setdefault((statement.reporter, statement.period.label), []).append(statement)
    typed = _typed(connection, of, {each.id: each for each in counting}, known_at)
    found: list[Explanation] = []
    for each in sorted(counting, key=lambda one: one.id):
        found += [_written(each, statement) for statement in said.get((each.reporter, each.period.label), ())]
        found += [one for (number, _), one in typed.items() if number == each.id]
    return tuple(found)


def _written(of: Version, statement: Statement) -> Explanation:
    """What the file of a version says beside a figure."""
    return Explanation(
        indicator=statement.indicator,
        reporter=of.reporter,
        period=of.period,
        words=statement.explanation or "",
        at=of.received_at,
        by=of.uploaded_by,
    )


def _typed(connection: Connection, of: Project, versions: Mapping[int, Version], known_at: datetime | None) -> Typed:
    """What holds of the rows, in the order in which each began to hold."""
    query = (
        select(explanation, indicator.c.code)
        .join_from(explanation, version, version.c.id == explanation.c.version_id)
        .join(report, report.c.id == version.c.report_id)
        .join(project, project.c.id == report.c.project_id)
        .join(indicator, indicator.c.id == explanation.c.indicator_id)
        .where(project.c.code == of.code)
        .order_by(explanation.c.id)
    )
    if known_at is not None:
        query = query.where(explanation.c.given_at <= known_at)
    found: dict[tuple[int, str], Explanation] = {}
    for row in connection.execute(query):
        found.pop((row.version_id, row.code), None)
        if row.words and row.version_id in versions:
            its = versions[row.version_id]
            found[row.version_id, row.code] = Explanation(
                indicator=row.code,
                reporter=its.reporter,
                period=its.period,
                words=row.words,
                at=row.given_at,
                by=row.given_by,
                typed=True,
            )
    return found


def explain(
    connection: Connection,
    of: Project,
    report_key: tuple[str, str],
    words: Mapping[str, str],
    *,
    by: str,
    at: datetime,
) -> int | None:
    """Says beside the version of a report that stands why indicators deviate; an empty text takes back what was typed.

    Args:
        connection: of `Database.writing()`.
        of: whose report it is.
        report_key: reporter and label of the period.
        words: the explanations by the codes of the indicators, in place of what was typed before.
        by: who explains.
        at: when.

    Returns:
        The number of the version; None where there is no report that stands.
    """
    project_id = locked_project(connection, of.code)
    found = [each for each in standing(connection, of) if (each.reporter, each.period.label) == report_key]
    if not found:
        return None
    known = numbers(connection, indicator, project_id, words)
    by_number = {known[code]: text for code, text in words.items()}
    write_explanations(connection, found[0].id, by_number, by=by, at=at)
    return found[0].number


def write_explanations(
    connection: Connection, version_id: int, words: Mapping[int, str], *, by: str, at: datetime
) -> None:
    """Adds explanations, by the numbers of their indicators, to a version."""
    rows = [
        {"version_id": version_id, "indicator_id": number, "words": text, "given_at": at, "given_by": by}
        for number, text in words.items()
    ]
    if rows:
        connection.execute(insert(explanation), rows)


def carry_explanations(connection: Connection, old_id: int, new_id: int, stated: Collection[int]) -> None:
    """Copies what was said beside a version of other indicators than `stated` to the one that amends it."""
    names = ("indicator_id", "words", "given_at", "given_by")
    rows = (
        select(literal(new_id), *(explanation.c[name] for name in names))
        .where(explanation.c.version_id == old_id, explanation.c.indicator_id.not_in(stated))
        .order_by(explanation.c.id)
    )
    connection.execute(insert(explanation).from_select(["version_id", *names], rows))
