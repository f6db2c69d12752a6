"""What keeping an upload would do, worked out against what stands now; and the decision on it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from dashboard.reports.answers import answer_of, as_json
from dashboard.site import Site
from dashboard.staging import Staged, State
from loaders.framework_file import Framework
from loaders.intake import Settle, load
from loaders.outcome import Instructions, Outcome
from store import uploads
from store.choices import last_choice
from store.database import Connection
from store.marks import arrived_since, mark
from store.reports import Outcome as Fate
from store.versions import Version

PREVIEW = "preview"
"""Who sends what is not kept."""


def preview(site: Site, staged: Staged) -> Outcome:
    """What keeping an upload that waits would do now; `standing` is the mark of what it was compared with.

    While nothing else comes, the answer is remembered.
    """
    own = _own_reporters(site, staged.project)
    known_by = [staged.asked, _choices_mark(site, staged.project), own and sorted(own)]
    asked = json.dumps(known_by, sort_keys=True)
    stands = current_mark(site, staged.project)
    known = site.shown.get((staged.token, asked, stands))
    if known is None:
        found = _load(site, staged, _how(site, staged, dry_run=True))
        known = found if found.standing else replace(found, standing=stands)
        site.shown.put((staged.token, asked, known.standing or stands), known)
    return known


def current_mark(site: Site, code: str) -> str:
    """The mark of what stands now of a project's reports (`store.marks`)."""
    with site.database.reading() as connection:
        return mark(connection, code)


def _choices_mark(site: Site, code: str) -> int:
    """What tells one state of the remembered ways of reading from another."""
    with site.database.reading() as connection:
        return last_choice(connection, code)


def meanwhile(site: Site, staged: Staged, former: str) -> list[Version]:
    """The versions that came since a preview was shown; none where it is not known what was shown."""
    with site.database.reading() as connection:
        return arrived_since(connection, _framework(site, staged.project).project, former)


class Decision(StrEnum):
    """What came of the wish to keep an upload."""

    DONE = "done"
    CHANGED = "changed"
    """Something else stands by now, so that the preview must be looked at again."""
    UNEXPLAINED = "unexplained"
    """It owes explanations, and that was not confirmed."""


def accept(
    site: Site,
    staged: Staged,
    shown: str,
    by: str,
    explanations: Mapping[str, str] | None = None,
    *,
    leave_owed: bool = False,
) -> Decision:
    """Keeps an upload as its preview said.

    Comparing, keeping and deciding on the upload are one transaction: of two who accept at once, one is told to look again.

    Args:
        site: where the reports are kept.
        staged: the upload; one that is decided on already stays as it is.
        shown: the mark of what stood when the preview was shown.
        by: who decides.
        explanations: why indicators deviate, by their codes; only those that are owed are taken.
        leave_owed: whether it is kept although it owes some.
    """
    if staged.state is not State.WAITING:
        return Decision.DONE
    owed = {each.indicator for each in preview(site, staged).owed}
    given = {code: words for code, words in (explanations or {}).items() if code in owed}
    staged = site.uploads.ask(staged, explanations=given)
    how = replace(_how(site, staged, dry_run=False), by=by, expected=shown, leave_owed=leave_owed)
    outcome = _load(site, staged, how, _settling(staged))
    if outcome.outdated:
        return Decision.CHANGED
    return Decision.DONE if outcome.acceptable else Decision.UNEXPLAINED


def _settling(staged: Staged) -> Settle:
    def settle(connection: Connection, outcome: Outcome) -> bool:
        return uploads.settle(connection, staged.token, State.KEPT, as_json(answer_of(outcome)))

    return settle


def _how(site: Site, staged: Staged, *, dry_run: bool) -> Instructions:
    return Instructions(
        by=PREVIEW,
        at=site.now(),
        reporter=staged.reporter,
        period=staged.period,
        choices=staged.choices,
        dry_run=dry_run,
        reporters=_own_reporters(site, staged.project),
        explanations={} if dry_run else {code: words for code, words in staged.explanations.items() if words},
        limits=site.limits,
        revises=False,
    )


def _own_reporters(site: Site, code: str) -> frozenset[str] | None:
    project = site.project(code)
    return site.rights(project).reporters if project else frozenset()


def _load(site: Site, staged: Staged, how: Instructions, settle: Settle | None = None) -> Outcome:
    return load(site.database, _framework(site, staged.project), staged.read(), how, settle)


def _framework(site: Site, code: str) -> Framework:
    return next(framework for framework in site.frameworks if framework.project.code == code)


def changes_nothing(outcome: Outcome) -> bool:
    """True where the same bytes stand already, for every report of an upload."""
    return bool(outcome.kept) and all(kept.state is Fate.UNCHANGED for kept in outcome.kept)
