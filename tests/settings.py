"""The settings of the tests: production's, but fast and on nobody's data.

Only DATABASE_URL is taken from outside, so that the suite runs on both engines.
"""

import os

# Not what the developer's shell happens to set.
os.environ |= {
    "DEBUG": "0",
    "SECRET_KEY": "only-for-tests",
    "SITE_URL": "http://localhost:8000",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "MODERATION_DIVISION": "ely-2025",
    "CONTACT_EMAIL": "kotopolku@example.org",
    "DEFAULT_FROM_EMAIL": "Kotopolku <kotopolku@example.org>",
    "EMAIL_HOST": "localhost",
    "VIEW_LOG": "",
}
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from portal.settings import *  # noqa: F403
from portal.settings import DATABASES, PLAIN, STORAGES

if "init_command" in DATABASES["default"]["OPTIONS"]:
    # Nothing here must survive a crash.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": PLAIN}}
# Static files are found where they are written, not where they are collected.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
