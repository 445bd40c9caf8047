"""The WSGI entry point: `gunicorn portal.wsgi`."""

import os
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from portal.only_utf8 import only_utf8
from portal.watch import watched

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application: "WSGIApplication" = get_wsgi_application()
application = import_string(settings.WSGI_FIRST)(application)
application = watched(only_utf8(application), behind_proxy=settings.HTTPS)
