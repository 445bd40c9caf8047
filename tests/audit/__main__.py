"""Audit every state of every page in every way: `python -m tests.audit FOLDER`.

FOLDER is where npm has put the tools (`make audit`). What the pages are is recorded
from a small world first, with every write taken back. Two browsers then load each state
in each language, with scripts and without, and look at it in each width, size of text
and colour scheme. Each of six rounds loads every state once, in a language and with or
without scripts that change from one to the next; after three of them every pair of two
choices has been seen.
"""

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.test.utils import setup_test_environment

from tests import migrated
from tests.audit.lighthouse import PAGES, score
from tests.audit.rounds import LANGUAGES, Examiners, Unit
from tests.audit.table import Table

if TYPE_CHECKING:
    from tests.audit.recording import Records

# Any three in a row have every language, and both ways of scripts.
LOADS = [(code, bool(n % 2)) for n, code in enumerate(LANGUAGES * 2)]


@contextmanager
def database() -> Iterator[None]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    # What people try in vain is no news here.
    logging.disable(logging.WARNING)
    with migrated.run(), tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = migrated.copy("audit", Path(folder))
        django.setup()
        setup_test_environment()
        yield


def loads(records: "Records", turn: int) -> Iterator[Unit]:
    """Of every state one; all turns together load it in every way."""
    for at in range(len(records.states["fi"])):
        language, scripts = LOADS[(at + turn) % len(LOADS)]
        number = records.number(at, language)
        yield Unit(number, records.pages[number].name, language, scripts)


def audit(folder: Path, rounds: int, only: str) -> Table:
    table = Table()
    with database():
        from tests.audit.answering import answering
        from tests.audit.recording import Records
        from tests.audit.world import Audited

        records = Records(Audited(), only)
        with answering(records.pages) as site, Examiners(folder, site) as examiners:
            for turn in range(rounds):
                table.round(examiners.look(loads(records, turn)))
            for number, one in enumerate(records.pages):
                if one.name in PAGES:
                    table.scored(one, *score(folder, f"{site}/{number}/"))
    return table


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.audit")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=len(LOADS))
    parser.add_argument("--only", default="", help="a part of the names of states")
    given = parser.parse_args()
    table = audit(given.folder, given.rounds, given.only)
    print(table)
    return 1 if table.has_failed else 0


if __name__ == "__main__":
    sys.exit(main())
