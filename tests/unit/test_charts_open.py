"""A provisional or estimated value is a hollow mark in every chart, and its tooltip says why."""

import numpy as np
import pandas as pd
import pytest

from monitoring.charts import bars, comparison, lines, multiples, needs, pyramid, scatter, spread
from monitoring.charts.marks import Specification
from monitoring.charts.theme import LIGHT
from tests.chart_figures import (
    COUNT,
    QUOTIENT,
    gemeinden,
    kreis_series,
    kreise,
    pairs,
    parts,
    people,
    rows_of,
    series,
    several,
    words_of,
)

ESTIMATED = "estimated,share_36"
SAID = "zu 36\u00a0% geschätzt"


def dot_plot(note: str, count: int = 5) -> Specification:
    return comparison.dot_plot(
        noted(kreise(count), note), QUOTIENT, land_value=None, land_label="", quartiles=None
    )


def noted(figures: pd.DataFrame, note: str) -> pd.DataFrame:
    """The first row with the note, the last without value: its note is not drawn."""
    rows = figures.reset_index(drop=True)
    rows.loc[len(rows) - 1, ["value", "status"]] = [np.nan, "suppressed"]
    rows["note"] = [note, *[""] * (len(rows) - 2), "provisional"]
    return rows


def noted_pairs(note: str) -> pd.DataFrame:
    return pairs().assign(x_note="", y_note=[note, "", "provisional"])


DRAWN = {
    "dot_plot": dot_plot,
    "dot_plot_of_many": lambda note: dot_plot(note, 80),
    "spread": lambda note: spread.spread(noted(gemeinden(), note), QUOTIENT),
    "bars_table": lambda note: bars.bars_table(noted(several(), note)),
    "scatter": lambda note: scatter.scatter(noted_pairs(note), QUOTIENT, COUNT),
    "contributions": lambda note: needs.contributions(parts().assign(note=[note, "", "", ""])),
    "small_multiples": lambda note: multiples.small_multiples(
        noted(series(), note), kreis_series(), QUOTIENT
    ),
    "pyramid": lambda note: pyramid.pyramid(noted(people(), note)),
    "time_series": lambda note: lines.time_series(
        noted(series(), note).assign(role="selected"), QUOTIENT
    ),
}


def hollow(chart: Specification) -> list[dict]:
    """Rows whose mark has an outline around the colour of the paper, or around little colour."""
    found = []
    for each in chart["layer"]:
        outlined = "stroke" in each["encoding"] or "stroke" in each["mark"]
        if outlined and each["mark"].get("shape") != "diamond":
            pale = each["mark"].get("fillOpacity", 1) < 0.3
            fill = LIGHT.paper if pale else each["mark"].get("fill")
            rows = each["data"]["values"]
            found += [row for row in rows if row.get("fill", fill) == LIGHT.paper]
    return found


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
class TestOpenMarks:
    def test_an_estimated_value_is_hollow_explained_and_told(self, draw):
        chart = draw(ESTIMATED)
        assert len(hollow(chart)) == 1
        texts = [str(text) for row in rows_of(chart) for text in row.values()]
        told = {text for text in texts if "geschätzt" in text}
        assert told
        assert all(text.count(SAID) == 1 for text in told)
        assert "vorläufig oder geschätzt" in " ".join(words_of(chart))

    def test_a_final_value_is_full_and_nothing_is_explained(self, draw):
        chart = draw("")
        assert not hollow(chart)
        assert "geschätzt" not in " ".join(words_of(chart))


def test_every_value_stays_drawn_once():
    for draw in (dot_plot, DRAWN["bars_table"]):
        plain, marked = draw(""), draw(ESTIMATED)
        values = [sorted(r["value"] for r in rows_of(c) if "value" in r) for c in (plain, marked)]
        assert values[0] == values[1]


def test_the_diamond_of_an_estimated_kreis_is_hollow():
    table = gemeinden().assign(upper_note=ESTIMATED)
    for frame, fill in ((table, LIGHT.paper), (table.assign(upper_note=""), LIGHT.own)):
        chart = spread.spread(frame, QUOTIENT)
        assert [row["fill"] for row in rows_of(chart) if "fill" in row] == [fill]
    assert "○ vorläufig oder geschätzt" in words_of(spread.spread(table, QUOTIENT))


def test_the_size_of_a_word_has_room_for_the_mark_and_none_for_its_explanation():
    chart = lines.sparkline(noted(series().head(4), ESTIMATED), QUOTIENT)
    assert len(hollow(chart)) == 1
    assert any(row.get("shown", "").endswith(SAID) for row in rows_of(chart))


def test_the_diamond_tells_the_value_of_the_kreis():
    table = gemeinden().assign(upper_note=ESTIMATED)
    told = [row["whole"] for row in rows_of(spread.spread(table, QUOTIENT)) if "whole" in row]
    assert told
    assert all(SAID in text and QUOTIENT.unit in text for text in told)
