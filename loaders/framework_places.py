"""Where the keys of a framework stand in its file: for problems that come up after it was read."""

from collections.abc import Iterator

from framework.problems import Place
from framework.revision import KeyPath
from loaders.framework_file import Framework
from loaders.yaml_reader import Block, Items, Node, read_yaml


class Places:
    """The keys of one framework file."""

    def __init__(self, framework: Framework) -> None:
        self.file = framework.place
        self.root = read_yaml(framework.place, framework.files[0].data)[0]

    def top(self, path: KeyPath) -> Place:
        """Where a key of the file stands, or what holds it where it is not there."""
        return Place(self.file, 1) if self.root is None else _deepest(self.root, path)

    def indicator(self, code: str, path: KeyPath) -> Place:
        """Where a key of an indicator stands, or what holds it where it is not there."""
        goals = self.root.get("goals") if self.root is not None else None
        found = next((each for each in _indicators(goals) if each.get("code") == code), None)
        return Place(self.file, 1) if found is None else _deepest(found, path)


def _indicators(nodes: Node | None) -> Iterator[Block]:
    for node in nodes if isinstance(nodes, Items) else ():
        if isinstance(node, Block):
            own = node.get("indicators")
            yield from (each for each in own if isinstance(each, Block)) if isinstance(own, Items) else ()
            yield from _indicators(node.get("results"))


def _deepest(block: Block, path: KeyPath) -> Place:
    """The key at the end of a path; where a step is missing, the mapping that lacks it."""
    for position, step in enumerate(path):
        inner = block.get(step)
        if not isinstance(inner, Block) or position == len(path) - 1:
            return block.place(step) if step in block else block.place()
        block = inner
    return block.place()
