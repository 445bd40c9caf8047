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

Drawn = dict[tuple[str, bool], str]
LABELS = {name: label for name, label, _parameters in PANELS}
_kept: tuple[Names | None, dict[tuple[str, str], Drawn]] = (None, {})


def hidden(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Fields that a form keeps."""
    one = mould("search/hidden.html", "name", "value")
    return joined(one.fill(name=name, value=value) for name, value in pairs)


def filters(context: Mapping[str, Any]) -> SafeString:
    selection: Selection = context["selection"]
    language, known = get_language() or "", names.current()
    drawn = mould(
        "search/filters.html",
        *("chosen", "hidden", "panels"),
        results_path=context["results_path"],
    )
    drawing = _Drawing(language, known, selection.kind, escape(selection.first_page))
    panels = [_panel(drawing, panel, selection) for panel in context["panels"]]
    return drawn.fill(
        chosen=_chosen(language, len(context["chips"])),
        hidden=hidden(selection.besides_choices),
        panels=joined(panels),
    )


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
    more = _more(language, drawing.kind, parameter)
    return shape.put(
        content, more.fill(query=SafeString(drawing.query), total=group.total)
    )


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
    parts = []
    for value, number, chosen in group.options:
        part = drawn.get((value, chosen))
        if part is None:
            part = drawn[value, chosen] = _option(group.parameter, value, chosen)
        parts.append(part % number)
    return "".join(parts)


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
