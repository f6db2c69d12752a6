"""An upload read again as its sender says, or without what earlier files of the reporter were said to be."""

from collections.abc import Mapping, Sequence

from dashboard.access import May
from dashboard.reports.previews import preview
from dashboard.site import Site
from dashboard.staging import Staged
from framework.model import Project
from loaders.choices import DIMENSION, Choices, read_choices
from store.choices import forget as forget_choices

FIELDS = ("encoding", "delimiter", "decimals", "dates", "header_line", "layout")


def choices_of(
    project: Project, form: Mapping[str, str], headers: Sequence[str], meanings: Sequence[str]
) -> Choices | None:
    """The choices that a form states, None where one of them cannot be.

    Args:
        project: whose dimensions columns may be of.
        form: the fields by name.
        headers: of the columns, in the order of the form.
        meanings: what each of them means, empty where it is left to the reader.
    """
    if len(headers) != len(meanings):
        return None
    columns = {header: meaning for header, meaning in zip(headers, meanings, strict=True) if meaning}
    choices = read_choices({**{name: form.get(name, "").strip() for name in FIELDS}, "columns": columns})
    if not isinstance(choices, Choices):
        return None
    named = {said.removeprefix(DIMENSION) for said in columns.values() if said.startswith(DIMENSION)}
    return choices if named <= project.dimensions.keys() else None


def forget(site: Site, project: Project, staged: Staged, *, by: str) -> None:
    """Forgets what is remembered of the reporters of an upload whose reports one sends, and has it read again."""
    outcome, rights = preview(site, staged), site.rights(project)
    named = dict.fromkeys(each.reporter for each in outcome.manners if each.reporter)
    reporters = [name for name in named if rights.may(May.SEND, name)]
    with site.database.writing() as connection:
        forget_choices(connection, project, reporters, by=by, at=site.now())
