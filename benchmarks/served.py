"""Our own search, as a request runs it before it draws the page."""

from benchmarks import documents
from benchmarks.ours import Answered, ask
from benchmarks.queries import Asked, Found
from benchmarks.synthetic import TODAY, Listings
from search import live
from search.live import Index

# Nobody looks at the cards here.
CARD: dict[str, dict[str, str]] = {"fi": {}, "sv": {}, "en": {}}


class Served:
    """With documents in the database, looking for changes each time."""

    def __init__(self, listings: Listings) -> None:
        documents.migrate()
        documents.write(listings, TODAY, [CARD])
        self.index()

    def index(self) -> Index:
        index = live.index()
        if index is None:
            raise RuntimeError("the database answers, and not the engine")
        return index

    def ask(self, asked: Asked) -> Answered:
        return ask(self.index(), asked)

    def found(self, asked: Asked) -> Found:
        return self.ask(asked).found()

    def change_something(self) -> None:
        """So that nothing is answered from what the pass before has left."""
        documents.touch(1, 1)
        self.index()
