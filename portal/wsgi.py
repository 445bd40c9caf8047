"""The WSGI entry point: `gunicorn portal.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django_application = get_wsgi_application()

# Only now, as it reads settings.
from search.kept_pages import KeptFirst  # noqa: E402

application = KeptFirst(django_application)
