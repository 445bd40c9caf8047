"""Jobs are rows of the database, and the processes that move them show a pulse."""

from django_q.brokers.orm import ORM

from events import pulse


class PulsingBroker(ORM):
    """django-q2's broker with signs of life that another process can see.

    Its own go into the cache, which here is the memory of one process.
    """

    def dequeue(self) -> list[tuple[int, str]] | None:
        """The next job; none after a short sleep when nothing waits."""
        jobs: list[tuple[int, str]] | None = super().dequeue()
        pulse.beat("pusher")
        return jobs

    def set_stat(self, key: str, value: str, timeout: int) -> None:
        pulse.beat("guard")
