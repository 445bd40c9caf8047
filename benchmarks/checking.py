"""Everybody's answers beside those of brute force."""

from collections.abc import Callable, Mapping

from benchmarks.queries import Asked, BruteForce, Found, mix
from benchmarks.synthetic import Listings

Asking = Callable[[Asked], Found]


class WrongError(Exception):
    """A run from which nothing can be learnt."""


def check(
    listings: Listings, ours: Asking | None, rivals: Mapping[str, Asking]
) -> None:
    """The rivals order by date alone; ours by the score of the words first."""
    brute = BruteForce(listings)
    for asked in mix():
        right, best = brute.answer(asked)
        if ours:
            expect("ours", ours, asked, Found(right.total, best, right.counts))
        for name, ask in rivals.items():
            expect(name, ask, asked, right)


def expect(name: str, ask: Asking, asked: Asked, right: Found) -> None:
    answer = ask(asked)
    if (answer.total, answer.ids) != (right.total, right.ids):
        raise WrongError(f"{name}, {asked}: {answer.total} {answer.ids}, not {right}")
    counts, wanted = _without_zeros(answer.counts), _without_zeros(right.counts)
    if counts != wanted:
        differ = counts.items() ^ wanted.items()
        raise WrongError(f"{name} counts for {asked} wrongly: {sorted(differ)}")


def _without_zeros(
    counts: Mapping[str, Mapping[str, int]],
) -> dict[tuple[str, str], int]:
    return {
        (parameter, value): number
        for parameter, numbers in counts.items()
        for value, number in numbers.items()
        if number
    }
