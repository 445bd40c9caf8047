"""The listings that benchmarks are measured with, and brute force, which judges all."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from activities.facts import Facts
from benchmarks.checking import check
from benchmarks.ours import InMemory
from benchmarks.queries import PAGE, Asked, BruteForce, mix
from benchmarks.synthetic import FACETS, VALUES, Listings
from textanalysis.analysis import analyse
from textanalysis.matching import match_and_score
from textanalysis.queries import Word

SIZE = 300


def held(facts: Facts) -> dict[str, set[str]]:
    """Parameter -> values, days and times among them."""
    found = {name: set(values) for name, values in facts["values"].items()}
    found["day"] = {day for day, _time, _last in facts["meets"]}
    found["time"] = {time for _day, time, _last in facts["meets"]}
    return found


def fits(facts: Facts, asked: Asked, left_out: Iterable[str] = ()) -> bool:
    values = held(facts)
    return score(facts, asked) is not None and all(
        any(value in values.get(name, ()) for name, value in asked.of_facet(facet))
        for facet in asked.facets()
        if facet != left_out
    )


def score(facts: Facts, asked: Asked) -> int | None:
    query = tuple(Word(word, (tuple(analyse([word])),)) for word in asked.words)
    tokens = {field: text.split() for field, text in facts["tokens"].items()}
    return match_and_score(tokens, query)


def test_same_seed_gives_the_same_listings() -> None:
    one, other = Listings.drawn(SIZE), Listings.drawn(SIZE)
    another = Listings.drawn(SIZE, seed=1)

    assert list(one.facts()) == list(other.facts())
    assert list(one.facts()) != list(another.facts())
    assert not np.array_equal(one.words, another.words)


def test_values_are_those_of_the_study() -> None:
    listings = Listings.drawn(2_000)

    assert sum(map(len, VALUES.values())) == 445
    assert len(FACETS) == 8
    assert 11 < len(listings.values) / listings.size < 12
    assert listings.words.shape == (2_000, 66)


def test_mix_has_36_queries() -> None:
    kinds = Counter(asked.kind for asked in mix())

    assert kinds == {"one": 8, "three": 8, "text": 6, "text+2": 8, "rare": 6}
    assert all(asked.chosen or asked.words for asked in mix())


def test_brute_force_finds_what_the_facts_say() -> None:
    listings = Listings.drawn(SIZE)
    everything = list(listings.facts())
    brute = BruteForce(listings)

    for asked in mix():
        found, best = brute.answer(asked)
        right = [facts for facts in everything if fits(facts, asked)]
        right.sort(key=lambda facts: facts["id"])
        right.sort(key=lambda facts: facts["checked_on"], reverse=True)
        assert found.total == len(right)
        assert found.ids == [facts["id"] for facts in right[:PAGE]]
        right.sort(key=lambda facts: -(score(facts, asked) or 0))
        assert best == [facts["id"] for facts in right[:PAGE]]
        for facet in FACETS:
            others = [one for one in everything if fits(one, asked, left_out=facet)]
            for name in facet:
                counts = Counter(v for one in others for v in held(one).get(name, ()))
                assert found.counts[name] == counts


def test_engine_agrees_with_brute_force() -> None:
    listings = Listings.drawn(SIZE)

    check(listings, InMemory(listings).found, {})
