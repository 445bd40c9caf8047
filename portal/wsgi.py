"""The WSGI entry point: `gunicorn portal.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django = get_wsgi_application()

# Only now are there settings.
from django.conf import settings  # noqa: E402

from portal.watch import watched  # noqa: E402
from search.kept_pages import KeptFirst  # noqa: E402

application = watched(KeptFirst(django), behind_proxy=settings.HTTPS)
