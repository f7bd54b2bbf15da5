"""Charts of the page Gebietsprofil: age structure and population over time."""

from functools import partial

import pandas as pd
import streamlit as st

from monitoring.charts.lines import time_series
from monitoring.charts.measure import Measure
from monitoring.charts.pyramid import pyramid
from monitoring.periods import spoken
from monitoring.queries import portrait as asked
from monitoring.queries import values as asked_values
from monitoring.reports.view import Column, Table, text_cell
from monitoring.ui.cached import answer, kept, table
from monitoring.ui.charts import Draw, chart_drawing, show_chart
from monitoring.ui.courses import break_notes, breaks_of, course_title, course_view_maker
from monitoring.ui.empty import show_empty
from monitoring.ui.gebietsprofil import CHOICES, Area
from monitoring.ui.gebietsprofil_view import SIDES, bands_of, side_of
from monitoring.ui.selection import usable_indicators
from monitoring.ui.state import settle
from monitoring.ui.takeaway import CHART, Maker, show_takeaway, view_of
from monitoring.ui.value_tables import figure_cells

PAGE = "gebietsprofil"
PEOPLE = Measure("Bevölkerung", "Personen", 0)
BY_AGE = ["altenquotient", "jugendquotient"]  # counted from the same figures
SHARES = "Anteil an allen Einwohnern je Altersjahr in %; Tabelle: Personen"


def show_pyramid(area: Area) -> None:
    """Population by age and sex, with the outline of the Kreis or Land."""
    periods = answer(asked.pyramid_periods, area=area.key)
    st.subheader("Altersaufbau", anchor=False)
    if not periods:
        show_empty("Für dieses Gebiet wurde keine Bevölkerung nach Alter und Geschlecht geliefert.")
        return
    settle("stand", periods, periods[-1])
    period = (
        st.select_slider("Stand", periods, key="stand", format_func=spoken)
        if len(periods) > 1
        else periods[0]
    )
    upper = area.uppers[0] if area.uppers else None
    names = {area.key: area.label, **({upper[0]: upper[1]} if upper else {})}
    frame = table(asked.pyramid, keys=list(names), period=period)
    outline = frame[frame["ags"] == upper[0]] if upper else None
    draw = partial(
        pyramid,
        frame[frame["ags"] == area.key],
        comparison=outline if outline is not None and len(outline) else None,
        comparison_label=upper[1] if upper else "",
    )
    show_chart(draw, "pyramid", area.key, period)
    title = f"Altersaufbau: {area.label}, {spoken(period)}"
    prepare = partial(_pyramid_view_maker, title, frame, names, draw)
    show_takeaway(prepare, f"altersaufbau-{area.key}-{period}", part="Altersaufbau", label=CHART)


def _pyramid_view_maker(
    title: str, frame: pd.DataFrame, names: dict[str, str], draw: Draw
) -> Maker:
    usable = usable_indicators()
    known = [key for key in BY_AGE if key in usable] or ["bevoelkerung"]
    whole = view_of(PAGE, CHOICES, known, title=title, subtitle=SHARES, unit=PEOPLE.unit)
    return lambda: whole(table=age_table(frame, names), drawing=chart_drawing(draw))


def age_table(frame: pd.DataFrame, names: dict[str, str]) -> Table:
    """People of each area of ``names`` (name by key): a row for each age band, a column for the
    men and one for the women of each.
    """
    bands = bands_of(frame)
    columns = [Column("age", "Alter")]
    cells = [[text_cell(label) for label in bands["label"]]]
    for key, name in names.items():
        own = frame[frame["ags"] == key]
        for sex, who in SIDES if len(own) else ():
            side = side_of(own, sex, bands)
            columns.append(Column(f"{key}_{sex}", f"{name}: {who}", "number", 0, PEOPLE.unit))
            cells.append(figure_cells(side["value"], side["status"], side["note"]))
    return Table(tuple(columns), tuple(zip(*cells, strict=True)))


def show_development(area: Area) -> None:
    """Population over time."""
    st.subheader("Bevölkerungsentwicklung", anchor=False)
    frame = table(asked_values.series, indicator="bevoelkerung", keys=[area.key])
    frame = frame.assign(label=area.label)
    if not frame["value"].notna().any():
        show_empty("Für dieses Gebiet liegt keine Bevölkerungszahl vor.")
        return
    lines = frame.assign(role="selected")
    name = f"series_breaks|bevoelkerung|{area.key}"
    breaks = kept(name, lambda: breaks_of("bevoelkerung", frame))
    draw = partial(time_series, lines, PEOPLE, breaks=breaks, height=300)
    show_chart(draw, "development", area.key)
    notes = break_notes(breaks)
    prepare = partial(_development_view_maker, area, frame, notes, draw)
    show_takeaway(prepare, f"bevoelkerung-{area.key}", part="Entwicklung", label=CHART)


def _development_view_maker(
    area: Area, frame: pd.DataFrame, notes: tuple[str, ...], draw: Draw
) -> Maker:
    whole = view_of(PAGE, CHOICES, ["bevoelkerung"], notes=notes)
    return course_view_maker(whole, course_title(PEOPLE, area.label, frame), frame, PEOPLE, draw)
