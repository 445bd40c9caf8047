"""The organisations of synthetic listings: one for twenty listings, marked as tests."""

from random import Random

from activities.listings.chance import chance_of, shares
from activities.listings.surroundings import Surroundings
from activities.listings.wording import words_in
from organisations.models import Organisation

MARK = "(testi)"
KINDS = shares(
    {
        "association": 70,
        "adult_education": 8,
        "congregation": 6,
        "municipality": 5,
        "foundation": 4,
        "competence_centre": 2,
        "cooperative": 2,
        "other": 3,
    }
)


def organisation(seed: int, number: int, around: Surroundings) -> Organisation:
    chance = chance_of(seed, "organisation", number)
    kind = KINDS.one(chance)
    fields: dict[str, object] = {}
    for language in ("fi", "sv", "en"):
        words = words_in(language)
        # The lists are parallel: the same draws give the same name in each language.
        name = words.organisation(chance_of(seed, "name", number), kind)
        fields[f"name_{language}"] = f"{name} {number} {MARK}"
        fields[f"description_{language}"] = _description(chance, language)
    return Organisation(
        kind=kind,
        home_municipality_id=around.towns.one(chance).pk,
        email="testi@example.org",
        phone=f"040 000 {chance.randint(0, 9999):04}",
        website="https://example.org/testi",
        state=Organisation.State.APPROVED,
        **fields,
    )


def _description(chance: Random, language: str) -> str:
    return words_in(language).one("organisation_description", chance)
