"""A letter as a message to be sent: both ways of writing it, and its headers.

Names and titles cannot add headers: line breaks and other signs of control are taken out, and `email` refuses them.
"""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from hashlib import sha256

from dashboard.letters.letter import Letter
from dashboard.letters.settings import Settings
from dashboard.letters.writing import as_html, as_text
from store.letter_log import Occasion

ONE_CLICK = "List-Unsubscribe=One-Click"
"""What mail programs send to the link that ends letters (RFC 8058)."""


class _Policy(EmailPolicy):
    """Headers as mail servers want them, but for the link that ends letters: it is written as it is.

    Folded, a long address would be encoded, which mail programs do not undo there.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header with its line ends."""
        if name == LEAVING:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


LEAVING = "List-Unsubscribe"
POLICY = _Policy(linesep="\r\n")


def message(letter: Letter, to: Address, settings: Settings, leave: str, of: Occasion, at: datetime) -> EmailMessage:
    """The message of a letter.

    Args:
        letter: what it says.
        to: who it is for.
        settings: who it is from.
        leave: where such letters are ended.
        of: on which occasion; the same occasion has the same Message-ID, so that a second copy is known as one.
        at: when it is sent.
    """
    made = plain_message(to, settings, letter.subject, at)
    made["Message-ID"] = f"<{_mark(of, settings)}@{settings.sender.domain}>"
    made[LEAVING] = f"<{leave}>"
    made["List-Unsubscribe-Post"] = ONE_CLICK
    made.set_content(as_text(letter, leave))
    made.add_alternative(as_html(letter, leave), subtype="html")
    made["Content-Language"] = letter.language
    return made


def plain_message(to: Address, settings: Settings, subject: str, at: datetime) -> EmailMessage:
    """A message with the headers that all have, and nothing in it yet."""
    made = EmailMessage(policy=POLICY)
    made["From"] = settings.sender
    made["To"] = to
    made["Subject"] = " ".join(subject.split())
    made["Date"] = format_datetime(at)
    made["Auto-Submitted"] = "auto-generated"
    return made


def _mark(of: Occasion, settings: Settings) -> str:
    about = of.subscription
    text = "\n".join([settings.address, str(about.account), about.project, about.kind.value, of.key])
    return sha256(text.encode()).hexdigest()[:32]
