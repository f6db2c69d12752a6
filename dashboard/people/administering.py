"""Addresses by which administrators look after accounts: `/admin/accounts`, `/admin/tokens`, `/admin/audit.csv`."""

from collections.abc import Callable

from flask import Flask, abort, request
from werkzeug.wrappers import Response

from dashboard.addresses import Address, Impossible, Page, read_address
from dashboard.downloads import CONTENT_TYPES
from dashboard.people import acting
from dashboard.people.account_forms import invite_form, role_form
from dashboard.people.acting import LARGEST_NUMBER, Actor, account_or_404, actor_of
from dashboard.people.asked import Fault, read_invitee, read_member
from dashboard.people.audit_log import log_file
from dashboard.people.replies import CONFLICT, Replies, typed_form
from dashboard.people.routes import Show
from dashboard.reports.posting import attachment
from dashboard.site import Site
from dashboard.view import offered_languages
from dashboard.words import marked, say
from store.accounts import INVITATION_LASTS, Account
from store.database import Connection
from store.errors import LastAdministratorError, LoginTakenError
from store.tokens import token_by_number

Change = Callable[[Connection, Actor, Account], None]
"""What is done to an account, with its entry in the audit log."""

INVITE = marked("Invite somebody")
GIVE_ROLE = marked("Give a role")
LINK = marked("The link for {name}")
LINK_WORDS = marked("By this link {login} chooses a password, once and within {days} days. Send it to them alone.")
TAKEN = marked("There is an account {login} already.")
LAST = marked("{login} is the only administrator who can sign in: make another one first.")
ENDED = marked("{login} is disabled: let the account sign in again first.")
HOME = Address(Page.ADMIN)


class Administration:
    """What administrators do to accounts."""

    def __init__(self, site: Site, replies: Replies, address: str | None) -> None:
        self.site = site
        self.replies = replies
        self.address = address

    def invite(self) -> Response:
        """Makes an account and shows the link by which its password is chosen."""
        typed, language = typed_form(), self.replies.language()
        invitee, faults = read_invitee(typed, self.site.every_project, offered_languages(self.site))
        actor = actor_of(self.site)
        if invitee is not None:
            try:
                with self.site.database.writing() as connection:
                    return self._link(*acting.invite(connection, actor, invitee))
            except LoginTakenError:
                faults = [Fault(TAKEN, {"login": invitee.login})]
        return self.replies.refused(HOME, faults, (say(INVITE, language), invite_form(self.site, language, typed)))

    def _link(self, account: Account, token: str) -> Response:
        """The answer that shows a link; where links are sent by e-mail too, this is where both are known."""
        language, start = self.replies.language(), self.address or request.host_url
        words = say(LINK_WORDS, language, login=account.login, days=INVITATION_LASTS.days)
        link = f"{start.rstrip('/')}/login/{token}"
        return self.replies.secret(page_of(account.id), say(LINK, language, name=account.name), link, words)

    def link(self, number: int) -> Response:
        """Shows a new link for an account whose password is lost."""
        with self.site.database.writing() as connection:
            found = account_or_404(connection, number)
            if found.disabled_at is None:
                return self._link(found, acting.new_link(connection, actor_of(self.site), found))
        return self.replies.refused(page_of(number), [Fault(ENDED, {"login": found.login})], None, CONFLICT)

    def give(self, number: int) -> Response:
        """Gives a role."""
        typed, language = typed_form(), self.replies.language()
        member, faults = read_member(typed, self.site.every_project)
        with self.site.database.writing() as connection:
            found = account_or_404(connection, number)
            if member is not None:
                acting.give_role(connection, actor_of(self.site), found, member)
                return self.replies.back(page_of(number), "role_given")
        form = role_form(self.site, number, language, typed)
        return self.replies.refused(page_of(number), faults, (say(GIVE_ROLE, language), form))

    def take(self, number: int) -> Response:
        """Takes a role away; also one in a project that is not there any more."""
        role, project = request.form.get("role"), request.form.get("project")

        def change(connection: Connection, actor: Actor, found: Account) -> None:
            held = [each for each in found.memberships if (each.role, each.project or "*") == (role, project)]
            acting.take_role(connection, actor, found, held[0] if held else abort(400))

        return self._changed(number, change, "role_taken")

    def disable(self, number: int) -> Response:
        """Ends an account."""
        return self._changed(number, acting.disable, "account_disabled")

    def enable(self, number: int) -> Response:
        """Lets an account in again."""
        return self._changed(number, acting.enable, "account_enabled")

    def end_sessions(self, number: int) -> Response:
        """Ends the sessions of an account."""
        return self._changed(number, acting.end_sessions, "sessions_ended")

    def _changed(self, number: int, change: Change, notice: str) -> Response:
        """Does something to an account, unless nobody could administrate any more, and leads back to its page."""
        actor = actor_of(self.site)
        with self.site.database.reading() as connection:
            found = account_or_404(connection, number)
        try:
            with self.site.database.writing() as connection:
                change(connection, actor, found)
        except LastAdministratorError:
            return self.replies.refused(page_of(number), [Fault(LAST, {"login": found.login})], None, CONFLICT)
        return self.replies.back(page_of(number), notice)

    def revoke(self, number: int) -> Response:
        """Ends anyone's API token."""
        with self.site.database.writing() as connection:
            token = (token_by_number(connection, number) if number <= LARGEST_NUMBER else None) or abort(404)
            owner = account_or_404(connection, token.account_id)
            acting.revoke(connection, actor_of(self.site), owner, token)
        return self.replies.back(page_of(token.account_id), "token_revoked")

    def log(self) -> Response:
        """The audit log as a file."""
        asked = read_address(HOME.path, request.query_string.decode())
        if isinstance(asked, Impossible):
            abort(asked.status)
        return attachment(log_file(self.site, asked), "audit-log.csv", CONTENT_TYPES["csv"])


def page_of(number: int) -> Address:
    """The page of an account."""
    return Address(Page.ADMIN, query={"account": str(number)})


def add_administration(server: Flask, site: Site, show: Show, language: Callable[[], str], address: str | None) -> None:
    """The addresses of administrators; who may use them is for the gate.

    Args:
        server: of the site.
        site: whose accounts.
        show: makes the pages that answer forms.
        language: of the request at hand.
        address: where browsers reach the site, for links; None for where they ask.
    """
    desk = Administration(site, Replies(site, show, language), address)
    one = "/admin/accounts/<int:number>"
    posts: dict[str, Callable[..., Response]] = {
        "/admin/accounts": desk.invite,
        f"{one}/roles": desk.give,
        f"{one}/roles/remove": desk.take,
        f"{one}/link": desk.link,
        f"{one}/disable": desk.disable,
        f"{one}/enable": desk.enable,
        f"{one}/sessions": desk.end_sessions,
        "/admin/tokens/<int:number>/revoke": desk.revoke,
    }
    for rule, view in posts.items():
        server.add_url_rule(rule, view_func=view, methods=["POST"], endpoint=f"admin_{rule}".replace(".", "_"))
    server.add_url_rule("/admin/audit.csv", view_func=desk.log, methods=["GET"], endpoint="audit_file")
