"""The rivals of the benchmarks find what brute force finds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.site import environment
from tests import migrated
from tests.site.sources import ROOT

CHECK = """
import os, django
django.setup()
from benchmarks.checking import check
from benchmarks.rivals import ready
from benchmarks.synthetic import Listings

listings = Listings.drawn(300)
rivals = ready(os.environ["DATABASE_URL"], listings)
check(listings, None, rivals)
print(*rivals)
"""


@pytest.mark.skipif(
    not os.environ["DATABASE_URL"].startswith("postgres"),
    reason="the rivals are measured on PostgreSQL",
)
def test_rivals_agree_with_brute_force(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", CHECK],
        cwd=ROOT,
        env=environment(
            migrated.empty(f"{tmp_path.name}_{os.getpid()}", tmp_path), tmp_path
        ),
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stderr == ""
    assert run.stdout.split() == ["usual", "tuned", "sql", "tantivy"]
