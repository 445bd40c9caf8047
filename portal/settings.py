"""All settings, read from the environment; every one has a working default.

Secrets have no default in production: with DEBUG off, SECRET_KEY must be set.
A bad value stops the start with the variable's name. README.md lists them all.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

from portal.authorities import OURS, authorities
from portal.caches import caches
from portal.databases import database
from portal.logs import FORMATS, logging_of
from portal.rate_limits import RATE_LIMITS

# Lets classes say what they are made of when they run, like Sitemap[Activity].
django_stubs_ext.monkeypatch()

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "only-for-development" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY must be set when DEBUG is off: any 50 random characters."
    )
# The public address, used in sitemaps, calendars and QR codes. To compile what
# validate.URL looks for takes longer than all the rest of this file.
SITE_URL = env.str(
    "SITE_URL",
    "http://localhost:8000",
    validate=validate.Regexp(
        r"https?://[\w.:\[\]-]+(/\S*)?$", error="SITE_URL must be like https://…"
    ),
).rstrip("/")
HTTPS = SITE_URL.startswith("https://")
# The probes of the process's own machine ask for localhost.
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    ["*"] if DEBUG else [urlsplit(SITE_URL).hostname or "", "localhost"],
)
# Where visitors and organisations write; shown on the public pages.
CONTACT_EMAIL = env.str(
    "CONTACT_EMAIL",
    "kotopolku@example.org",
    validate=validate.Email(error="CONTACT_EMAIL must be an e-mail address."),
)

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.admin",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "django_filters",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "portal",
    "events",
    "accounts",
    "regions",
    "organisations",
    "activities",
    "search",
    "feedback",
    "freshness",
    "workspace",
    "moderation",
    # After events, whose command `qcluster` stands in for its own.
    "django_q",
]

MIDDLEWARE = [
    "search.one_look.OneLookMiddleware",
    "search.kept_pages.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.SecurityHeadersMiddleware",
    "portal.middleware.LimitsMiddleware",
    "portal.bursts.BurstsMiddleware",
    "search.everyone.EveryoneMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.LimitedAuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.OpenPagesMiddleware",
    "accounts.middleware.TwoStepMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.middleware.DatabaseAwayMiddleware",
]

ROOT_URLCONF = "portal.urls"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
# Above the limit of portal.middleware, which answers first with our own page.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
WSGI_APPLICATION = "portal.wsgi.application"
# Stands before Django, and passes on what it does not answer.
WSGI_FIRST = "search.kept_pages.KeptFirst"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.page",
            ],
            "builtins": ["portal.templatetags.portal"],
        },
    }
]

# Forms are drawn by templates/django/forms.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Whole pages: in the memory of each process, or in one Redis for all of them.
REDIS_URL = env.str(
    "REDIS_URL",
    "",
    validate=validate.Regexp(
        "((rediss?|unix)://.+)?", error="REDIS_URL must be like redis://host:6379/0."
    ),
)
CACHES = caches(REDIS_URL)

# docs/adr/004: jobs are rows of the database, run by `manage.py qcluster`.
Q_CLUSTER: dict[str, Any] = {
    "name": "kotopolku",
    "orm": "default",
    "broker_class": "events.broker.PulsingBroker",
    "workers": 2,
    # A job taken from the database waits inside for one other at most. So it begins
    # within `timeout` and ends within twice that, before `retry` gives it out again.
    "queue_limit": 1,
    "timeout": 300,
    "retry": 660,
    # A job that fails is tried for 18 hours, and not beside the next day's.
    "max_attempts": 100,
    # Seconds between looks at an empty queue.
    "poll": 1,
    # A daily job that was missed for a week runs once, not seven times.
    "catch_up": False,
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_RULES = ("accounts.passwords.LongEnough", "accounts.passwords.NotCommon")
AUTH_PASSWORD_VALIDATORS = [{"NAME": rule} for rule in PASSWORD_RULES]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
LOGOUT_REDIRECT_URL = "search:home"
# In cookies: a page that is open to everyone does not look at the session.
MESSAGE_STORAGE = "portal.told.CookieStorage"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# A new address replaces the old one when it has been confirmed, and not before.
ACCOUNT_CHANGE_EMAIL = True
# In the browser where they signed up; elsewhere people sign in themselves.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = RATE_LIMITS
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.SignUpForm",
    "add_email": "accounts.forms.EmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetForm",
    "reset_password_from_key": "accounts.forms.ResetKeyForm",
    "reauthenticate": "accounts.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "accounts.adapters.TwoStepAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.ConfirmCodeForm",
    "activate_totp": "accounts.forms.ActivateAppForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "edit_webauthn": "accounts.forms.PasskeyNameForm",
}
# A second step does not stand in the way of changing the address.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Passkeys need https, except when developing on localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
# nginx stands before a public site and says who asks.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
MODELTRANSLATION_DEFAULT_LANGUAGE = "fi"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("fi", "sv", "en")
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "collected"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", BASE_DIR / "media")
# Names with a hash, so that browsers may keep the files for ever.
HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN if DEBUG else HASHED},
}

# A public site is https only; plain http on localhost goes without.
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|metrics|readyz)$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Preloading cannot be undone for months: the owner of the domain decides.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
# As long as accounts.session_limits lets anybody stay; most end sooner.
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60

# One line for each view of an entry; `manage.py count_views` reads and removes it.
VIEW_LOG = env.str("VIEW_LOG", str(BASE_DIR / "views.log"))
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(LOG_LEVELS))
# json: an object in each line, for programs that collect logs.
LOG_FORMAT = env.str("LOG_FORMAT", "text", validate=validate.OneOf(FORMATS))
LOGGING = logging_of(VIEW_LOG, LOG_LEVEL, LOG_FORMAT)

# docs/adr/026: `manage.py backup` writes there, and for whoever has the private key.
BACKUP_FOLDER = env.str("BACKUP_FOLDER", "")
BACKUP_RECIPIENT = env.str("BACKUP_RECIPIENT", "")

# docs/adr/015. Without a host a developer's mails only show in /dev/mailbox/.
EMAIL_HOST = env.str("EMAIL_HOST", "" if DEBUG else "localhost")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", False)
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    raise ImproperlyConfigured("Of EMAIL_USE_TLS and EMAIL_USE_SSL set only one.")
EMAIL_PORT = env.int(
    "EMAIL_PORT", 587 if EMAIL_USE_TLS else 465 if EMAIL_USE_SSL else 25
)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
# For each answer of the server; with it a queue that is told to end does so in ten.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 8, validate=validate.Range(1, 60))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"Kotopolku <{CONTACT_EMAIL}>")
if not re.fullmatch(r"([^<>@\r\n]+<)?[^<>@\s]+@[^<>@\s]+\w>?", DEFAULT_FROM_EMAIL):
    raise ImproperlyConfigured("DEFAULT_FROM_EMAIL must be like Name <name@host>.")

AUTHORITIES = authorities(env.path("AUTHORITIES_FILE", OURS))
# Which division of moderation areas is in force: a `division` of the data file.
MODERATION_DIVISION = env.str(
    "MODERATION_DIVISION",
    "ely-2025",
    validate=validate.OneOf(list(AUTHORITIES["moderating"])),
)
# Where "Get directions" leads; the address is added as `query=`.
MAP_URL = env.str("MAP_URL", "https://www.openstreetmap.org/search?")
