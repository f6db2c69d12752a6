"""What `load` does around the intake: files in, what became of them out."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from dashboard.calls import Call, now, user
from dashboard.commands.manners import told
from dashboard.commands.marked import write_marked
from dashboard.commands.reading import chosen
from dashboard.downloads import plain
from framework.doubts import Flag
from framework.model import Amount, Indicator, Project, UploadedFile
from framework.problems import Place, Problem
from framework.progress import shown
from loaders.differences import Change, Effect
from loaders.framework_file import Framework
from loaders.intake import load as take_in
from loaders.limits import limits_of
from loaders.outcome import Instructions, Outcome
from loaders.report_codes import UNREADABLE_FILE
from store.explanations import LONGEST

LINES_SHOWN = 200


def load_files(
    call: Call,
    names: Sequence[str],
    code: str | None,
    *,
    by: str | None,
    at: datetime | None,
    marked: str | None = None,
    **asked: Any,
) -> None:
    """Loads files into a project and prints what was new, changed and gone."""
    framework = _chosen(call, code)
    files = _read(call, names, limits_of(os.environ).size)
    given = explanations_of(asked.pop("explain"), framework.project.indicators)
    choices = chosen(asked)
    how = Instructions(
        by=by or user(),
        at=at or now(),
        at_is_said=at is not None,
        limits=limits_of(os.environ),
        explanations=given,
        choices=choices,
        **asked,
    )
    outcome = take_in(call.opened(), framework, files, how)
    for line in told(outcome.manners):
        call.say(line)
    try:
        call.report(outcome.problems)
    finally:
        if marked is not None:
            write_marked(call, Path(marked), framework.project, files, outcome)
    _refuse_misuse(outcome)
    for line in said(outcome, framework.project.indicators, dry_run=how.dry_run):
        call.say(line)
    for line in doubted(outcome.flags, framework.project):
        call.say(line)


def _refuse_misuse(outcome: Outcome) -> None:
    """Refuses options that do not fit the reports."""
    if outcome.earlier:
        late = outcome.earlier[0]
        message = (
            f"--at: {late.report} has a version {late.version} that came, or was decided on, later. Nothing was kept."
        )
        raise click.UsageError(message)
    if outcome.misplaced:
        message = f"--explain {outcome.misplaced[0]}: none of these reports is about it. Nothing was kept."
        raise click.UsageError(message)


def explanations_of(given: Sequence[str], indicators: Mapping[str, Indicator]) -> dict[str, str]:
    """Explanations written as CODE=TEXT, by the codes of their indicators."""
    found = {}
    for each in given:
        code, _, words = (part.strip() for part in each.partition("="))
        if code not in indicators or not words or len(words) > LONGEST:
            message = (
                f"--explain {code}: write CODE=TEXT with the code of an indicator and at most {LONGEST} characters."
            )
            raise click.UsageError(message)
        found[code] = words
    return found


def _chosen(call: Call, code: str | None) -> Framework:
    frameworks = call.frameworks()
    chosen = [framework for framework in frameworks if code in {None, framework.project.code}]
    if len(chosen) == 1:
        return chosen[0]
    names = " or ".join(framework.project.code for framework in frameworks)
    message = f"Say into which project: --project {names}."
    raise click.UsageError(message)


def _read(call: Call, names: Sequence[str], most: int) -> list[UploadedFile]:
    """The files' bytes, of one that is too large only so many as show it; those that cannot be read are told at once."""
    files, missing = [], []
    for name in names:
        try:
            with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as stream:
                files.append(UploadedFile(name, stream.read(most + 1)))
        except OSError as error:
            missing.append(Problem(Place(name, 1), UNREADABLE_FILE, name, {"reason": error.strerror or "unreadable"}))
    call.report(missing)
    return files


def said(outcome: Outcome, indicators: Mapping[str, Indicator], *, dry_run: bool) -> Iterator[str]:
    """What became of the reports, then figure by figure what changes, then where indicators move."""
    for kept in outcome.kept:
        counts = Counter(change.kind.value for change in outcome.changes if kept.report.endswith(_report(change)))
        figures = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "changed", "gone"))
        would = "would be version" if dry_run else "version"
        yield f"{kept.report}: {would} {kept.version}, {kept.state.value}; figures: {figures}"
    if not dry_run:
        yield from _owing(outcome)
        return
    for change in outcome.changes[:LINES_SHOWN]:
        yield f"  {_told(change, indicators[change.indicator])}"
    if len(outcome.changes) > LINES_SHOWN:
        yield f"  … and {len(outcome.changes) - LINES_SHOWN} more"
    yield from (_effect(effect) for effect in outcome.effects if effect.moves)
    yield from _owing(outcome)
    yield "Nothing was kept: this was a dry run."


def doubted(flags: Sequence[Flag], project: Project) -> Iterator[str]:
    """What calls for a second look, a doubt a line; no report is refused for it."""
    if not flags:
        return
    from dashboard.reports.flag_words import sentence, subject

    yield "Worth a second look:"
    for flag in flags[:LINES_SHOWN]:
        yield f"  {flag.period} {flag.reporter} {subject(flag, project, 'en')}: {sentence(flag, project, 'en')}"
    if len(flags) > LINES_SHOWN:
        yield f"  … and {len(flags) - LINES_SHOWN} more"


def _owing(outcome: Outcome) -> Iterator[str]:
    """The explanations that are owed (semantics 5.6), and how to give them."""
    for owed in outcome.owed:
        who, by_how_much = ", ".join(owed.reporters), plain(owed.deviation_pct)
        yield f"explanation due: {owed.period} {who} {owed.indicator}, {owed.status}, {by_how_much} % from its target"
    if outcome.owed:
        yield "Give them in the column explanation, with --explain CODE=TEXT, or on the report's page."


def _report(change: Change) -> str:
    return f"/{change.reporter}/{change.period}"


def _told(change: Change, indicator: Indicator) -> str:
    """One figure: where, before and after."""
    place = " ".join(category for _, category in change.place) or "total"
    place += " (sum of the categories)" if change.computed else ""
    before, after = (_amount(indicator, amount) for amount in (change.before, change.after))
    return f"{change.kind.value:8} {change.period} {change.reporter} {change.indicator} {place}: {before} → {after}"


def _amount(indicator: Indicator, amount: Amount | None) -> str:
    if amount is not None and amount.numerator is not None:
        return f"{plain(amount.numerator)} of {plain(amount.denominator) or '?'}"
    return plain(shown(indicator, amount)) or "nothing"


def _effect(effect: Effect) -> str:
    before, after = (plain(cell) or "nothing" for cell in (effect.actual_before, effect.actual_after))
    return f"{effect.indicator}: actual {before} → {after}, {effect.status_before} → {effect.status_after}"
