"""Addresses of searches, each another one, with one to three choices or words."""

from collections.abc import Iterator
from itertools import count
from random import Random
from urllib.parse import urlencode

from benchmarks.synthetic import SEED

PATHS = ("/fi/toiminta/", "/sv/verksamhet/", "/en/activities/")
WORDS = ("kahvila", "language", "kurs", "suomi", "svenska", "english", "kerho")


def searches() -> Iterator[str]:
    """Without end and without one twice."""
    from activities.models import Language, TargetGroup, Theme
    from regions.models import Municipality

    values = {
        "municipality": [*Municipality.objects.values_list("code", flat=True)],
        "language": [*Language.objects.values_list("code", flat=True)],
        "theme": [*Theme.objects.values_list("code", flat=True)],
        "target": [*TargetGroup.objects.values_list("code", flat=True)],
        "q": [*WORDS],
    }
    random, seen = Random(SEED), set[str]()
    for number in count():
        names = random.sample(sorted(values), random.randint(1, 3))
        chosen = [(name, random.choice(values[name])) for name in names]
        address = f"{PATHS[number % 3]}?{urlencode(chosen)}"
        if address not in seen:
            seen.add(address)
            yield address
