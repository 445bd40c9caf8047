"""All addresses. Those that people read live under /fi/, /sv/ or /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from events import mailbox
from events.admin import site
from moderation.measures import GAUGES
from portal import csp_reports, gallery, probes, views
from portal.metrics import metrics
from search import probes as readiness
from search.sitemaps import SITEMAPS

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler429 = views.too_many_requests
handler500 = views.server_error

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("admin/", site.urls),
    path("healthz", probes.healthz, name="healthz"),
    path("metrics", metrics, {"gauges": GAUGES}, name="metrics"),
    path("readyz", readiness.readyz, name="readyz"),
    path("csp-report", csp_reports.csp_report, name="csp_report"),
    path("robots.txt", probes.robots, name="robots"),
    path(
        "sitemap.xml",
        login_not_required(require_safe(sitemaps.index)),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemap-<section>.xml",
        login_not_required(require_safe(sitemaps.sitemap)),
        {"sitemaps": SITEMAPS},
        name="sitemap_section",
    ),
    *i18n_patterns(
        path(pgettext_lazy("path", "about/"), views.about, name="about"),
        path(pgettext_lazy("path", "privacy/"), views.privacy, name="privacy"),
        path(
            pgettext_lazy("path", "accessibility/"),
            views.accessibility,
            name="accessibility",
        ),
        path(pgettext_lazy("path", "rules/"), views.rules, name="rules"),
        path(
            pgettext_lazy("path", "for-organisations/"),
            views.for_organisations,
            name="for_organisations",
        ),
        path(
            pgettext_lazy("path", "professionals/"),
            views.professionals,
            name="professionals",
        ),
        path(pgettext_lazy("path", "account/"), include("accounts.urls")),
        path(pgettext_lazy("path", "feedback/"), include("feedback.urls")),
        path(pgettext_lazy("path", "checks/"), include("freshness.urls")),
        path(pgettext_lazy("path", "members/"), include("organisations.urls")),
        path(pgettext_lazy("path", "workspace/"), include("workspace.urls")),
        path(pgettext_lazy("path", "moderation/"), include("moderation.urls")),
        path("", include("activities.urls")),
        path("", include("search.urls")),
    ),
]

if settings.DEBUG:
    # In service nginx does this: deploy/nginx/nginx.conf.
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
    urlpatterns += [
        path("styleguide/", gallery.styleguide, name="styleguide"),
        path("dev/mailbox/", mailbox.mailbox, name="mailbox"),
        path("dev/mailbox/<int:pk>/", mailbox.mailbox_mail, name="mailbox_mail"),
    ]
