"""The search pages that are measured, and what each of them asks of the database.

`python -m benchmarks.pages` prints one JSON object: medians over PAGES.
"""

import json
import time
from statistics import median

import django

# Three facets each, with many hits and few, in the three languages.
PAGES = (
    "/fi/toiminta/?region=01&language=ar&free=1",
    "/fi/toiminta/?municipality=091&language=fi&theme=finnish",
    "/sv/verksamhet/?municipality=049&target=women&day=tu",
    "/en/activities/?region=06&theme=finnish&level=a1",
    "/en/activities/?language=en&day=we&time=evening&dropin=1",
    "/fi/toiminta/?target=children&age=9&access=wheelchair",
    "/sv/verksamhet/?region=11&format=language-cafe&free=1",
    "/en/activities/?municipality=091&municipality=297&language=ru&welcome=all",
)
ROUNDS = 3


def measure() -> dict[str, float]:
    """Queries and milliseconds of a page, one at a time in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    setup_test_environment()
    client = Client()
    queries, milliseconds = [], []
    for page in PAGES:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(page)
        assert response.status_code == 200, f"{page} answers {response.status_code}"
        assert response.context["page"].object_list, f"{page} finds nothing"
        queries.append(len(captured))
    for page in PAGES * ROUNDS:
        started = time.perf_counter()
        client.get(page)
        milliseconds.append((time.perf_counter() - started) * 1000)
    return {"queries": median(queries), "milliseconds": median(milliseconds)}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure()))
