"""`kill -9` of web processes while forms are sent (1,000 in `make kill-drill`)."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests import migrated
from tests.site.sources import ROOT

FORMS, KILLS = 16, 4


def test_what_was_acknowledged_is_there_once(tmp_path: Path) -> None:
    url = migrated.copy(f"killed_{os.getpid()}", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kill_drill", str(FORMS), str(KILLS)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    said = dict(re.findall(r"^  ([a-z ]+?) +([\d.]+)$", done.stdout, re.MULTILINE))

    assert done.returncode == 0, done.stderr
    assert said["acknowledged"] == str(FORMS)
    assert said["lost"] == said["duplicates"] == "0"
    assert (said["workers killed"], said["all killed"]) == ("3", "1")
