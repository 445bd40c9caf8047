"""Lighthouse's accessibility score, of a hundred."""

import json
import os
import shutil
import subprocess
from pathlib import Path

FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
PAGES = (
    "home",
    "search",
    "activity",
    "workspace:edit what (owner)",
    "moderation:queue (moderator)",
)
SECONDS = 120


def score(folder: Path, url: str) -> tuple[int, list[str]]:
    """Points, and the names of the audits that cost some."""
    done = subprocess.run(
        [
            folder / "node_modules/.bin/lighthouse",
            url,
            "--only-categories=accessibility",
            "--output=json",
            "--quiet",
            f"--chrome-flags={FLAGS}",
        ],
        env=os.environ | {"CHROME_PATH": shutil.which("chromium") or ""},
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    told = json.loads(done.stdout)
    category = told["categories"]["accessibility"]
    counted = {one["id"] for one in category["auditRefs"] if one["weight"]}
    failed = [
        name
        for name, audit in told["audits"].items()
        if name in counted and audit["score"] == 0
    ]
    return round(100 * (category["score"] or 0)), failed
