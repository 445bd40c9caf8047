"""Our own search, as a request runs it before it draws the page."""

from django.utils import timezone

from benchmarks import documents
from benchmarks.ours import Answered, answered
from benchmarks.queries import Asked, Found
from benchmarks.synthetic import Listings
from search import answering, live
from search.meanwhile import meanwhile
from search.selection import Selection

# Nobody looks at the cards here.
CARD: dict[str, dict[str, str]] = {"fi": {}, "sv": {}, "en": {}}


class Served:
    """With documents in the database, looking for changes in each request."""

    def __init__(self, listings: Listings) -> None:
        documents.migrate()
        documents.write(listings, timezone.localdate(), [CARD])
        self._look()

    def _look(self) -> None:
        if live.index() is None:
            raise RuntimeError("the database answers, and not the engine")

    def ask(self, asked: Asked) -> Answered:
        selection = Selection(q=asked.text, chosen=asked.chosen)
        with live.one_look():
            return meanwhile(lambda: answered(answering.ask(selection)))

    def found(self, asked: Asked) -> Found:
        return self.ask(asked).found()

    def change_something(self) -> None:
        """So that nothing is answered, or understood, as in the pass before."""
        documents.touch(1, 1)
        answering.forget_queries()
        self._look()
