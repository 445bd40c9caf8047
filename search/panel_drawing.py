"""The filters of the search as HTML; see search/drawing.py.

Options are the most of a page: each is drawn once in a language, ticked and not, and
kept as long as no name changes. A request then puts in the counts.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from activities.moulds import Mould, joined, mould, slot
from search import names
from search.facets import labels
from search.names import Names
from search.panels import LEGENDS, PANELS, Group, Panel
from search.selection import Selection

Drawn = dict[tuple[str, bool], str]
LABELS = {name: label for name, label, _parameters in PANELS}
_kept: tuple[Names | None, dict[tuple[str, str], Drawn]] = (None, {})


def hidden(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Fields that a form keeps."""
    one = mould("search/hidden.html", "name", "value")
    return joined(one.fill(name=name, value=value) for name, value in pairs)


def filters(context: Mapping[str, Any]) -> SafeString:
    selection: Selection = context["selection"]
    language = get_language() or ""
    drawn = mould(
        "search/filters.html",
        *("chosen", "hidden", "panels"),
        results_path=context["results_path"],
    )
    panels = [_panel(language, panel, selection) for panel in context["panels"]]
    return drawn.fill(
        chosen=_chosen(language, len(context["chips"])),
        hidden=hidden(selection.besides_choices),
        panels=joined(panels),
    )


def _panel(language: str, panel: Panel, selection: Selection) -> SafeString:
    groups = [one for one in panel.groups if one.options]
    empty = panel.is_alone and not groups
    return _panel_shape(language, panel.name, panel.open, empty).fill(
        chosen=_chosen(language, panel.chosen),
        groups=joined([_group(language, one, panel.is_alone) for one in groups]),
        ages=selection.ages,
    )


@lru_cache(maxsize=256)
def _panel_shape(language: str, name: str, is_open: bool, is_empty: bool) -> Mould:
    return mould(
        "search/panel.html",
        *("chosen", "groups", "ages"),
        label=str(LABELS[name]),
        is_open=is_open,
        is_empty=is_empty,
        with_age=name == "age",
    )


@lru_cache(maxsize=256)
def _chosen(language: str, number: int) -> SafeString:
    return mould("search/chosen.html", number=number).fill()


def options(group: Group, alone: bool) -> SafeString:
    """The fieldset of one parameter."""
    return _group(get_language() or "", group, alone)


def _group(language: str, group: Group, alone: bool) -> SafeString:
    shape, more = _shapes(language, group.parameter, alone, group.has_more)
    return shape.fill(
        content=_options(language, group),
        more=more.fill(url=group.more_url, total=group.total),
    )


@lru_cache(maxsize=256)
def _shapes(
    language: str, parameter: str, alone: bool, has_more: bool
) -> tuple[Mould, Mould]:
    """Of a fieldset, and of the link to all options."""
    legend = str(LEGENDS[parameter])
    slots = ("content", "more") if has_more else ("content",)
    shape = mould("components/options.html", *slots, legend=legend, alone=alone)
    return shape, mould("search/more.html", "url", "total", legend=legend)


def _options(language: str, group: Group) -> SafeString:
    drawn = _drawn_options(names.current(), language, group.parameter)
    parts = []
    for value, number, chosen in group.options:
        part = drawn.get((value, chosen))
        if part is None:
            part = drawn[value, chosen] = _option(group.parameter, value, chosen)
        parts.append(part % number)
    return joined(parts)


def _drawn_options(known: Names, language: str, parameter: str) -> Drawn:
    """Options by value, ticked and not, as long as all names are what they were."""
    global _kept
    if _kept[0] is not known:
        _kept = known, {}
    return _kept[1].setdefault((language, parameter), {})


def _option(parameter: str, value: str, chosen: bool) -> str:
    """With a slot for the count alone."""
    label = labels(parameter, [value])[value]
    one = mould(
        "components/option.html",
        *("value", "label", "count"),
        name=parameter,
        lang=label.lang,
        dir=label.dir,
        chosen=chosen,
    )
    drawn = one.fill(value=value, label=label.text, count=slot("count"))
    return Mould.of(drawn).html
