"""Population pyramid with age bands of unequal width.

Each band is drawn per year of age (persons ÷ years of the band), so that its area and not its
length stands for the number of people, as in a histogram.
"""

from typing import Any

import altair as alt
import pandas as pd

from monitoring.charts.marks import Channel, Layer, Specification, channel, layer, tips
from monitoring.charts.measure import WITH_VALUE, is_open, open_notes
from monitoring.charts.theme import LIGHT, SMALL, Look, framed
from monitoring.figures import OPEN_BAR_NOTE, SECRET_MARK, Status, number, remark

OPEN_END = 100
LEAST_OPEN_YEARS = 10
HEIGHT = 420
# Empty bars would be lost in the outline of the comparison.
PALE_BAR: dict[str, Any] = {"fillOpacity": 0.2, "strokeWidth": 1.2}
_TIPS = tips(who="Gruppe", text="Personen", share="Anteil", beside="zum Vergleich")


def pyramid(
    population: pd.DataFrame,
    *,
    comparison: pd.DataFrame | None = None,
    comparison_label: str = "",
    look: Look = LIGHT,
) -> Specification:
    """Men on the left, women on the right, the youngest at the bottom.

    ``population`` and ``comparison``: sex (``male``, ``female``), age_from, age_to (NA = open
    end), value and perhaps status and note, which makes a bar pale. Bars are shares of all
    people of the area per year of age, so that a Gemeinde compares with its Kreis, which is drawn
    as an outline. "All" is the row of both sexes and all ages (``total``, 0, NA) where there is
    one, else the sum. An open last band is drawn up to 100 years.
    """
    own = _bands(population)
    outline = None if comparison is None else _bands(comparison)
    own = own.assign(beside=_beside(own, outline, comparison_label))
    drawn = own if outline is None else pd.concat([own, outline])
    reach = max(drawn["per_year"].abs().dropna(), default=1.0) * 1.06
    x, y = _axes(reach)
    layers = _bars(own, x, y, look)
    notes = ["Fläche eines Balkens: Anteil der Altersgruppe an allen Einwohnern"]
    if outline is not None:
        layers.append(_outline(outline, x, y, look))
        notes.append(f"Linie: {comparison_label}")
    notes += open_notes(own, note=OPEN_BAR_NOTE)
    if own["secret"].any():
        notes.append(f"{SECRET_MARK} geheim zu halten")
    return framed(
        [*layers, *_heads(look)],
        look,
        description=(
            f"Bevölkerungspyramide in {len(own) // 2} Altersgruppen, Männer links, Frauen rechts."
        ),
        height=HEIGHT,
        notes=[", ".join(notes)],
    )


def _bands(population: pd.DataFrame) -> pd.DataFrame:
    """Bands with their ends, the share of all people per year of age and texts.

    ``per_year`` is in per cent, negative for men; absent where there is no value.
    """
    population = population.reset_index(drop=True)
    every_age = (population["age_from"] == 0) & population["age_to"].isna()
    told = population.loc[population["sex"].isin(["male", "female"]) & ~every_age]
    everybody = population.loc[every_age & population["sex"].eq("total"), "value"].astype(float)
    start = told["age_from"].astype(float)
    open_end = (start + LEAST_OPEN_YEARS).clip(lower=OPEN_END)
    note = told["note"] if "note" in told else pd.Series("", index=told.index)
    end = (told["age_to"].astype("Float64").astype(float) + 1).fillna(open_end)
    value = told["value"].astype(float)
    status = told["status"] if "status" in told else pd.Series(Status.REPORTED, index=told.index)
    value = value.where(status.isin(WITH_VALUE))
    share = 100 * value / (everybody.max() if everybody.notna().any() else value.sum())
    side = told["sex"].map({"male": -1.0, "female": 1.0}).astype(float)
    return pd.DataFrame(
        {
            "sex": told["sex"],
            "low": start,
            "high": end,
            "value": value,
            "per_year": share / (end - start) * side,
            "secret": status.eq(Status.SUPPRESSED),
            "who": _names(told),
            "open": is_open(told) & value.notna(),
            "text": [_persons(*each) for each in zip(value, status, note, strict=True)],
            "share": ["" if pd.isna(each) else f"{number(each, 1)} %" for each in share],
        }
    ).sort_values(["sex", "low"], kind="stable")


def _names(bands: pd.DataFrame) -> list[str]:
    sexes = {"male": "Männer", "female": "Frauen"}
    names = []
    for sex, low, high in zip(bands["sex"], bands["age_from"], bands["age_to"], strict=True):
        if pd.isna(high):
            age = f"ab {low} Jahren"
        else:
            age = f"{low} Jahre" if low == high else f"{low} bis {high} Jahre"
        names.append(f"{sexes[sex]}, {age}")
    return names


def _persons(value: float, status: str, note: str) -> str:
    if pd.isna(value):
        return f"{SECRET_MARK} geheim zu halten" if status == Status.SUPPRESSED else "kein Wert"
    return ", ".join(part for part in (number(value), remark(note)) if part)


def _beside(own: pd.DataFrame, outline: pd.DataFrame | None, label: str) -> list[str]:
    """The share of the same band in the comparison, where it has this band."""
    if outline is None:
        return [""] * len(own)
    shares = outline.set_index(["sex", "low", "high"])["share"].to_dict()
    keys = zip(own["sex"], own["low"], own["high"], strict=True)
    found = [shares.get(key, "") for key in keys]
    return [f"{label} {share}" if share else "" for share in found]


def _axes(reach: float) -> tuple[Channel, Channel]:
    x = alt.X(
        "per_year:Q",
        axis=alt.Axis(
            title="Anteil je Altersjahr in %",
            tickCount=6,
            labelExpr="format(abs(datum.value), '~g')",
        ),
        scale=alt.Scale(domain=[-reach, reach], nice=False),
    )
    y = alt.Y(
        "low:Q",
        axis=alt.Axis(title=None, values=list(range(0, OPEN_END + 1, 10)), grid=False),
        scale=alt.Scale(domain=[0, OPEN_END], nice=False),
    )
    return channel(x), channel(y)


def _bars(own: pd.DataFrame, x: Channel, y: Channel, look: Look) -> list[Layer]:
    known = own.loc[own["per_year"].notna()]
    full, hollow = known[~known["open"]], known[known["open"]]
    scale = alt.Scale(domain=["male", "female"], range=[look.first_sex, look.second_sex])
    colour = channel(alt.Color("sex:N", legend=None, scale=scale))
    bar = {"x": x, "x2": alt.datum(0), "y": y, "y2": {"field": "high"}, "tooltip": _TIPS}
    secret = own.loc[own["secret"]].assign(low=(own["low"] + own["high"]) / 2, per_year=0.0)
    told = {"x": x, "y": y, "tooltip": _TIPS[:2]}
    style: dict[str, Any] = {"text": SECRET_MARK, "fontSize": 14, "color": look.ink}
    return [
        layer(full, "rect", {**bar, "color": colour}, stroke=look.paper, strokeWidth=0.8),
        layer(hollow, "rect", {**bar, "fill": colour, "stroke": colour}, **PALE_BAR),
        layer(secret[secret["sex"] == "male"], "text", told, dx=-8, **style),
        layer(secret[secret["sex"] == "female"], "text", told, dx=8, **style),
    ]


def _outline(bands: pd.DataFrame, x: Channel, y: Channel, look: Look) -> Layer:
    """The comparison as steps around the bars: two corners for each band."""
    known = bands.loc[bands["per_year"].notna()]
    ends = known[["sex", "per_year"]].assign(band=known["low"])
    corners = pd.concat([ends.assign(low=known["low"]), ends.assign(low=known["high"])])
    corners = corners.sort_values(["sex", "band", "low"], kind="stable")
    corners["step"] = corners.groupby("sex").cumcount()
    line = {"x": x, "y": y, "detail": "sex:N", "order": "step:Q"}
    return layer(corners, "line", line, color=look.ink, strokeWidth=1.6)


def _heads(look: Look) -> list[Layer]:
    """Who stands on which side, and what the vertical axis counts."""
    words: list[tuple[str, Any, str, int]] = [
        ("Alter", 0, "left", -28),
        ("Männer", 0, "left", 24),
        ("Frauen", "width", "right", -8),
    ]
    style: dict[str, Any] = {"baseline": "bottom", "fontSize": SMALL + 1, "color": look.muted}
    return [
        layer(
            pd.DataFrame({"text": [text]}),
            "text",
            {"x": alt.value(place), "y": alt.value(-6), "text": "text:N"},
            align=align,
            dx=shift,
            **style,
        )
        for text, place, align, shift in words
    ]
