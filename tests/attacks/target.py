"""The portal as it is deployed, filled with the demo, for programs that attack it.

`python -m tests.attacks.target FOLDER` serves https://127.0.0.77/ until Ctrl-C, as
root, and writes into the new folder the cookies of three demo people. docs/attacking.md
says what then.
"""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.serving import PYTHON, installed, nginx, serving

# Of this machine alone. Django compares ports, too: so it is the usual one of https.
HOST = "127.0.0.77"
FILLED = ("load_reference_data", "load_demo", "load_demo_people", "build_documents")
# Signing in would ask for a code of an app; a session is a row.
SIGN_IN = """
import json, time, django
django.setup()
from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore
from accounts import demo, session_limits
from accounts.models import User
found = {}
for role in demo.NAMES:
    user = User.objects.get(email=demo.address(role))
    session = SessionStore()
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[session_limits.BEGAN] = int(time.time())
    session.save()
    found[role] = [settings.SESSION_COOKIE_NAME, session.session_key]
print(json.dumps(found))
"""


def filled(folder: Path) -> dict[str, str]:
    """The environment of a portal with production's settings and the demo's data."""
    os.environ.setdefault("DATABASE_URL", "sqlite://")
    environment = installed(folder, "collectstatic --no-input", "migrate")
    environment |= {
        "SITE_URL": f"https://{HOST}",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    for command in FILLED:
        subprocess.run(
            [PYTHON, "manage.py", command, "--verbosity=0"],
            cwd=folder,
            # Demo people are made nowhere else.
            env=environment | {"DEBUG": "1"},
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return environment


def write_cookies(folder: Path, environment: dict[str, str]) -> None:
    """For sqlmap as they are sent, for wapiti in its own format."""
    said = subprocess.run(
        [PYTHON, "-c", SIGN_IN],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
    )
    for role, (name, value) in json.loads(said.stdout).items():
        (folder / f"{role}.cookie").write_text(f"{name}={value}")
        one = {"value": value, "secure": True, "version": 0, "expires": None}
        one["port"] = None
        (folder / f"{role}.json").write_text(json.dumps({HOST: {"/": {name: one}}}))


def serve(folder: Path) -> None:
    folder.mkdir(parents=True)
    environment = filled(folder)
    write_cookies(folder, environment)
    with (
        serving(folder, environment) as port,
        nginx(folder, port, https=f"{HOST}:443"),
    ):
        sys.stdout.write(f"https://{HOST}/ with cookies in {folder}\n")
        sys.stdout.flush()
        signal.pause()


if __name__ == "__main__":
    # As Ctrl-C does: what was started is ended first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        serve(Path(sys.argv[1]).resolve())
