"""The WSGI entry point: `gunicorn portal.wsgi`."""

import os
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from portal.watch import watched

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application: "WSGIApplication" = get_wsgi_application()
application = import_string(settings.WSGI_FIRST)(application)
application = watched(application, behind_proxy=settings.HTTPS)
