"""The evidence of a report's figures: what was added beside it, what its file names, and how many figures have some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.access import May
from dashboard.controls import Input
from dashboard.fields import labelled
from dashboard.parts import aria, head_row, notice, scrolled
from dashboard.reports.dossier import Dossier
from dashboard.reports.explanations import reported
from dashboard.reports.manner import size_words
from dashboard.reports.owed_fields import named
from dashboard.view import View
from dashboard.words import marked
from loaders.evidence_files import CONTENT_TYPES, LONGEST_LINK, MOST_BYTES, read_link
from store.evidence import Evidence, FigureKey, Share, listed, share, written

LONGEST_TITLE = 200
MILLION = 1_000_000
NOTICES = {
    "proof_added": marked("The evidence is kept."),
    "proof_withdrawn": marked("The evidence is withdrawn; the history keeps it."),
    "proof_missing": marked("Choose a file or write a link; nothing was kept."),
    "proof_link": marked("A link starts with https:// or http://; nothing was kept."),
    "proof_kind": marked(
        "The file is no PDF, Word or Excel document without macros, and no picture; nothing was kept."
    ),
    "proof_size": marked("The file is larger than 10 MB; nothing was kept."),
}
HEADINGS = (marked("Indicator"), marked("Evidence"))
DONE = frozenset({"proof_added", "proof_withdrawn"})


@dataclass(frozen=True, slots=True)
class Proofs:
    """The evidence that a page tells of."""

    added: Sequence[Evidence]
    texts: Mapping[FigureKey, Sequence[str]]
    """What files say in their column `evidence`."""
    share: Share


def proofs_of(view: View, report: tuple[str, str] | None = None) -> Proofs:
    """The evidence of one report, or of all, as far as the role may see it, at the moment that the view is of."""
    with view.site.database.reading() as connection:
        added = listed(connection, view.project, role=view.rights.role, known_at=view.known_at)
        texts = written(connection, view.project, role=view.rights.role, known_at=view.known_at, report_key=report)
    added = [each for each in added if report in {None, each.figure[:2]}]
    statements = [each for each in view.record.statements if report in {None, each.report_key}]
    return Proofs(added, texts, share(statements, added, texts))


def project_share(view: View) -> Component:
    """How many of all figures have evidence."""
    said = share_words(view, proofs_of(view).share)
    return html.P(said, className="quiet proof-share") if said else html.P()


def share_words(view: View, found: Share) -> str:
    """`7 of 12 figures have evidence (58 %)`; empty where there are no figures."""
    if not found.figures:
        return ""
    return view.many(
        "{proved} of {count} figure has evidence ({share})",
        "{proved} of {count} figures have evidence ({share})",
        found.figures,
        proved=view.number(found.proved),
        share=view.percent(found.percent),
    )


def proofs_section(view: View, dossier: Dossier) -> Sequence[Component]:
    """The section; empty where no version of the report counts."""
    if not any(each.counts for each in dossier.versions):
        return []
    found = proofs_of(view, dossier.report_key)
    said = share_words(view, found.share)
    summary = [html.P(f"{said}.", className="quiet")] if said else []
    form = [_form(view, dossier)] if view.may(May.SEND, dossier.reporter) and not view.is_past else []
    body = [*_notice(view), *summary, *_table(view, dossier, found), *form]
    return [html.Section([html.H2(view.say("Evidence")), *body], className="part remarks")]


def _notice(view: View) -> list[Component]:
    name = view.address.state("notice") or ""
    if name not in NOTICES:
        return []
    done = name in DONE
    return [notice(view.say(NOTICES[name]), done=done, refused=not done)]


def _table(view: View, dossier: Dossier, found: Proofs) -> list[Component]:
    """The figures that have evidence, each with all of it."""
    key = dossier.report_key
    proved = {code for *_, code in (*(each.figure for each in found.added), *found.texts)}
    codes = [code for code in view.project.indicators if code in proved]
    if not codes:
        return []
    head = head_row(map(view.say, HEADINGS))
    rows = [
        _row(view, code, [e for e in found.added if e.indicator == code], found.texts.get((*key, code), ()))
        for code in codes
    ]
    table = html.Table([head, html.Tbody(rows)], className="plain proofs")
    return [scrolled(table, view.say("Evidence"))]


def _row(view: View, code: str, added: Sequence[Evidence], texts: Sequence[str]) -> Component:
    items = [*(_named_in_file(view, text) for text in texts), *(_added(view, each) for each in added)]
    return html.Tr([html.Th(named(view, code), scope="row"), html.Td(html.Ul(items))])


def _named_in_file(view: View, text: str) -> Component:
    """What a report's file says; an address as a link."""
    said = outward(text, text) if read_link(text) else text
    return html.Li([said, " · ", html.Span(view.say("in the report’s file"), className="quiet")])


def outward(words: str, link: str) -> Component:
    """A link to another site, which is not told where the reader comes from."""
    return html.A(words, href=link.strip(), target="_blank", rel="noopener noreferrer")


def _added(view: View, proof: Evidence) -> Component:
    source = view.say("added by {name}, {day}", name=view.person(proof.added_by), day=view.day(proof.added_at.date()))
    undo = (
        [_withdrawal(view, proof)] if view.may(May.SEND, (view.address.report or ("",))[0]) and not view.is_past else []
    )
    return html.Li([_linked(view, proof), " · ", html.Span(source, className="quiet"), " ", *undo])


def _linked(view: View, proof: Evidence) -> Component:
    if proof.link:
        return outward(proof.title, proof.link)
    href = view.address.project_file(f"evidence/{proof.id}")
    size = html.Span(f"{proof.file}, {size_words(view, proof.size or 0)}", className="quiet")
    return html.Span([html.A(proof.title, href=href, download=""), " · ", size])


def _withdrawal(view: View, proof: Evidence) -> Component:
    send = html.Button(view.say("Withdraw"), type="submit", className="button")
    form = html.Form(
        [send],
        action=view.address.below("evidence", str(proof.id), "withdraw"),
        method="post",
        className="fields",
    )
    summary = html.Summary(view.say("Withdraw"), **aria(label=view.say("Withdraw {title}", title=proof.title)))
    return html.Details([summary, form], className="withdraw")


def _form(view: View, dossier: Dossier) -> Component:
    """A link or a file for one of the report's figures."""
    titles = {code: f"{code} {view.said(view.project.indicators[code].title)}" for code in reported(view, dossier)}
    options = [html.Option(title, value=code) for code, title in titles.items()]
    accepted = ",".join([*CONTENT_TYPES.values(), *(f".{kind}" for kind in CONTENT_TYPES), ".jpeg"])
    kinds = view.say("PDF, Word, Excel or picture, up to {size} MB", size=view.number(MOST_BYTES // MILLION))
    file = html.Label(
        [html.Span(view.say("File")), Input(type="file", name="file", accept=accepted), html.Span(kinds)],
        className="field",
    )
    link = Input(type="text", name="link", maxLength=LONGEST_LINK, placeholder="https://…")
    fields = [
        labelled(view.say("Indicator"), html.Select(options, name="indicator")),
        labelled(view.say("What it is"), Input(type="text", name="title", maxLength=LONGEST_TITLE)),
        file,
        labelled(view.say("or a link"), link),
        html.Button(view.say("Add the evidence"), type="submit", className="button primary"),
    ]
    form = html.Form(
        fields,
        action=view.address.below("evidence"),
        method="post",
        encType="multipart/form-data",
        className="fields proof-form",
    )
    return html.Details([html.Summary(view.say("Add evidence")), form], className="choices")
