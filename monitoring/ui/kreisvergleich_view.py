"""Tables and documents of the page Kreisvergleich."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from monitoring.analysis.comparison import ranks
from monitoring.analysis.sentences import areas_of
from monitoring.areas import LEVEL_SINGULAR, Level
from monitoring.charts.measure import hollow_places
from monitoring.periods import spoken
from monitoring.reports.view import (
    ChartDrawing,
    Column,
    Reference,
    Series,
    Table,
    View,
    figure_cell,
    text_cell,
)
from monitoring.ui.cached import manifest
from monitoring.ui.charts import Draw, chart_drawing
from monitoring.ui.notes import note_text
from monitoring.ui.selection import Indicator, usable_indicators
from monitoring.ui.takeaway import Maker, cautions, view_of
from monitoring.ui.value_tables import computed, figure_cells, stand_of, wide_table

PAGE = "kreisvergleich"
CHOICES = ("thema", "indikator", "gebiet", "ebene_kreis", "zeitraum_kreis", "mehrere")


def comparison_table(indicator: Indicator, frame: pd.DataFrame, one: str) -> Table:
    """All areas, each of which is a Kreis or what ``one`` says, with value, rank and context."""
    known = frame.set_index("ags")["value"].dropna()
    place = ranks(known, indicator.decimals)["rank"].astype(float)
    columns = (
        Column("label", one),
        Column("ags", "Schlüssel"),
        Column("value", "Wert", "number", indicator.decimals, indicator.unit),
        Column("rank", "Rang", "number"),
        Column("population", "Bevölkerung nahe dem Gebietsstand", "number", 0, "Personen"),
        Column("area", "Fläche", "number", 1, "km²"),
        Column("density", "Dichte", "number", 0, "Personen je km²"),
        Column("note", "Hinweis"),
    )
    rows: Iterable[Any] = frame.itertuples()
    cells = tuple(
        (
            text_cell(row.label),
            text_cell(row.ags),
            figure_cell(row.value, row.status, row.note),
            figure_cell(place.get(row.ags), row.status),
            computed(row.population),
            computed(row.area_km2),
            computed(row.density),
            text_cell(note_text(row.note)),
        )
        for row in rows
    )
    own = tuple(i for i, mine in enumerate(frame["highlighted"]) if mine)
    return Table(columns, cells, highlighted=own)


def view_maker(
    indicator: Indicator,
    frame: pd.DataFrame,
    words: tuple[str, str, str],
    around: tuple[float | None, str],
) -> Maker:
    """How to build the view; ``words`` are title, subtitle and what one area is called,
    ``around`` value and name of the area they lie in.
    """
    whole, (value, name) = _whole(indicator), around
    notes = (*cautions(indicator), context_note())
    ordered = frame.sort_values("value", ascending=False, na_position="last")

    def make() -> View:
        return whole(
            title=words[0],
            subtitle=words[1],
            notes=notes,
            table=comparison_table(indicator, frame, words[2]),
            drawing=ChartDrawing(
                "dot",
                labels=tuple(ordered["label"]),
                series=(
                    Series(
                        indicator.title,
                        tuple(None if pd.isna(v) else float(v) for v in ordered["value"]),
                        statuses=tuple(ordered["status"]),
                        hollow=hollow_places(ordered),
                    ),
                ),
                x_title=indicator.unit,
                decimals=indicator.decimals,
                references=() if value is None else (Reference(name, value),),
                highlighted=tuple(ordered.loc[ordered["highlighted"], "label"]),
            ),
        )

    return make


def context_note() -> str:
    """Why size and density stand beside each area, and of which day they are."""
    stand = spoken(manifest()["gebietsstand"])
    return (
        "Größe und Dichte stehen daneben, weil sich Gebiete in ihrer Lage unterscheiden; die "
        "Reihenfolge ist keine Bewertung. Einwohner und Dichte: Stichtag nahe dem Gebietsstand "
        f"{stand}."
    )


def _whole(indicator: Indicator) -> Callable[..., View]:
    return view_of(
        PAGE,
        CHOICES,
        [indicator.id],
        notes=cautions(indicator),
        unit=indicator.unit,
        definition=indicator.definition,
    )


def spread_title(upper: str) -> str:
    """``Spannweite der Gemeinden in jedem Kreis``."""
    return f"Spannweite der Gemeinden in jedem {upper}"


def spread_view_maker(
    indicator: Indicator, frame: pd.DataFrame, where: tuple[str, str, str], draw: Draw
) -> Maker:
    """How to build the view of the Gemeinden inside each Kreis or Planungsraum, as ``draw`` shows
    them; ``where`` is the period, the name of the area around, and what one of them is called.
    """
    whole, (period, place, upper) = _whole(indicator), where
    return lambda: whole(
        title=f"{spread_title(upper)}: {indicator.title}, {spoken(period)}",
        subtitle=f"{indicator.unit} · {spoken(period)} · Gemeinden · {place}",
        table=spread_table(indicator, frame, upper),
        drawing=chart_drawing(draw),
    )


def spread_table(indicator: Indicator, frame: pd.DataFrame, upper: str) -> Table:
    """Every Gemeinde beside its Kreis or Planungsraum (``upper``): its name, Gemeinde, key, both
    values in the indicator's unit, marks in words. ``frame``: upper_label, ags, label, value,
    status, note, the same three of the upper area (upper_value, …), highlighted.
    """
    columns = (
        Column("upper", upper),
        Column("label", "Gemeinde"),
        Column("ags", "Schlüssel"),
        Column("value", "Wert", "number", indicator.decimals, indicator.unit),
        Column("upper_value", f"{upper} insgesamt", "number", indicator.decimals, indicator.unit),
        Column("note", "Hinweis"),
    )
    upper_status = frame["upper_status"].fillna("missing")
    cells = (
        [text_cell(text) for text in frame["upper_label"]],
        [text_cell(text) for text in frame["label"]],
        [text_cell(text) for text in frame["ags"]],
        figure_cells(frame["value"], frame["status"], frame["note"]),
        figure_cells(frame["upper_value"], upper_status, frame["upper_note"]),
        [text_cell(note_text(note)) for note in frame["note"]],
    )
    own = tuple(i for i, mine in enumerate(frame["highlighted"]) if mine)
    return Table(columns, tuple(zip(*cells, strict=True)), highlighted=own)


def bars_view_maker(chosen: list[str], frame: pd.DataFrame, level: str, draw: Draw) -> Maker:
    """How to build the view of several indicators side by side."""
    known = usable_indicators()
    notes = cautions(*(known[key] for key in chosen))
    whole = view_of(PAGE, CHOICES, chosen, notes=notes)
    columns, cells = wide_table(frame, LEVEL_SINGULAR[Level(level)])
    own = tuple(i for i, mine in enumerate(frame.drop_duplicates("ags")["highlighted"]) if mine)
    return lambda: whole(
        title=f"Mehrere Indikatoren der {areas_of(level)} nebeneinander",
        subtitle=stand_of(frame),
        table=Table(tuple(columns), tuple(zip(*cells, strict=True)), highlighted=own),
        drawing=chart_drawing(draw),
    )
