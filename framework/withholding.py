"""Which cells of a breakdown are withheld, moment after moment (semantics 7.2, 7.3).

A cell is hidden where its count is small (above 0, below k), or where its change since an earlier moment at which it
was told is: so no subtraction of two dates gives a small count. Further cells are hidden, small ones first, until of
every hidden cell, and of every small change between hidden ones, another number agrees with all that is told: totals,
sums of dimensions, pairs and single dimensions together, at this moment and every earlier one. What is decided for a
moment depends on nothing later, so a table that was sent once stays as it was.

A small count is `<k`, all else that is hidden `*`. At first readers may know that `*` is no small count; where that
leaves one number possible, `*` may be any; and where even `<k` leaves one, small counts of that dimension are `*` too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from framework.alternatives import ENDLESS, Alternatives, Box, Key, Secret, System
from framework.breakdown import NOT_DISAGGREGATED
from framework.model import Cells, Indicator, Project, Rule
from framework.small_cells import REPORTER, SLACK, Snapshot, Whole, layers_of, wholes


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which cells of one moment are hidden, and how."""

    hidden: frozenset[Key] = frozenset()
    starred: frozenset[Key] = frozenset()
    """Hidden cells that are `*` even where they are small."""
    strict: bool = True
    """Whether readers may know that `*` is no small count."""

    def with_hidden(self, key: Key) -> "Pattern":
        """The pattern with one more cell hidden."""
        return replace(self, hidden=self.hidden | {key})


@dataclass(frozen=True, slots=True)
class Layer:
    """One column of counts: how its cells add up, all sheets so far, and what is still to be kept safe."""

    parts: Sequence[Whole]
    told: Alternatives
    secrets: tuple[Secret, ...] = ()


@dataclass(slots=True)
class Censor:
    """Decides moment after moment; `history` holds what was decided."""

    project: Project
    indicator: Indicator
    scale: int
    layers: dict[str, Layer] = field(default_factory=dict)
    history: list[tuple[Snapshot, Pattern]] = field(default_factory=list)

    def __post_init__(self) -> None:
        rising = self.indicator.over_time is Rule.SUM and not self.indicator.allow_negative
        for name in layers_of(self.indicator):
            parts = wholes(self.project, self.indicator, name)
            told = Alternatives(System([each.equation for each in parts], self.scale, rising))
            self.layers[name] = Layer(parts, told)

    @property
    def below(self) -> int:
        """Counts above 0 and below this are small."""
        return (self.project.small_cells_below or 0) * self.scale

    def decide(self, snapshot: Snapshot) -> Pattern:
        """What is hidden at the next moment."""
        pattern = Pattern(frozenset(key for key in snapshot.rows if self._is_small(snapshot, key)))
        layers = self._with(snapshot, pattern)
        while exposed := self._exposed(layers):
            stricter = self._stricter(snapshot, pattern, exposed)
            if stricter is None:
                break
            tried = layers if stricter.strict == pattern.strict else None
            pattern = stricter
            layers = self._with(snapshot, pattern, tried)
        self.history.append((snapshot, pattern))
        self.layers = {name: _unsettled(layer) for name, layer in layers.items()}
        return pattern

    def _is_small(self, snapshot: Snapshot, key: Key) -> bool:
        """True for a small count, and a small change since a moment at which the cell was told."""
        if not self._is_guarded(key):
            return False
        for name, counts in snapshot.counts.items():
            told = (was.counts[name].get(key, 0) for was, then in self.history if _is_told(was, then, name, key))
            count = counts.get(key, 0)
            if 0 < count < self.below or any(0 < abs(count - before) < self.below for before in told):
                return True
        return False

    def _is_guarded(self, key: Key) -> bool:
        """A single reporter's part is the total, which is told."""
        return key[0] != REPORTER or len(self.indicator.reporters) > 1

    def _with(self, snapshot: Snapshot, pattern: Pattern, tried: Mapping[str, Layer] | None = None) -> dict[str, Layer]:
        """The layers with the moment as the pattern would tell it; `tried` told more of it."""
        layers = {}
        for name, layer in self.layers.items():
            counts = snapshot.counts[name]
            sheet = {key: self._box(name, snapshot, pattern, key, count) for key, count in counts.items()}
            told = tried[name].told.telling_less(sheet) if tried else layer.told.followed_by(sheet)
            secrets = (*layer.secrets, *self._secrets(name, snapshot, pattern))
            layers[name] = replace(layer, told=told, secrets=secrets)
        return layers

    def _box(self, name: str, snapshot: Snapshot, pattern: Pattern, key: Key, count: int) -> Box:
        """Between which numbers readers know a cell to be."""
        least = -ENDLESS if self.indicator.allow_negative else min(0, count)
        if key not in pattern.hidden:
            return Box(count, least, ENDLESS) if key in snapshot.untold[name] else Box(count, count, count)
        if 0 < count < self.below and key not in pattern.starred:
            return Box(count, 1, self.below - 1)
        if not pattern.strict:
            return Box(count, least, ENDLESS)
        return Box(count, self.below, ENDLESS) if count >= self.below else Box(count, count, count)

    def _secrets(self, name: str, snapshot: Snapshot, pattern: Pattern) -> Iterator[Secret]:
        """Hidden cells that have a row, and their small changes since earlier moments from which on they were hidden."""
        now, counts = len(self.history), snapshot.counts[name]
        for key in sorted(pattern.hidden & snapshot.rows.keys()):
            if key not in counts or (pattern.strict and not counts[key]):
                continue
            yield Secret(key, now)
            for at in range(now - 1, -1, -1):
                was, then = self.history[at]
                if key not in then.hidden:
                    break
                if 0 < abs(counts[key] - was.counts[name].get(key, 0)) < self.below:
                    yield Secret(key, now, at)

    def _exposed(self, layers: Mapping[str, Layer]) -> list[tuple[Layer, Secret]]:
        """The first secret that what is told gives away, if there is one."""
        for layer in layers.values():
            for secret in layer.secrets:
                if not layer.told.is_safe(secret):
                    return [(layer, secret)]
        return []

    def _stricter(self, snapshot: Snapshot, pattern: Pattern, exposed: list[tuple[Layer, Secret]]) -> Pattern | None:
        """The least step that may help; None where nothing is left to withhold."""
        layer, secret = exposed[0]
        near = _near(layer.parts, secret.key, pattern.hidden)
        tellable = {key for key in snapshot.rows if key not in pattern.hidden and self._is_guarded(key)}
        for ring in near:
            fitting = [key for key in ring if key in tellable and (not pattern.strict or snapshot.number(key))]
            if fitting:
                return pattern.with_hidden(min(fitting, key=lambda key: self._rank(snapshot, key)))
        if pattern.strict:
            return Pattern(frozenset(key for key in snapshot.rows if self._is_small(snapshot, key)), strict=False)
        return self._last_resort(snapshot, pattern, {key for ring in near for key in ring} | {secret.key})

    def _rank(self, snapshot: Snapshot, key: Key) -> tuple[bool, bool, int, Key]:
        """Pairs before single dimensions, what is stated before zeros, then the smallest."""
        number = snapshot.number(key)
        return "+" not in key[0], not number, number, key

    def _last_resort(self, snapshot: Snapshot, pattern: Pattern, keys: set[Key]) -> Pattern | None:
        """Pairs that nobody stated, as cover; small counts as `*`; then whether anything is not disaggregated."""
        covers = {key for key in _empty_pairs(snapshot) if key[0] in {label for label, _ in keys}} - pattern.hidden
        if covers:
            return replace(pattern, hidden=pattern.hidden | covers)
        starred = pattern.starred | (keys & pattern.hidden)
        if starred != pattern.starred:
            return replace(pattern, starred=starred)
        rests = {(name, NOT_DISAGGREGATED) for name, rule in self.indicator.dimensions.items() if rule is Cells.WITHIN}
        unsaid = sorted((rests & keys) - pattern.hidden)
        return pattern.with_hidden(unsaid[0]) if unsaid else None


def _empty_pairs(snapshot: Snapshot) -> set[Key]:
    """Pairs without a row in tables of pairs that have rows: the lack of a row tells as much as a zero."""
    labels = {label for label, _ in snapshot.rows if "+" in label}
    cells = {key for counts in snapshot.counts.values() for key in counts if key[0] in labels}
    return {key for key in cells if key not in snapshot.rows and not key[1].endswith(SLACK)}


def _is_told(was: Snapshot, then: Pattern, name: str, key: Key) -> bool:
    return key not in then.hidden and key not in was.untold[name] and key in was.counts[name]


def _unsettled(layer: Layer) -> Layer:
    """A layer without the secrets that nothing later can expose."""
    secrets = tuple(each for each in layer.secrets if not layer.told.is_settled(each))
    return replace(layer, secrets=secrets, told=layer.told.without_ended())


def _near(parts: Sequence[Whole], key: Key, hidden: frozenset[Key]) -> list[list[Key]]:
    """Cells by their distance: the cell itself, where it alone is hidden in a sum, its other sums, then those beyond."""
    sums = [{*each.equation} for each in parts]
    own = [cells for cells in sums if key in cells]
    alone = [cells for cells in own if not (cells - {key}) & hidden]
    rings = [[key], *(sorted(cells) for cells in alone), sorted(set().union(*own) if own else ())]
    known, border = {key}, {key}
    while border:
        reached = set().union(*(cells for cells in sums if cells & border)) - known
        rings.append(sorted(reached))
        known |= reached
        border = reached & hidden
    return rings
