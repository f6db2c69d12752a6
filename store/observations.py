"""The rows of the public table `observations` (interface 4): every row of the reports that count, as it was stated."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import CTE, Connection, Integer, Select, column, select, values
from sqlalchemy import Row as Fetched

from framework.disclosure import guards, hides_reporters, is_divided, without_figures
from framework.model import Indicator, Project, Row
from framework.progress import as_cell, ledgers
from store.notation import amount_of, place_of, report_id
from store.record import read_record
from store.schema import file, observation, remark, version_file
from store.summaries import Reader
from store.versions import Version, standing

FETCHED_AT_ONCE = 5_000
AMOUNT = ("value", "numerator", "denominator", "word")


def rows(
    connection: Connection,
    project: Project,
    *,
    role: str = "officer",
    known_at: datetime | None = None,
    indicators: Collection[str] | None = None,
    periods: Collection[str] | None = None,
) -> Iterator[Row]:
    """The rows in the order of the framework's indicators, then by period, reporter and place in the files.

    Args:
        connection: of `Database.reading()`; rows are read as they are asked for.
        project: the framework by which to read; every dimension of it is a column.
        role: for whom (semantics 6.3).
        known_at: the moment at which it is to have been known; None for now.
        indicators: the codes of the indicators wanted; None for all.
        periods: the labels of the periods wanted; None for all.
    """
    versions = standing(connection, project, role=role, known_at=known_at)
    versions = [each for each in versions if periods is None or each.period.label in periods]
    reader = Reader(connection, project)
    known = reader.indicators
    ranks = {code: rank for rank, code in enumerate(project.indicators)}
    chosen = {
        number: ranks[each.code] for number, each in known.items() if indicators is None or each.code in indicators
    }
    if not versions or not chosen:
        return
    by_id = {each.id: each for each in versions}
    hidden = _withheld(connection, project, role, known_at)
    query = _query({number: rank for rank, number in enumerate(by_id)}, chosen)
    for row in connection.execute(query, execution_options={"yield_per": FETCHED_AT_ONCE}):
        shown = _shown(project, by_id[row.version_id], known[row.indicator_id], row, reader.cells[row.place_id])
        if shown["indicator"] not in hidden:
            yield shown
        elif not is_divided(project, shown):
            yield without_figures(shown) if hidden[known[row.indicator_id].code] else shown


def _withheld(connection: Connection, project: Project, role: str, known_at: datetime | None) -> Mapping[str, bool]:
    """The indicators whose divided rows are withheld, and whether the figures of the others are (semantics 7)."""
    guarded = [code for code, indicator in project.indicators.items() if guards(project, indicator, role)]
    if not guarded:
        return {}
    record = read_record(connection, project, as_of=project.span.last_day, role=role, known_at=known_at)
    found = ledgers(project, record.statements)
    return {code: hides_reporters(project, found[code]) for code in guarded}


def _query(versions: Mapping[int, int], indicators: Mapping[int, int]) -> Select[*tuple[object, ...]]:
    """Rows with their texts, in the order that versions and indicators, by their numbers, are given."""
    version, indicator = _ranked("chosen_version", versions), _ranked("chosen_indicator", indicators)
    return (
        select(
            *(observation.c[name] for name in ("version_id", "indicator_id", "place_id", "day", *AMOUNT, "line")),
            *(remark.c.note, remark.c.explanation, remark.c.evidence, file.c.name.label("file")),
        )
        .select_from(version)
        .join(observation, observation.c.version_id == version.c.number)
        .join(indicator, indicator.c.number == observation.c.indicator_id)
        .join(
            version_file,
            (version_file.c.version_id == version.c.number) & (version_file.c.position == observation.c.file),
        )
        .join(file, file.c.id == version_file.c.file_id)
        .outerjoin(remark, (remark.c.version_id == version.c.number) & (remark.c.row == observation.c.row))
        .order_by(indicator.c.rank, version.c.rank, observation.c.row)
    )


def _ranked(name: str, ranks: Mapping[int, int]) -> CTE:
    """Numbers with their ranks, as a table of the query."""
    return values(column("number", Integer), column("rank", Integer), name=name).data(list(ranks.items())).cte()


def _shown(
    project: Project, version: Version, indicator: Indicator, row: Fetched[*tuple[object, ...]], cell: str
) -> Row:
    amount = amount_of(row.value, row.numerator, row.denominator, row.word)
    categories = dict(place_of(cell, tuple(project.dimensions)))
    return {
        "project": project.code,
        "indicator": indicator.code,
        "period": version.period.label,
        "date": date.fromordinal(row.day) if row.day else None,
        "reporter": version.reporter,
        **{dimension: categories.get(dimension) for dimension in project.dimensions},
        "value": amount.word or as_cell(indicator, amount.value),
        "numerator": amount.numerator,
        "denominator": amount.denominator,
        "note": row.note,
        "explanation": row.explanation,
        "evidence": row.evidence,
        "status": version.state,
        "report": report_id(project.code, version.reporter, version.period.label),
        "version": version.number,
        "file": row.file,
        "line": row.line,
    }
