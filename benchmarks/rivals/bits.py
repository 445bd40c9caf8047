"""Bit strings on PostgreSQL: one row for each facet value, one bit for each listing.

Listings have their bits in the order of the result, newest first. A query is one
statement, after one more that finds the listings with the words.
"""

from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

from benchmarks.queries import PAGE, Asked, Counts, Found
from benchmarks.synthetic import FACET_VALUES, FACETS, NAMES, Listings, offset

TABLES = """
CREATE TABLE benchmarks_bits
    (number int PRIMARY KEY, facet int NOT NULL, listings int NOT NULL, bits varbit);
ALTER TABLE benchmarks_bits ALTER bits SET STORAGE EXTERNAL;
CREATE TABLE benchmarks_place (place int PRIMARY KEY, search tsvector);
INSERT INTO benchmarks_place
    SELECT row_number() OVER (ORDER BY checked_on DESC, id) - 1, search
    FROM benchmarks_listing;
CREATE INDEX ON benchmarks_place USING gin (search);
"""
WITH_WORDS = """
SELECT string_agg(int4send(place), '') FROM benchmarks_place
WHERE search @@ plainto_tsquery('simple', %s)
"""
ONE = "(SELECT bits FROM benchmarks_bits WHERE number = {})"
FACET = {parameter: n for n, facet in enumerate(FACETS) for parameter in facet}


class Bits:
    def __init__(self, url: str, listings: Listings) -> None:
        self.connection: psycopg.Connection[Any] = psycopg.connect(url, autocommit=True)
        self.cursor = self.connection.cursor(binary=True)
        self.ids = listings.newest_first + 1
        # Whole bytes, so that masks are as long as what is kept.
        self.length = -listings.size % 8 + listings.size
        places = np.empty(listings.size, np.int64)
        places[listings.newest_first] = np.arange(listings.size)
        self.cursor.execute(TABLES, binary=False, prepare=False)
        for number, (parameter, _value) in enumerate(NAMES):
            having = listings.rows[listings.values == number]
            row = (number, FACET[parameter], len(having), self._bits(places[having]))
            self.cursor.execute(
                "INSERT INTO benchmarks_bits VALUES (%s, %s, %s, %s::varbit)", row
            )
        self.cursor.execute("VACUUM ANALYZE", binary=False)

    def _bits(self, places: NDArray[np.int64]) -> str:
        bits = np.zeros(self.length, np.uint8)
        bits[places] = 1
        return "x" + np.packbits(bits).tobytes().hex()

    def ask(self, asked: Asked) -> Found:
        facets = asked.facets()
        masks = [
            " | ".join(ONE.format(offset(*one)) for one in asked.of_facet(facet))
            for facet in facets
        ]
        parameters = []
        if asked.words:
            found = self.cursor.execute(WITH_WORDS, [asked.text]).fetchone()
            places = np.frombuffer((found and found[0]) or b"", ">i4")
            parameters = [self._bits(places.astype(np.int64))]
            masks.append("%s::varbit")
        rows = self.cursor.execute(_statement(facets, masks), parameters).fetchall()
        counts: Counts = {parameter: {} for facet in FACETS for parameter in facet}
        for number, listings, _bits in rows:
            if listings and number < FACET_VALUES:
                parameter, value = NAMES[number]
                counts[parameter][value] = listings
        _number, total, bits = rows[-1]
        first = np.flatnonzero(np.frombuffer(bits.encode(), np.uint8) == ord("1"))
        return Found(total, self.ids[first[:PAGE]].tolist(), counts)


def _statement(facets: list[tuple[str, ...]], masks: list[str]) -> str:
    """Masks of the chosen facets and of the words, then all counts, then the result."""
    names = [f"mask_{n}" for n in range(len(masks))]
    columns = [f"{' & '.join(names)} AS everything"]
    cases = []
    for n, facet in enumerate(facets):
        others = [name for name in names if name != names[n]]
        number = "listings"
        if others:
            columns.append(f"{' & '.join(others)} AS others_{n}")
            number = f"bit_count(bits & others_{n})"
        cases.append(f"WHEN {FACETS.index(facet)} THEN {number}")
    cases_of_facets = f"CASE facet {' '.join(cases)} ELSE" if cases else ""
    listed = ", ".join(
        f"({mask}) AS {name}" for mask, name in zip(masks, names, strict=True)
    )
    return f"""
    WITH masks AS MATERIALIZED (SELECT {listed}),
    chosen AS MATERIALIZED (SELECT {", ".join(columns)} FROM masks)
    SELECT number, {cases_of_facets} bit_count(bits & everything)
        {"END" if cases else ""}, NULL FROM benchmarks_bits, chosen
    UNION ALL
    SELECT {FACET_VALUES}, bit_count(everything), everything::text FROM chosen
    """
