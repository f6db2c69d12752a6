"""What of a page's HTML is seen: without what is hidden, with everything in it."""

from html.parser import HTMLParser

from dashboard.markup import VOID


class _Eyes(HTMLParser):
    """Writes down the tags and texts that are not hidden."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.seen: list[str] = []
        self.inside: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_hidden = self.inside[-1] or ("hidden", None) in attrs
        if not is_hidden:
            self.seen.append(self.get_starttag_text() or "")
        if tag not in VOID:
            self.inside.append(is_hidden)

    def handle_endtag(self, tag: str) -> None:
        if not self.inside.pop():
            self.seen.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.inside[-1]:
            self.seen.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def seen(html: str) -> str:
    """The HTML without its hidden elements."""
    eyes = _Eyes()
    eyes.feed(html)
    eyes.close()
    return "".join(eyes.seen)
