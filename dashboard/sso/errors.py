"""Why somebody is not signed in, with the status of the answer, what they are told, and what only the log says.

SignInError
├── NotBegunError        nobody here asked for this answer, or too long ago
├── DeclinedError        they, or the provider, did not want to
├── ProviderError        the provider cannot be reached, or its answer cannot be trusted
├── NoRoleError          neither a group nor anybody gave them a role
├── DisabledError        their account is disabled
└── TakenError           the account with their e-mail address is somebody else's
"""

from dashboard.words import marked


class SignInError(Exception):
    """Somebody is not signed in; the message is for the log."""

    status = 502
    told = ""
    """What the reader is told."""


class NotBegunError(SignInError):
    """Nobody at this browser asked for this answer, or too long ago, or it was used before."""

    status = 400
    told = marked("This sign-in was not begun in this browser, took too long, or was used already. Please start again.")


class DeclinedError(SignInError):
    """The person, or the provider for them, did not want to sign in."""

    status = 403
    told = marked("{name} did not let you sign in, or you stopped there.")


class ProviderError(SignInError):
    """The provider cannot be reached, or its answer cannot be trusted."""

    status = 502
    told = marked("Signing in with {name} does not work at the moment. Try again in a while.")


class NoRoleError(SignInError):
    """Neither a group of the provider nor anybody here gave them a role."""

    status = 403
    told = marked("Your account has no role here. Ask the administrator of this dashboard for one.")


class DisabledError(SignInError):
    """Their account is disabled."""

    status = 403
    told = marked("Your account here is disabled. Ask the administrator of this dashboard.")


class TakenError(SignInError):
    """The account with their e-mail address belongs to another person of the same provider."""

    status = 403
    told = marked(
        "The account with your e-mail address belongs to somebody else at {name}. Ask the administrator of this dashboard."
    )
