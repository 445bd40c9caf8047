"""What is in the site at the start: `python -m deploy.drill.fill LISTINGS [demo]`."""

import sys
from functools import partial

import django
from django.core.management import call_command


def fill(listings: int, *, demo: bool) -> None:
    """Tables, terms, perhaps demo entries and people, and so many made-up listings."""
    run = partial(call_command, verbosity=0)
    run("collectstatic", "--no-input")
    run("migrate")
    run("load_reference_data")
    if demo:
        run("load_demo", "--if-empty")
    if listings:
        run("make_listings", str(listings))
    run("build_documents", "--if-missing")
    run("schedule_work")
    if demo:
        # Their password is known to everybody, but here nobody comes from outside.
        from moderation import demo as people

        people.fill()


if __name__ == "__main__":
    django.setup()
    fill(int(sys.argv[1]), demo="demo" in sys.argv)
