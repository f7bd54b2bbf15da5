"""Small tables of figures, and every chart drawn from them."""

import json
import re

import numpy as np
import pandas as pd
import vl_convert

from monitoring.analysis.comparison import SeriesBreak, quartiles
from monitoring.charts import bars, comparison, lines, multiples, needs, pyramid, scatter, spread
from monitoring.charts.marks import Specification
from monitoring.charts.measure import Measure

QUOTIENT = Measure("Altenquotient", "je 100 Personen", 1)
COUNT = Measure("Arbeitslose", "Personen", 0)
AREAS = {"99010001": "Auental", "99010002": "Birkenfelde", "99010003": "Dornheim"}
YEARS = ["2019-12-31", "2020-12-31", "2021-12-31", "2022-12-31"]


def series() -> pd.DataFrame:
    rows = [
        (ags, label, period, 1030.25 + 10 * i + t, "reported", "")
        for i, (ags, label) in enumerate(AREAS.items())
        for t, period in enumerate(YEARS)
    ]
    table = pd.DataFrame(rows, columns=["ags", "label", "period", "value", "status", "note"])
    table.loc[1, ["value", "status"]] = [np.nan, "suppressed"]
    table.loc[6, ["value", "status"]] = [np.nan, "missing"]
    table.loc[3, "note"] = "provisional"
    return table


def kreis_series() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ags": "99010", "label": "Landkreis Auental", "period": YEARS,
            "value": [1031.0, 1032, 1033, 1034], "status": "reported", "note": "",
        }
    )  # fmt: skip


def lines_of_all() -> pd.DataFrame:
    own = series().assign(role="selected")
    return pd.concat([own, kreis_series().assign(role="kreis")], ignore_index=True)


def kreise(count: int = 5) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "ags": [f"99{n:03d}" for n in range(count)],
            "label": [f"Kreis {n}" for n in range(count)],
            "value": [1500.5 + 25 * n for n in range(count)],
            "status": "reported",
            "highlighted": [n == 1 for n in range(count)],
            "population": 50_000 + np.arange(count),
            "density": 120.4,
        }
    )
    table.loc[count - 1, ["value", "status"]] = [np.nan, "suppressed"]
    return table


def dots(count: int = 5, **settings) -> Specification:
    table = kreise(count)
    return comparison.dot_plot(
        table, QUOTIENT, land_value=1525.0, land_label="Land",
        quartiles=quartiles(table["value"]), **settings,
    )  # fmt: skip


def gemeinden() -> pd.DataFrame:
    table = series().loc[lambda rows: rows["period"] == YEARS[0]]
    return table.assign(
        upper="99010", upper_label="Landkreis Auental", upper_value=1031.0, highlighted=True
    )


def several() -> pd.DataFrame:
    parts = [("a", "Altenquotient", "je 100", 1), ("b", "Wanderungssaldo", "je 1.000", 1)]
    tables = []
    for (name, title, unit, decimals), sign in zip(parts, (1, -1), strict=True):
        table = kreise().assign(indicator=name, title=title, unit=unit, decimals=decimals)
        tables.append(table.assign(value=table["value"] * sign))
    return pd.concat(tables)


def people() -> pd.DataFrame:
    bands = [(0, 2), (3, 17), (18, 64), (65, None)]
    rows = [(s, a, b, 100 * (n + 1)) for s in ("male", "female") for n, (a, b) in enumerate(bands)]
    table = pd.DataFrame(rows, columns=["sex", "age_from", "age_to", "value"])
    return table.astype({"age_to": "Int64", "value": float}).assign(status="reported")


def parts() -> pd.DataFrame:
    rows = [
        ("1", "A", 0.5, 0.2),
        ("1", "A", -0.3, 0.2),
        ("2", "B", 0.25, 1.0),
        ("2", "B", 0.75, 1.0),
    ]
    table = pd.DataFrame(rows, columns=["ags", "label", "contribution", "index"])
    return table.assign(indicator=["x", "y"] * 2, title=["Erstes", "Zweites"] * 2)


def pairs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ags": list(AREAS), "label": list(AREAS.values()), "x": [1.5, 2.5, np.nan],
            "y": [10.0, 20.0, 30.0], "population": [250, 4000, 900],
            "highlighted": [False, True, False],
        }
    )  # fmt: skip


CHARTS = {
    "time_series": lambda look: lines.time_series(
        lines_of_all(), QUOTIENT, breaks=[SeriesBreak(YEARS[3], "Zensus 2022")], look=look
    ),
    "indexed": lambda look: lines.time_series(lines_of_all(), QUOTIENT, base=100.0, look=look),
    "band": lambda look: lines.band(
        series().assign(highlighted=lambda rows: rows["ags"] == "99010003"), QUOTIENT, look=look
    ),
    "sparkline": lambda look: lines.sparkline(series().head(4), QUOTIENT, look=look),
    "small_multiples": lambda look: multiples.small_multiples(
        series(), kreis_series(), QUOTIENT, columns=2, look=look
    ),
    "dot_plot": lambda look: dots(look=look),
    "dot_plot_of_many": lambda look: dots(80, look=look),
    "spread": lambda look: spread.spread(gemeinden(), QUOTIENT, look=look),
    "bars_table": lambda look: bars.bars_table(several(), look=look),
    "pyramid": lambda look: pyramid.pyramid(
        people(), comparison=people(), comparison_label="Kreis", look=look
    ),
    "scatter": lambda look: scatter.scatter(
        pairs(), QUOTIENT, COUNT, directions=(1, -1), references=(2.0, 15.0), look=look
    ),
    "contributions": lambda look: needs.contributions(parts(), look=look),
}


def tables_of(chart: Specification) -> list[list[dict]]:
    return [layer["data"]["values"] for layer in chart["layer"]]


def rows_of(chart: Specification) -> list[dict]:
    return [row for rows in tables_of(chart) for row in rows]


def figure_in(text: str) -> float:
    """The number at the beginning of a German text: "−1.234,5 je 100" gives -1234.5."""
    number = text.split(" ", maxsplit=1)[0].replace(".", "").replace(",", ".")
    return float(number.replace("\u2212", "-"))


def words_of(chart: Specification) -> list[str]:
    svg = vl_convert.vegalite_to_svg(json.dumps(chart))
    return re.findall(r">([^<>]+)</(?:text|tspan)>", svg)
