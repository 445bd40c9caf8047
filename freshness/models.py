"""What keeps entries right: views that were counted, reminders, links that broke."""

from freshness.views_counted import CountedLog, ViewCount

__all__ = ["CountedLog", "ViewCount"]
