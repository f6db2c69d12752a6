"""Previews that this process worked out: what saves working them out again, and is never needed for being right."""

from collections import OrderedDict
from threading import Lock

from loaders.outcome import Outcome

MOST = 16

Key = tuple[str, str, str]
"""The token of an upload, what was said beside its files, and the mark of what stood."""


class Shown:
    """The previews that were asked for last."""

    def __init__(self) -> None:
        self._outcomes: OrderedDict[Key, Outcome] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Outcome | None:
        """A preview; None where it is not known any more."""
        with self._lock:
            found = self._outcomes.get(key)
            if found is not None:
                self._outcomes.move_to_end(key)
            return found

    def put(self, key: Key, outcome: Outcome) -> None:
        """Remembers a preview in the place of the oldest."""
        with self._lock:
            self._outcomes[key] = outcome
            while len(self._outcomes) > MOST:
                self._outcomes.popitem(last=False)
