"""Tables and documents of the page Kreisvergleich."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from monitoring.analysis.comparison import ranks
from monitoring.periods import spoken
from monitoring.reports.view import (
    Cell,
    ChartDrawing,
    Column,
    Reference,
    Series,
    Table,
    View,
    figure_cell,
    text_cell,
)
from monitoring.ui.charts import Draw, chart_drawing
from monitoring.ui.notes import note_text
from monitoring.ui.selection import Indicator
from monitoring.ui.takeaway import view_of
from monitoring.ui.value_tables import figure_cells, quality_of

PAGE = "kreisvergleich"
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
        Column("population", "Bevölkerung", "number"),
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
            context_cell(row.population),
            context_cell(row.area_km2),
            context_cell(row.density),
            text_cell(note_text(row.note)),
        )
        for row in rows
    )
    own = tuple(i for i, mine in enumerate(frame["highlighted"]) if mine)
    return Table(columns, cells, highlighted=own)


def context_cell(value: float) -> Cell:
    """A context figure, missing where the release has none."""
    return figure_cell(value, "missing" if pd.isna(value) else "reported")


def view_maker(
    indicator: Indicator,
    frame: pd.DataFrame,
    words: tuple[str, str],
    land: tuple[float | None, str],
) -> Callable[[], View]:
    """How to build the view; ``words`` are title and subtitle, ``land`` value and name."""
    whole, (value, name) = _whole(indicator), land
    ordered = frame.sort_values("value", ascending=False, na_position="last")

    def make() -> View:
        return whole(
            title=words[0],
            subtitle=words[1],
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


def _whole(indicator: Indicator) -> Callable[..., View]:
    return view_of(
        PAGE,
        [indicator.id],
        notes=(indicator.caution,) if indicator.caution else (),
        unit=indicator.unit,
        definition=indicator.definition,
    )


def spread_view_maker(
    indicator: Indicator, frame: pd.DataFrame, period: str, draw: Draw
) -> Callable[[], View]:
    """How to build the view of the Gemeinden inside each Kreis, as ``draw`` shows them."""
    whole = _whole(indicator)

    def make() -> View:
        return whole(
            title=f"{SPREAD}: {indicator.title}, {spoken(period)}",
            subtitle=f"{indicator.unit} · {spoken(period)} · Gemeinden",
            table=_spread_table(indicator, frame),
            drawing=chart_drawing(draw),
        )

    return make


def _spread_table(indicator: Indicator, frame: pd.DataFrame) -> Table:
    columns = (
        Column("kreis", "Kreis"),
        Column("label", "Gemeinde"),
        Column("ags", "Schlüssel"),
        Column("value", "Wert", "number", indicator.decimals, indicator.unit),
        Column("kreis_value", "Wert des Kreises", "number", indicator.decimals, indicator.unit),
        Column("note", "Hinweis"),
    )
    cells = (
        [text_cell(text) for text in frame["kreis_label"]],
        [text_cell(text) for text in frame["label"]],
        [text_cell(text) for text in frame["ags"]],
        figure_cells(frame["value"], frame["status"], frame["note"]),
        [context_cell(each) for each in frame["kreis_value"]],
        [text_cell(note_text(note)) for note in frame["note"]],
    )
    own = tuple(i for i, mine in enumerate(frame["highlighted"]) if mine)
    return Table(columns, tuple(zip(*cells, strict=True)), highlighted=own)


def bars_view_maker(chosen: list[str], frame: pd.DataFrame, draw: Draw) -> Callable[[], View]:
    """How to build the view of several indicators side by side."""
    whole, titles = view_of(PAGE, chosen), frame["title"].drop_duplicates()

    def make() -> View:
        return whole(
            title="Mehrere Indikatoren der Kreise nebeneinander",
            subtitle=" · ".join(titles),
            table=_bars_table(frame),
            drawing=chart_drawing(draw),
        )

    return make


def _bars_table(frame: pd.DataFrame) -> Table:
    areas = frame.drop_duplicates("ags")
    columns = [Column("label", "Kreis"), Column("ags", "Schlüssel")]
    cells = [[text_cell(text) for text in areas[name]] for name in ("label", "ags")]
    for key, part in frame.groupby("indicator", sort=False):
        about, by_area = part.iloc[0], part.set_index("ags").reindex(areas["ags"])
        title = f"{about['title']}, {spoken(about['period'])}"
        columns.append(
            Column(str(key), title, "number", int(about["decimals"]), str(about["unit"]))
        )
        statuses = by_area["status"].fillna("missing")
        cells.append(figure_cells(by_area["value"], statuses, by_area["note"]))
    own = tuple(i for i, mine in enumerate(areas["highlighted"]) if mine)
    return Table(tuple(columns), tuple(zip(*cells, strict=True)), highlighted=own)
