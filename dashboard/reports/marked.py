"""`/p/CODE/uploads/TOKEN/marked/NUMBER`: a file of an upload with the cells marked that have problems."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component
from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from dashboard.problem_words import wording
from dashboard.reports.previews import preview
from dashboard.site import Site
from dashboard.staging import Staged
from dashboard.view import View
from dashboard.words import languages
from framework.model import Project
from framework.problems import Problem
from loaders.marking import markable, marked, marked_name, way_of

CONTENT_TYPE = "application/octet-stream"
SEE_OTHER = 303


def add_marked(server: Flask, site: Site) -> None:
    """The marked files of uploads that wait."""

    @server.get("/p/<code>/uploads/<token>/marked/<int:number>")
    def marked_file(code: str, token: str, number: int) -> Response:
        project = site.project(code) or abort(404)
        staged = site.uploads.find(project.code, token, site.now())
        if staged is None or number >= len(staged.files):
            abort(404)
        return _answer(site, project, staged, number)


def _answer(site: Site, project: Project, staged: Staged, number: int) -> Response:
    """The marked file as a download; the list of problems where it cannot be marked."""
    outcome, file = preview(site, staged), staged.read()[number]
    if not file.data:
        abort(404)
    asked = request.args.get("lang", "en")
    words = wording(asked if asked in languages() else "en")
    data = marked(project, file, outcome.problems, words, site.limits, way_of(file.name, outcome.manners))
    if data is None:
        return redirect(f"/p/{project.code}/uploads/{staged.token}/problems.csv", SEE_OTHER)
    response = Response(data, content_type=CONTENT_TYPE)
    response.headers.set("Content-Disposition", "attachment", filename=marked_name(staged.files[number].name))
    return response


def marked_links(view: View, staged: Staged, problems: Sequence[Problem]) -> list[Component]:
    """A download for every file of an upload that can be marked."""
    offered = [number for number, file in enumerate(staged.files) if markable(file.name, file.size, problems)]
    several = len(staged.files) > 1
    return [
        html.A(
            view.say("Download {file} with the cells marked", file=staged.files[number].name)
            if several
            else view.say("Download the file with the cells marked"),
            href=view.address.having(lang=view.language).uploads(staged.token, "marked", str(number)),
            className="button",
            download="",
        )
        for number in offered
    ]
