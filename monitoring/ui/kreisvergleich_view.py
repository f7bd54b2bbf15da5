"""Tables and documents of the page Kreisvergleich."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from monitoring.analysis.comparison import ranks
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
from monitoring.ui.value_tables import computed, figure_cells, quality_of, stand_of, wide_table

PAGE = "kreisvergleich"
CHOICES = ("thema", "indikator", "gebiet", "zeitraum_kreis", "mehrere")
SPREAD = "Spannweite der Gemeinden in jedem Kreis"


def comparison_table(indicator: Indicator, frame: pd.DataFrame) -> Table:
    """All Kreise with value, rank and context."""
    known = frame.set_index("ags")["value"].dropna()
    place = ranks(known, indicator.decimals)["rank"].astype(float)
    columns = (
        Column("label", "Kreis"),
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
            figure_cell(row.value, row.status, quality_of(row.note)),
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
    words: tuple[str, str],
    land: tuple[float | None, str],
) -> Maker:
    """How to build the view; ``words`` are title and subtitle, ``land`` value and name."""
    whole, (value, name) = _whole(indicator), land
    notes = (*cautions(indicator), context_note())
    ordered = frame.sort_values("value", ascending=False, na_position="last")

    def make() -> View:
        return whole(
            title=words[0],
            subtitle=words[1],
            notes=notes,
            table=comparison_table(indicator, frame),
            drawing=ChartDrawing(
                "dot",
                labels=tuple(ordered["label"]),
                series=(
                    Series(
                        indicator.title,
                        tuple(None if pd.isna(v) else float(v) for v in ordered["value"]),
                        statuses=tuple(ordered["status"]),
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
    """Why size and density stand beside each Kreis, and of which day they are."""
    stand = spoken(manifest()["gebietsstand"])
    return (
        "Größe und Dichte stehen daneben, weil sich Kreise in ihrer Lage unterscheiden; die "
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


def spread_view_maker(
    indicator: Indicator, frame: pd.DataFrame, where: tuple[str, str], draw: Draw
) -> Maker:
    """How to build the view of the Gemeinden inside each Kreis, as ``draw`` shows them; ``where``
    is the period and the name of the Land.
    """
    whole, (period, land) = _whole(indicator), where
    return lambda: whole(
        title=f"{SPREAD}: {indicator.title}, {spoken(period)}",
        subtitle=f"{indicator.unit} · {spoken(period)} · Gemeinden · {land}",
        table=spread_table(indicator, frame),
        drawing=chart_drawing(draw),
    )


def spread_table(indicator: Indicator, frame: pd.DataFrame) -> Table:
    """Every Gemeinde beside its Kreis: Kreis, Gemeinde, key, both values in the indicator's unit,
    marks in words. ``frame``: kreis_label, ags, label, value, status, note, the same three of
    the Kreis (kreis_value, …), highlighted.
    """
    columns = (
        Column("kreis", "Kreis"),
        Column("label", "Gemeinde"),
        Column("ags", "Schlüssel"),
        Column("value", "Wert", "number", indicator.decimals, indicator.unit),
        Column("kreis_value", "Wert des Kreises", "number", indicator.decimals, indicator.unit),
        Column("note", "Hinweis"),
    )
    kreis_status = frame["kreis_status"].fillna("missing")
    cells = (
        [text_cell(text) for text in frame["kreis_label"]],
        [text_cell(text) for text in frame["label"]],
        [text_cell(text) for text in frame["ags"]],
        figure_cells(frame["value"], frame["status"], frame["note"]),
        figure_cells(frame["kreis_value"], kreis_status, frame["kreis_note"]),
        [text_cell(note_text(note)) for note in frame["note"]],
    )
    own = tuple(i for i, mine in enumerate(frame["highlighted"]) if mine)
    return Table(columns, tuple(zip(*cells, strict=True)), highlighted=own)


def bars_view_maker(chosen: list[str], frame: pd.DataFrame, draw: Draw) -> Maker:
    """How to build the view of several indicators side by side."""
    known = usable_indicators()
    notes = cautions(*(known[key] for key in chosen))
    whole = view_of(PAGE, CHOICES, chosen, notes=notes)
    columns, cells = wide_table(frame, "Kreis")
    own = tuple(i for i, mine in enumerate(frame.drop_duplicates("ags")["highlighted"]) if mine)
    return lambda: whole(
        title="Mehrere Indikatoren der Kreise nebeneinander",
        subtitle=stand_of(frame),
        table=Table(tuple(columns), tuple(zip(*cells, strict=True)), highlighted=own),
        drawing=chart_drawing(draw),
    )
