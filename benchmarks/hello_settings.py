"""The least that a page of ours must pass: safe headers, a language, an address."""

from benchmarks.settings import *  # noqa: F403

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
]
# Others would miss their middleware.
INSTALLED_APPS = []
ROOT_URLCONF = "benchmarks.hello"
