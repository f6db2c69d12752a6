"""What keeping an upload would do, worked out against what stands now; and the decision on it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from dashboard.site import Site
from dashboard.staging import Key, Staged, State
from framework.model import ReportVersion
from framework.problems import refuses
from loaders.framework_file import Framework
from loaders.intake import Instructions, Outcome, load
from store.reports import Outcome as Fate
from store.reports import versions

ANONYMOUS = "officer"
"""Who sends a report without giving a name."""


def fingerprint(standing: Iterable[ReportVersion]) -> str:
    """What tells one state of all reports from another: changes with every version and every decision on one."""
    lines = (f"{each.reporter}/{each.period.label}/{each.number}/{each.status}/{each.counts}" for each in standing)
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def keys(standing: Iterable[ReportVersion]) -> frozenset[Key]:
    """Which versions there are."""
    return frozenset((each.reporter, each.period.label, each.number) for each in standing)


def preview(site: Site, staged: Staged, standing: Sequence[ReportVersion]) -> Outcome:
    """What keeping an upload would do now; of one that is kept, what it did.

    Args:
        site: where the reports are.
        staged: the upload.
        standing: all versions of the project's reports as they are now; while they stay, the answer is kept.
    """
    with staged.lock:
        return _preview(site, staged, standing)


def _preview(site: Site, staged: Staged, standing: Sequence[ReportVersion]) -> Outcome:
    mark = fingerprint(standing)
    if staged.state is State.WAITING and (staged.outcome is None or staged.standing != mark):
        staged.outcome = _load(site, staged, ANONYMOUS, dry_run=True)
        staged.standing = mark
    staged.seen.setdefault(mark, keys(standing))
    return staged.outcome or Outcome()


def meanwhile(staged: Staged, mark: str, standing: Iterable[ReportVersion]) -> list[ReportVersion]:
    """The versions that came since a preview was shown; none where it is not known what was shown."""
    seen = staged.seen.get(mark)
    if seen is None:
        return []
    return [each for each in standing if (each.reporter, each.period.label, each.number) not in seen]


def accept(site: Site, staged: Staged, shown: str, by: str) -> bool:
    """Keeps an upload as its preview said; False where something else stands now, so that it must be shown again.

    Args:
        site: where the reports are kept.
        staged: the upload; one that is decided on already stays as it is.
        shown: the fingerprint of what stood when the preview was shown.
        by: who decides.
    """
    with site.uploads.deciding, staged.lock:
        if staged.state is not State.WAITING:
            return True
        standing = current_versions(site, staged.project)
        if fingerprint(standing) != shown:
            return False
        effects = _preview(site, staged, standing).effects
        outcome = _load(site, staged, by or ANONYMOUS, dry_run=False)
        if not refuses(outcome.problems):
            staged.outcome = replace(outcome, effects=effects)
            site.uploads.settle(staged, State.KEPT)
        return True


def discard(site: Site, staged: Staged) -> None:
    """Throws an upload away; one that is kept already stays so."""
    with staged.lock:
        if staged.state is State.WAITING:
            site.uploads.settle(staged, State.DISCARDED)


def current_versions(site: Site, code: str) -> list[ReportVersion]:
    """All versions of a project's reports, as they are now."""
    with site.database.reading() as connection:
        return versions(connection, _framework(site, code).project, role=site.role)


def _load(site: Site, staged: Staged, by: str, *, dry_run: bool) -> Outcome:
    how = Instructions(
        by=by,
        at=site.now(),
        reporter=staged.reporter,
        period=staged.period,
        dry_run=dry_run,
        limits=site.limits,
        revises=False,
    )
    return load(site.database, _framework(site, staged.project), staged.read(), how)


def _framework(site: Site, code: str) -> Framework:
    return next(framework for framework in site.frameworks if framework.project.code == code)


def changes_nothing(outcome: Outcome) -> bool:
    """True where the same bytes stand already, for every report of an upload."""
    return bool(outcome.kept) and all(kept.state is Fate.UNCHANGED for kept in outcome.kept)
