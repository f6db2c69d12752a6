"""Whether numbers that are not told could be others: other whole numbers that agree with all that is told.

Cells stand in equations (the parts of a whole), at several moments. A `Move` changes some cells by fixed steps at all
moments from `start` up to but without `end`, such that every equation, bound and order in time still holds. Who reads
only what is told cannot tell the true numbers from the moved ones: a secret that a move touches is safe.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

Key = tuple[str, str]
"""A cell: dimension and category, as the table `breakdown` names them."""

Equation = Mapping[Key, int]
"""Factors; of the cells times their factors the sum is known."""

ENDLESS = 10**30
MOST_STEPS = 300
"""Tries per search; a secret for which no other number is found in so many counts as exposed."""

MOST_STRETCHES = 14
"""Stretches of time tried per secret."""


@dataclass(frozen=True, slots=True)
class Box:
    """The true number of a cell, and between which numbers it lies for who reads what is told."""

    value: int
    low: int
    high: int


Sheet = Mapping[Key, Box]
"""All cells at one moment."""


@dataclass(frozen=True, slots=True)
class Move:
    """Other numbers for some cells at the moments from `start` up to but without `end`."""

    start: int
    end: int
    change: Mapping[Key, int]

    def covers(self, moment: int) -> bool:
        """True where it changes numbers of that moment."""
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class Secret:
    """A number that must not come out: a cell at a moment, or its change since an earlier one."""

    key: Key
    at: int
    since: int | None = None

    def is_touched(self, move: Move) -> bool:
        """True where the move gives it another value."""
        if not move.change.get(self.key):
            return False
        return move.covers(self.at) and (self.since is None or not move.covers(self.since))

    def is_shifted(self, move: Move) -> bool:
        """True where the move changes the earlier number alone, and with it the difference."""
        earlier = self.since is not None and move.covers(self.since) and not move.covers(self.at)
        return earlier and bool(move.change.get(self.key))


@dataclass(frozen=True)
class System:
    """How cells add up, at every moment alike."""

    equations: Sequence[Equation]
    step: int
    """The least change that counts as another number."""
    rising: bool
    """Whether everyone knows that cells never fall over time; otherwise moments tell nothing of each other."""

    @cached_property
    def links(self) -> Mapping[Key, Sequence[int]]:
        """The equations in which a cell stands, by number."""
        found: dict[Key, list[int]] = {}
        for number, equation in enumerate(self.equations):
            for key in equation:
                found.setdefault(key, []).append(number)
        return found


@dataclass(frozen=True)
class Alternatives:
    """The sheets of all moments so far, and the search for numbers that would tell the same."""

    system: System
    sheets: tuple[Sheet, ...] = ()
    moves: list[Move] = field(default_factory=list)
    safe: set[Secret] = field(default_factory=set)
    """Secrets for which other numbers have been found."""

    def followed_by(self, sheet: Sheet) -> "Alternatives":
        """The same with one more moment; moves that still hold are kept."""
        later = Alternatives(self.system, (*self.sheets, sheet))
        last = len(self.sheets)
        for move in self.moves:
            longer = [Move(move.start, last + 1, move.change)] if move.end == last else []
            later.moves.extend(each for each in (move, *longer) if later.holds(each))
        return later

    def telling_less(self, sheet: Sheet) -> "Alternatives":
        """The same with a last sheet that tells less: what was found stays true."""
        return Alternatives(self.system, (*self.sheets[:-1], sheet), self.moves, self.safe)

    def without_ended(self) -> "Alternatives":
        """The same without the moves that no later moment can undo, which serve no secret that is still open."""
        lasting = [move for move in self.moves if self.system.rising and move.end == len(self.sheets)]
        return Alternatives(self.system, self.sheets, lasting)

    def holds(self, move: Move) -> bool:
        """True where a move breaks no bound and no order in time."""
        rooms = ((self.room(key, move.start, move.end), change) for key, change in move.change.items())
        return all(low <= change <= high for (low, high), change in rooms)

    def is_safe(self, secret: Secret) -> bool:
        """True where some move changes the secret."""
        if secret not in self.safe and (self._is_moved(secret, self.moves) or self._found(secret)):
            self.safe.add(secret)
        return secret in self.safe

    def is_settled(self, secret: Secret) -> bool:
        """True where no later moment can expose it: a move that touches it ends before the last one."""
        return self._is_moved(
            secret, [move for move in self.moves if move.end < len(self.sheets) or not self.system.rising]
        )

    @staticmethod
    def _is_moved(secret: Secret, moves: Sequence[Move]) -> bool:
        return any(secret.is_touched(move) or secret.is_shifted(move) for move in moves)

    def _found(self, secret: Secret) -> bool:
        for start, end in self._stretches(secret):
            change = self._search(secret.key, start, end)
            if change:
                self.moves.append(Move(start, end, change))
                return True
        return False

    def _stretches(self, secret: Secret) -> Iterator[tuple[int, int]]:
        """Stretches of time that hold the secret's moment, or of the two moments of a difference exactly one."""
        last, at, since = len(self.sheets), secret.at, secret.since
        if not self.system.rising:
            yield (at, at + 1)
            return
        first = 0 if since is None else since + 1
        ways = [(start, end) for start in range(at, first - 1, -1) for end in (at + 1, last)]
        ways += [(at, end) for end in range(at + 2, last)]
        if since is not None:
            ways += [(start, end) for start in range(since, -1, -1) for end in (since + 1, at)]
        yield from list(dict.fromkeys(ways))[:MOST_STRETCHES]

    def room(self, key: Key, start: int, end: int) -> tuple[int, int]:
        """By how much a cell may change in a stretch of time, down and up."""
        boxes = [sheet[key] for sheet in self.sheets[start:end]]
        low = max([box.low - box.value for box in boxes])
        high = min([box.high - box.value for box in boxes])
        if self.system.rising and start:
            risen = boxes[0].value - self.sheets[start - 1][key].value
            low = max(low, -risen) if risen >= 0 else low
        if self.system.rising and end < len(self.sheets):
            rising = self.sheets[end][key].value - boxes[-1].value
            high = min(high, rising) if rising >= 0 else high
        return low, high

    def _search(self, key: Key, start: int, end: int) -> Mapping[Key, int] | None:
        for change in (self.system.step, -self.system.step):
            found = _Search(self, start, end).completed({}, {}, key, change)
            if found:
                return found
        return None


class _Search:
    """Changes that leave every sum as it is: one cell is changed, then others until all equations are even again."""

    def __init__(self, within: Alternatives, start: int, end: int) -> None:
        self.within, self.start, self.end = within, start, end
        self.rooms: dict[Key, tuple[int, int]] = {}
        self.left = MOST_STEPS

    def completed(
        self, change: Mapping[Key, int], uneven: Mapping[int, int], key: Key, amount: int
    ) -> Mapping[Key, int] | None:
        """The changes with one more, and with all that it asks for; None where there is no way on."""
        self.left -= 1
        if self.left < 0 or not self._fits(key, amount):
            return None
        more, open_now = {**change, key: amount}, self._uneven(uneven, key, amount)
        if not open_now:
            return more
        number, excess = next(iter(open_now.items()))
        for other, answer in self._answers(number, excess, more, open_now):
            found = self.completed(more, open_now, other, answer)
            if found:
                return found
        return None

    def _answers(
        self, number: int, excess: int, change: Mapping[Key, int], uneven: Mapping[int, int]
    ) -> list[tuple[Key, int]]:
        """Cells that could even an equation out, those first that leave the fewest others uneven."""
        equation = self.within.system.equations[number]
        ways = [(key, -excess // factor) for key, factor in equation.items() if key not in change]
        fitting = [(key, amount) for key, amount in ways if self._fits(key, amount)]
        return sorted(fitting, key=lambda way: len(self._uneven(uneven, *way)))

    def _uneven(self, uneven: Mapping[int, int], key: Key, amount: int) -> dict[int, int]:
        """The equations that are off, and by how much, after one more change."""
        found = dict(uneven)
        for number in self.within.system.links.get(key, ()):
            found[number] = found.get(number, 0) + amount * self.within.system.equations[number][key]
        return {number: excess for number, excess in found.items() if excess}

    def _fits(self, key: Key, amount: int) -> bool:
        if key not in self.rooms:
            self.rooms[key] = self.within.room(key, self.start, self.end)
        low, high = self.rooms[key]
        return low <= amount <= high
