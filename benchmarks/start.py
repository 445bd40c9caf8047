"""How soon a site serves from its documents, and what memory it takes."""

import os
from pathlib import Path

import django

from benchmarks.report import Row, at_most
from benchmarks.site import environment, prepare
from benchmarks.synthetic import Listings
from benchmarks.workers import Site, site

PAGE = "/en/activities/"
# Listings -> seconds until it is ready to serve.
TARGETS = {10_000: 3, 100_000: 15}
MASTER, WORKER = 450, 60
CARDS = 200
CHANGES, AT_ONCE = 10_000, 100


def measure(url: str, folder: Path) -> list[Row]:
    prepare(url, folder, listings=CARDS)
    os.environ.update(environment(url, folder))
    django.setup()
    from django.utils import timezone

    from activities.models import Activity, Document, Index
    from activities.prepared import prepare as prepare_card
    from benchmarks import documents

    public = Activity.objects.public().with_card()
    cards = [prepare_card(one) for one in public]
    rows = []
    for size, most in TARGETS.items():
        print(f"{size:,} documents", flush=True)
        Document.objects.all().delete()
        Index.objects.all().delete()
        documents.write(Listings.drawn(size), timezone.localdate(), cards)
        with site(url, folder, PAGE, f"{size} activities") as running:
            rows.append(at_most(f"start-{size // 1000}k", running.seconds, most))
            if size == max(TARGETS):
                rows += memory(running)
    return rows


def memory(running: Site) -> list[Row]:
    """After many changes of dates, and so of the order, which each worker copies."""
    from benchmarks import documents

    for first in range(0, CHANGES, AT_ONCE):
        documents.touch(first + 1, first + AT_ONCE, days=first // AT_ONCE + 1)
        running.of_each(PAGE)
    master, worker = running.memory()
    return [
        at_most("memory-worker-100k: master", master, MASTER),
        at_most("memory-worker-100k: further worker", worker, WORKER),
    ]
