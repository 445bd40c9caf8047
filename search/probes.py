"""What a balancer asks: can this process answer."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search import live


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Searches are answered, by the database or from memory; no migration waits."""
    try:
        loaded = "loaded" if live.index() else "not loaded, the database searches"
        if live.is_old():
            return _said("ok\nindex: loaded, the database is away\n")
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _said("no database\n", status=503)
    if waiting:
        return _said("migrations\n", status=503)
    return _said(f"ok\nindex: {loaded}\n")


def _said(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain")
