"""The parts that line charts are put together from."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from monitoring.analysis.comparison import SeriesBreak
from monitoring.charts.measure import Measure, is_open, place_of, records, with_text, with_time
from monitoring.charts.placing import Span, separated
from monitoring.charts.theme import FONT_SIZE, SMALL, Look, text_colour
from monitoring.figures import Status

MANY_PERIODS = 30
LABEL_LIMIT = 24
LABEL_SHARE = 0.055
TEXTS = ["label", "when", "shown"]
TIPS = [
    alt.Tooltip("label:N", title="Gebiet"),
    alt.Tooltip("when:N", title="Zeit"),
    alt.Tooltip("shown:N", title="Wert"),
]


def drawn(series: pd.DataFrame, measure: Measure, look: Look) -> pd.DataFrame:
    """Rows in order with place, text, colour and kind of dot (``full``, ``open``, ``none``)."""
    data = with_time(with_text(series, measure)).sort_values(["ags", "x"], kind="stable")
    selected = series.loc[series["role"] == "selected", "ags"].drop_duplicates()
    wheel = look.categories
    colour = {ags: wheel[i % len(wheel)] for i, ags in enumerate(selected)}
    value = data["value"].astype(float)
    beside = value.groupby(data["ags"])
    alone = value.notna() & beside.shift(1).isna() & beside.shift(-1).isna()
    many = data["x"].nunique() > MANY_PERIODS
    dot = pd.Series("none" if many else "full", index=data.index).mask(alone, "full")
    return data.assign(
        value=value,
        dot=dot.mask(is_open(data) & value.notna(), "open"),
        colour=data["ags"].map(colour).fillna(look.muted),
    )


def axes(places: pd.Series, span: Span) -> tuple[alt.X, alt.Y]:
    """Time and value axis; every layer takes the same ones, or Vega would begin at year 0."""
    known = places.dropna()
    first, last = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    years = sorted({int(place) for place in known})
    ticks = years if len(years) <= 16 else alt.Undefined
    axis = alt.Axis(
        title=None,
        format="d",
        grid=False,
        tickMinStep=1,
        labelOverlap="greedy",
        values=ticks,
        labelSeparation=8,
    )
    scale = alt.Scale(domain=[first - 0.15, last + 0.15], nice=False, zero=False)
    return alt.X("x:Q", axis=axis, scale=scale), alt.Y(
        "value:Q",
        axis=alt.Axis(title=None, tickCount=6, labelPadding=8),
        scale=alt.Scale(domain=span, nice=False, zero=False),
    )


def on_axis(axis: alt.Y, field: str) -> alt.Y:
    """The same value axis for another column."""
    return alt.Y(f"{field}:Q", axis=axis["axis"], scale=axis["scale"])


def strokes(
    data: pd.DataFrame, x: alt.X, y: alt.Y, measure: Measure, look: Look
) -> list[alt.Chart]:
    """Lines with their dots; references thinner and without dots, the Land dashed."""
    own = data["role"] == "selected"
    hue = alt.Color("colour:N", scale=None, legend=None)
    dash = alt.StrokeDash(
        "role:N", legend=None, scale=alt.Scale(domain=["kreis", "land"], range=[[1, 0], [5, 4]])
    )

    def marks(rows: pd.Series, columns: list[str]) -> alt.Chart:
        return alt.Chart(records(data.loc[rows], ["x", "value", *columns])).encode(x=x, y=y)

    thin = marks(~own, ["ags", "role", "colour"]).mark_line(strokeWidth=1.6)
    thick = marks(own, ["ags", "colour"]).mark_line(strokeWidth=2.6, strokeJoin="round")
    full = marks(own & (data["dot"] == "full"), ["colour"]).mark_circle(size=42, opacity=1)
    soft = marks(data["dot"] == "open", ["colour"]).mark_point(
        size=42, strokeWidth=1.8, fill=look.paper, opacity=1
    )
    hover = marks(data["value"].notna(), TEXTS).mark_circle(size=160, opacity=0)
    secret = marks(data["status"] == Status.SUPPRESSED, [*TEXTS, "colour"]).mark_text(
        text="•", dy=-5, fontSize=16
    )
    unit = alt.Chart(pd.DataFrame({"unit": [measure.unit]})).mark_text(
        align="left", baseline="bottom", color=look.muted, fontSize=SMALL
    )
    return [
        thin.encode(color=hue, detail="ags:N", strokeDash=dash),
        thick.encode(color=hue, detail="ags:N"),
        full.encode(color=hue),
        soft.encode(stroke=hue),
        hover.encode(tooltip=TIPS),
        secret.encode(y=alt.value("height"), color=hue, tooltip=TIPS),
        unit.encode(x=alt.value(-28), y=alt.value(-24), text="unit:N"),
    ]


def end_labels(data: pd.DataFrame, span: Span, x: alt.X, y: alt.Y, look: Look) -> alt.Chart:
    """Names at the last value of each line, moved apart where they would overlap."""
    known = data.loc[data["value"].notna()]
    ends = known.groupby("ags", sort=False).tail(1)
    ends = ends.assign(
        place=separated(ends["value"].tolist(), LABEL_SHARE * (span[1] - span[0]), span),
        name=[_short(label) for label in ends["label"]],
        words=[text_colour(colour, look) for colour in ends["colour"]],
        x=data["x"].max(),
    )
    labels: alt.Chart = (
        alt.Chart(records(ends, ["ags", "x", "place", "name", "words"]))
        .mark_text(align="left", dx=9, fontSize=FONT_SIZE)
        .encode(
            x=x,
            y=on_axis(y, "place"),
            text="name:N",
            color=alt.Color("words:N", scale=None, legend=None),
        )
    )
    return labels


def break_rules(
    breaks: Sequence[SeriesBreak], places: pd.Series, x: alt.X, look: Look
) -> list[alt.Chart]:
    """A rule before each period on a new basis, with the reason above it."""
    step = places.drop_duplicates().sort_values().diff().min()
    half = float(step) / 2 if not pd.isna(step) else 0.5
    rows = [{"x": place_of(each.period) - half, "text": each.text} for each in breaks]
    if not rows:
        return []
    base = alt.Chart(pd.DataFrame(rows)).encode(x=x)
    return [
        base.mark_rule(color=look.muted, strokeDash=[2, 3]),
        base.mark_text(align="center", baseline="bottom", fontSize=SMALL, color=look.muted).encode(
            y=alt.value(-8), text="text:N"
        ),
    ]


def _short(label: str) -> str:
    return label if len(label) <= LABEL_LIMIT else f"{label[: LABEL_LIMIT - 1]}…"


def described(measure: Measure, data: pd.DataFrame) -> str:
    """The chart in one or two sentences for people who hear it."""
    if data.empty:
        return f"{measure.title}: keine Werte."
    names = ", ".join(str(name) for name in data["label"].drop_duplicates().head(8))
    ends = data.sort_values("x")["when"]
    span = f"{ends.iloc[0]} bis {ends.iloc[-1]}"
    return f"Liniendiagramm {measure.title} ({measure.unit}), {span}: {names}."
