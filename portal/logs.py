"""Where log lines go."""

from typing import Any

# Each has one line for a view of an entry, or for words that found nothing.
COUNTED = ("kotopolku.views", "kotopolku.fruitless")


def logging_of(view_log: str, level: str) -> dict[str, Any]:
    """Everything to standard error, and never a visitor's address.

    `view_log`: the file that `manage.py count_views` reads and removes, or "".
    `level`: what is less grave is left out.
    """
    views = (
        {"class": "freshness.viewlog.LineHandler", "filename": view_log}
        if view_log
        else {"class": "logging.NullHandler"}
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line"},
            "views": views,
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            **{name: {"handlers": ["views"], "propagate": False} for name in COUNTED},
        },
    }
