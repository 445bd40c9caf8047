"""What a synthetic listing says: the columns and links of its version."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from activities.listings.chance import shares, zipf
from activities.listings.surroundings import Surroundings, Town
from activities.listings.wording import short_texts, words_in
from activities.models.choices import Welcome

# How often each value occurs; "" is "not stated".
STATED = {
    "welcome": shares({"all": 50, "first": 35, "only": 15}),
    "proficiency": shares(
        {"": 25, "none": 30, "beginner": 22, "a1": 9, "a2": 8, "b1": 4, "b2": 2}
    ),
    "residence_permit": shares({"": 80, "any": 17, "needed": 3}),
    "employment": shares(
        {"": 80, "any": 8, "unemployed": 6, "employed": 2, "student": 2, "outside": 2}
    ),
    "degree": shares({"": 88, "any": 8, "vocational": 2, "higher": 2}),
    "papers": shares({"": 85, "none": 12, "needed": 3}),
    "registration": shares({"": 10, "none": 55, "needed": 35}),
    "child_care": shares({"": 60, "arranged": 8, "bring": 22, "no": 10}),
    "wheelchair": shares({"": 40, "yes": 50, "no": 10}),
    "accessible_toilet": shares({"": 50, "yes": 40, "no": 10}),
    "induction_loop": shares({"": 75, "yes": 8, "no": 17}),
    "accessible_parking": shares({"": 60, "yes": 28, "no": 12}),
    "quiet_space": shares({"": 75, "yes": 10, "no": 15}),
}
PRICES = shares({"": 6, "free": 72, "paid": 17, "ask": 5})
PRICED_BY = zipf(["time", "term", "course", "month"])
AMOUNTS = zipf(["5.00", "2.00", "20.00", "10.00", "35.00", "3.50", "60.00", "1.00"])
AGES = shares(
    {
        (None, None): 50,
        (18, None): 15,
        (0, 6): 8,
        (7, 12): 8,
        (13, 17): 7,
        (16, 29): 6,
        (60, None): 4,
        (None, 25): 2,
    }
)
DURATIONS = shares(
    {(None, ""): 85, (10, "times"): 8, (3, "months"): 4, (8, "weeks"): 3}
)
WHEREABOUTS = shares({"here": 90, "online": 4, "both": 4, "everywhere": 2})
# Texts in the first language of the town, and how often in each other one.
TRANSLATED = {"fi": 0.6, "sv": 0.3, "en": 0.5}
NOTES = {"directions": 0.3, "price_note": 0.1, "registration_note": 0.15}
Links = dict[str, list[int]]


def content(chance: Random, town: Town, form: str) -> dict[str, object]:
    """The columns of a version that lists `form` first and meets in `town`."""
    low, high = AGES.one(chance)
    count, unit = DURATIONS.one(chance)
    return {
        **{name: values.one(chance) for name, values in STATED.items()},
        "min_age": low,
        "max_age": high,
        "duration_count": count,
        "duration_unit": unit,
        **_price(chance),
        **_whereabouts(chance, town),
        **_texts(chance, town, form),
    }


def _price(chance: Random) -> dict[str, object]:
    price = PRICES.one(chance)
    if price != "paid":
        return {"price": price}
    return {
        "price": price,
        "price_amount": Decimal(AMOUNTS.one(chance)),
        "price_per": PRICED_BY.one(chance),
    }


def _whereabouts(chance: Random, town: Town) -> dict[str, object]:
    kind = WHEREABOUTS.one(chance)
    fields: dict[str, object] = {
        "nationwide": kind == "everywhere",
        "online": kind in ("online", "both"),
        "on_site": kind != "online",
    }
    if kind in ("online", "both"):
        fields["online_url"] = "https://example.org/online"
    if kind in ("here", "both"):
        street = words_in(town.languages[0]).one("streets", chance)
        fields |= {
            "address": f"{street} {chance.randint(1, 60)}",
            "postcode": town.postcodes.one(chance),
            "district": town.districts.one(chance),
            "latitude": round(town.latitude + chance.uniform(-0.04, 0.04), 5),
            "longitude": round(town.longitude + chance.uniform(-0.04, 0.04), 5),
        }
    return fields


def _texts(chance: Random, town: Town, form: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for language in languages_of(chance, town):
        words, place = words_in(language), town.names[language]
        found |= {
            f"title_{language}": words.title(chance, form),
            f"summary_{language}": words.sentences("summaries", chance, 2, place),
            f"description_{language}": words.sentences("sentences", chance, 4, place),
            f"venue_{language}": words.one("venues", chance),
        }
        if chance.random() < 0.1:
            found[f"plain_{language}"] = words.sentences("plain", chance, 4, place)
        for field, share in NOTES.items():
            if chance.random() < share:
                name = field if field == "directions" else f"{field}s"
                found[f"{field}_{language}"] = words.one(name, chance)
    return found


def languages_of(chance: Random, town: Town) -> list[str]:
    """The languages that the listing is written in."""
    first = town.languages[0]
    others = [
        code
        for code, share in TRANSLATED.items()
        if code != first and chance.random() < share
    ]
    return [first, *others]


def links(chance: Random, around: Surroundings, town: Town, welcome: object) -> Links:
    """The ids of the terms and places, but for formats."""
    held_in = [around.language_of[town.languages[0]]] if chance.random() < 0.9 else []
    more = around.languages.some(chance, chance.randint(1, 2))
    groups = around.target_groups.some(chance, chance.randint(1, 3))
    if welcome == Welcome.ALL and chance.random() < 0.7:
        groups = []
    towns = [town.pk]
    if chance.random() < 0.1:
        towns += [other.pk for other in around.towns.some(chance, 3)]
    interpreted = around.languages.some(chance, 2) if chance.random() < 0.1 else []
    return {
        "themes": around.themes.some(chance, chance.randint(1, 3)),
        "target_groups": groups,
        "languages": list(dict.fromkeys(held_in + more)),
        "interpreted_languages": interpreted,
        "municipalities": list(dict.fromkeys(towns)),
    }


def further_texts(chance: Random, around: Surroundings) -> Iterator[tuple[int, str]]:
    """Short texts in a further language, for one listing in twelve."""
    if chance.random() > 1 / 12:
        return
    for code, texts in short_texts().items():
        if code in around.language_of and chance.random() < 0.5:
            yield around.language_of[code], texts.one(chance)
