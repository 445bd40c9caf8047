"""What people would install or write instead of our engine, at its best."""

from collections.abc import Callable

from benchmarks.queries import Asked, Found
from benchmarks.synthetic import Listings


def ready(url: str, listings: Listings) -> dict[str, Callable[[Asked], Found]]:
    """All of them, with their tables and indexes made; Django is set up before."""
    from benchmarks.rivals import tables, tuned, usual
    from benchmarks.rivals.bits import Bits
    from benchmarks.rivals.library import Library

    tables.fill(listings)
    # Its last step brings the statistics of all tables up to date.
    bits = Bits(url, listings)
    return {
        "usual": usual.ask,
        "tuned": tuned.ask,
        "sql": bits.ask,
        "tantivy": Library(listings).ask,
    }
