"""tantivy, a search library in Rust, in the same process."""

from typing import Any

import tantivy
from tantivy import Occur, Order, Query

from benchmarks.queries import PAGE, Asked, Counts, Found
from benchmarks.synthetic import FACETS, VALUES, Listings, vocabulary

MEMORY = 500_000_000
# All values of every facet, and no more than there are.
COUNTED = {
    parameter: {"terms": {"field": parameter, "size": len(values)}}
    for parameter, values in VALUES.items()
}


class Library:
    """One segment in memory; `place` is the place of a listing in the result."""

    def __init__(self, listings: Listings) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("place", fast=True)
        builder.add_text_field("text", tokenizer_name="raw", index_option="basic")
        for parameter in VALUES:
            builder.add_text_field(
                parameter, fast=True, tokenizer_name="raw", index_option="basic"
            )
        self.schema = builder.build()
        self.ids = (listings.newest_first + 1).tolist()
        index = tantivy.Index(self.schema)
        self._write(index.writer(MEMORY, 1), listings)
        index.reload()
        self.searcher = index.searcher()

    def _write(self, writer: Any, listings: Listings) -> None:
        known = vocabulary()
        for place, row in enumerate(listings.newest_first.tolist()):
            document = tantivy.Document()
            document.add_unsigned("place", place)
            for word in set(listings.words[row].tolist()):
                document.add_text("text", known[word])
            for parameter, values in listings.of_listing(row).items():
                for value in values:
                    document.add_text(parameter, value)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def ask(self, asked: Asked) -> Found:
        """One search, one aggregation, and one more for each facet with a choice."""
        facets = {facet: self._chosen(asked, facet) for facet in asked.facets()}
        words = [
            Query.term_query(self.schema, "text", word, "basic") for word in asked.words
        ]
        query = _all([*facets.values(), *words])
        found: Any = self.searcher.search(
            query, PAGE, order_by_field="place", order=Order.Asc
        )
        others = [name for facet in FACETS if facet not in facets for name in facet]
        counts = self._counts(query, others)
        for facet in facets:
            rest = [chosen for one, chosen in facets.items() if one != facet]
            counts |= self._counts(_all([*rest, *words]), facet)
        ids = [self.ids[place] for place, _address in found.hits]
        return Found(found.count or 0, ids, counts)

    def _chosen(self, asked: Asked, facet: tuple[str, ...]) -> Query:
        terms = [
            Query.term_query(self.schema, name, value, "basic")
            for name, value in asked.of_facet(facet)
        ]
        if len(terms) == 1:
            return terms[0]
        return Query.boolean_query([(Occur.Should, term) for term in terms])

    def _counts(self, query: Query, parameters: Any) -> Counts:
        wanted = {name: COUNTED[name] for name in parameters}
        answer = self.searcher.aggregate(query, wanted)
        return {
            name: {one["key"]: one["doc_count"] for one in answer[name]["buckets"]}
            for name in parameters
        }


def _all(queries: list[Query]) -> Query:
    if not queries:
        return Query.all_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])
