"""Where log lines go, how they are written, and what they never say."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# Each has one line for a view of an entry, or for words that found nothing.
COUNTED = ("kotopolku.views", "kotopolku.fruitless")
FORMATS = ("text", "json")
# The request that this thread answers; "" where there is none.
request_id: ContextVar[str] = ContextVar("request_id", default="")

PERSONAL = (
    # What begins a word: in the middle of one, each letter would be tried anew.
    (re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(\.[\w-]+)*"), "(address)"),
    # Signed links, and those to a new password (docs/adr/016).
    (re.compile(r"(?<=/)[^/\s]*(:[\w-]{27,}|-[0-9a-f]{32})[^/\s\"']*"), "(token)"),
    (re.compile(r"\?[^\s\"']+"), "?…"),
)


def without_personal(text: str) -> str:
    """A line without e-mail addresses, the queries of addresses, and secret links."""
    for pattern, instead in PERSONAL:
        text = pattern.sub(instead, text)
    return text


class TextLines(logging.Formatter):
    """For people who read along."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        text = without_personal(super().format(record))
        number = request_id.get()
        return f"{text} [{number}]" if number else text


class JsonLines(logging.Formatter):
    """For programs: one object in a line; times in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": without_personal(record.getMessage()),
            "process": record.process,
        }
        if number := request_id.get():
            said["request_id"] = number
        # What Django says of a request that went wrong.
        if status := getattr(record, "status_code", None):
            said["status"] = status
        if record.exc_info:
            said["traceback"] = without_personal(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def formatter(kind: str) -> dict[str, Any]:
    """As `logging.config` has it. `kind`: one of FORMATS."""
    return {"()": JsonLines if kind == "json" else TextLines}


def logging_of(view_log: str, level: str, kind: str) -> dict[str, Any]:
    """Everything to standard error, and never a visitor's address.

    `view_log`: the file that `manage.py count_views` reads and removes, or "".
    `level`: what is less grave is left out. `kind`: one of FORMATS.
    """
    views = (
        {"class": "freshness.viewlog.LineHandler", "filename": view_log}
        if view_log
        else {"class": "logging.NullHandler"}
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter(kind)},
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
