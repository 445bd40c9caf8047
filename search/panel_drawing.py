"""The filters of the search as HTML; see search/drawing.py.

Options are the most of a page: each is drawn once in a language, ticked and not, and
kept as long as no name changes. A request then puts in the counts.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from activities.moulds import Mould, joined, mould, slot
from search import names
from search.addresses import facet_path
from search.facets import labels
from search.names import Names
from search.panels import LEGENDS, PANELS, Group, Panel
from search.selection import Selection

Drawn = tuple["_Drawn", "_Drawn"]
LABELS = {name: label for name, label, _parameters in PANELS}
_kept: tuple[Names | None, dict[tuple[str, str], Drawn]] = (None, {})


def hidden(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Fields that a form keeps."""
    return joined([_field(name, value) for name, value in pairs])


@lru_cache(maxsize=4096)
def _field(name: str, value: str) -> str:
    return mould("search/hidden.html", "name", "value").fill(name=name, value=value)


def filters(context: Mapping[str, Any]) -> SafeString:
    selection: Selection = context["selection"]
    language, known = get_language() or "", names.current()
    drawing = _Drawing(language, known, selection.kind, escape(selection.first_page))
    panels = [_panel(drawing, panel, selection) for panel in context["panels"]]
    shape = _form_shape(language, context["results_path"])
    chosen = _chosen(language, len(context["chips"]))
    kept = hidden(selection.besides_choices)
    return SafeString(shape.put(chosen, kept, "".join(panels)))


@lru_cache(maxsize=64)
def _form_shape(_language: str, path: str) -> Mould:
    slots = ("chosen", "hidden", "panels")
    return mould("search/filters.html", *slots, results_path=path)


class _Drawing(NamedTuple):
    """What all panels of a page have in common; `query` is escaped."""

    language: str
    names: Names
    kind: str
    query: str


def _panel(drawing: _Drawing, panel: Panel, selection: Selection) -> str:
    alone = panel.is_alone
    groups = "".join(
        [_group(drawing, one, alone) for one in panel.groups if one.options]
    )
    empty = alone and not groups
    shape = _panel_shape(drawing.language, panel.name, panel.open, empty)
    chosen = _chosen(drawing.language, panel.chosen)
    if panel.name == "age":
        return shape.put(chosen, groups, escape(selection.ages))
    return shape.put(chosen, groups)


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


def fieldset(group: Group) -> SafeString:
    """All options of one parameter."""
    drawing = _Drawing(get_language() or "", names.current(), "", "")
    return SafeString(_group(drawing, group, alone=True))


def options(group: Group) -> SafeString:
    """Without the fieldset around them."""
    return SafeString(_options(get_language() or "", names.current(), group))


def _group(drawing: _Drawing, group: Group, alone: bool) -> str:
    language, parameter, has_more = drawing.language, group.parameter, group.has_more
    content = _options(language, drawing.names, group)
    shape = _fieldset(language, parameter, alone, has_more)
    if not has_more:
        return shape.put(content)
    query, total = drawing.query, group.total
    more = _more(language, drawing.kind, parameter).put(query, query, total)
    return shape.put(content, more)


@lru_cache(maxsize=256)
def _fieldset(_language: str, parameter: str, alone: bool, has_more: bool) -> Mould:
    slots = ("content", "more") if has_more else ("content",)
    legend = str(LEGENDS[parameter])
    return mould("components/options.html", *slots, legend=legend, alone=alone)


@lru_cache(maxsize=256)
def _more(_language: str, kind: str, parameter: str) -> Mould:
    """The link to all options."""
    return mould(
        "search/more.html",
        *("query", "total"),
        path=facet_path(kind, parameter),
        legend=str(LEGENDS[parameter]),
    )


def _options(language: str, known: Names, group: Group) -> str:
    drawn = _drawn_options(known, language, group.parameter)
    plain, ticked = drawn
    return "".join(
        [
            (ticked if chosen else plain)[value] % number
            for value, number, chosen in group.options
        ]
    )


class _Drawn(dict[str, str]):
    """Options of a parameter by value, in the active language; drawn when missed."""

    def __init__(self, parameter: str, chosen: bool) -> None:
        self.parameter, self.chosen = parameter, chosen

    def __missing__(self, value: str) -> str:
        drawn = self[value] = _option(self.parameter, value, self.chosen)
        return drawn


def _drawn_options(known: Names, language: str, parameter: str) -> Drawn:
    """Those without a tick and with one, as long as all names are what they were."""
    global _kept
    if _kept[0] is not known:
        _kept = known, {}
    drawn = _kept[1].get((language, parameter))
    if drawn is None:
        drawn = _Drawn(parameter, chosen=False), _Drawn(parameter, chosen=True)
        _kept[1][language, parameter] = drawn
    return drawn


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
