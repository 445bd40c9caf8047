"""What a page tells on the next one, in a cookie that only our host can set."""

from django.conf import settings
from django.contrib.messages.storage import cookie


class CookieStorage(cookie.CookieStorage):
    cookie_name = "__Host-messages" if settings.HTTPS else "messages"
