"""One map picture: values, classes, colours and legend, the same on screen and on paper."""

from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.maps import circle_radii
from geodata.outlines import Outlines
from geodata.palettes import FIRST_REASON, GROUND, OUTSIDE, PALETTES
from monitoring.analysis.classes import Classes, Method, assign, classify, recount
from monitoring.analysis.comparison import on_todays_territory, ranks
from monitoring.figures import Status
from monitoring.queries import values as asked
from monitoring.ui.cached import kept, table
from monitoring.ui.selection import Indicator, latest_period
from monitoring.ui.territories import Territory

METHODS: dict[Method, str] = {
    "quantile": "Gleich viele Gebiete (Quantile)",
    "jenks": "Natürliche Grenzen (Jenks)",
    "equal": "Gleiche Abstände",
    "reference": "Um den Vergleichswert",
    "manual": "Eigene Grenzen",
}
REASONS = {
    250: "keine Angabe",
    251: "geheim zu halten",
    252: "zu klein oder nicht sicher",
    253: "bestand nicht oder unbewohnt",
    254: "nicht vergleichbar (≠)",
}


@dataclass(frozen=True)
class Style:
    """How classes are made and coloured; ``steady`` keeps the latest period's breaks in all."""

    method: Method = "quantile"
    classes: int = 5
    palette: str = "petrol"
    steady: bool = True
    manual: tuple[float, ...] = ()


@dataclass(frozen=True)
class Picture:
    """``frame`` is :func:`areas_with` with figures; ``codes`` are the class bytes."""

    frame: pd.DataFrame
    codes: NDArray[np.uint8]
    classes: Classes
    palette: list[str]
    unit: str
    decimals: int
    signed: bool
    circles: bool
    earlier: str | None = None
    outlines: Outlines | None = None

    @cached_property
    def inside(self) -> pd.DataFrame:
        """Rows of the chosen territory, with their ranks (rank, of, tied)."""
        inside: pd.DataFrame = self.frame.loc[self.codes != OUTSIDE]
        return pd.concat([inside, ranks(inside["value"], self.decimals)], axis="columns")

    @cached_property
    def radii(self) -> NDArray[np.float64] | None:
        """Radii of the circles in pixels, one per row of ``frame``; None for other maps."""
        drawn = np.where(self.codes < FIRST_REASON, self.frame["value"].to_numpy(float), np.nan)
        return circle_radii(drawn) if self.circles else None


def current_picture(
    indicator: Indicator, territory: Territory, level: str, period: str, style: Style
) -> Picture:
    """Values of one period."""
    frame = _values(indicator, territory, level, period)
    values = frame["value"].to_numpy(float)
    inside = frame["inside"].to_numpy(bool)
    around = style.method == "reference"
    reference = reference_value(indicator, territory, period) if around else None
    style = with_reference_method(style, reference)
    classes = _classes(indicator, territory, level, style, values[inside], reference)
    codes = _codes(values, frame["status"], classes, inside)
    balance = bool((values[inside] < 0).any())
    circles = not indicator.is_rate and not balance
    kind = (
        "puor" if style.method == "reference" and style.palette not in DIVERGING else style.palette
    )
    return Picture(
        frame=frame,
        codes=codes,
        classes=recount(classes, codes),
        palette=_colours(kind, len(classes.labels), neutral=circles),
        unit=indicator.unit,
        decimals=indicator.decimals,
        signed=False,
        circles=circles,
    )


def change_picture(
    indicator: Indicator,
    territory: Territory,
    level: str,
    periods: tuple[str, str],
    style: Style,
) -> Picture:
    """Difference between two periods: in the unit for rates, in per cent for counts."""
    earlier, later = (_values(indicator, territory, level, period) for period in periods)
    frame = later.assign(
        earlier=earlier["value"],
        now=later["value"],
        value=difference(indicator, earlier["value"], later["value"]),
        status=later["status"].where(later["value"].isna(), earlier["status"]),
    )
    frame["status"] = frame["status"].where(frame["value"].isna(), str(Status.REPORTED))
    moved = ~(on_todays_territory(earlier["note"]) & on_todays_territory(later["note"]))
    frame.loc[moved, "value"] = np.nan
    frame.loc[moved, "note"] = "territory"
    odd = frame["value"].isna() & frame["status"].isin([Status.REPORTED, Status.NIL])
    frame.loc[odd, "status"] = str(Status.UNKNOWN)
    values, inside = frame["value"].to_numpy(float), frame["inside"].to_numpy(bool)
    decimals = indicator.decimals if indicator.is_rate else 1
    classes = classify(
        values[inside], method="reference", k=style.classes, decimals=decimals, reference=0.0
    )
    codes = _codes(values, frame["status"], classes, inside)
    palette = style.palette if style.palette in DIVERGING else "puor"
    return Picture(
        frame=frame,
        codes=codes,
        classes=recount(classes, codes),
        palette=_colours(palette, len(classes.labels), neutral=False),
        unit=change_unit(indicator),
        decimals=decimals,
        signed=True,
        circles=False,
        earlier=periods[0],
    )


DIVERGING = {palette.id for palette in PALETTES.values() if palette.kind == "diverging"}


def change_unit(indicator: Indicator) -> str:
    """Unit of a difference: percentage points, the rate's unit, or per cent for counts."""
    if not indicator.is_rate:
        return "%"
    return "Prozentpunkte" if indicator.unit.strip() in ("%", "Prozent") else indicator.unit


def difference(indicator: Indicator, earlier: pd.Series, later: pd.Series) -> pd.Series:
    """Change of rates in their unit, of counts in per cent (NaN from zero or below)."""
    if indicator.is_rate:
        return later - earlier
    return (later / earlier.where(earlier > 0) - 1) * 100


def reference_value(indicator: Indicator, territory: Territory, period: str) -> float | None:
    """The territory's own value, which "around a reference" compares with."""
    frame = table(asked.series, indicator=indicator.id, keys=[territory.key])
    found = frame.loc[(frame["period"] == period) & frame["value"].notna(), "value"]
    return float(found.iloc[0]) if len(found) and indicator.is_rate else None


def with_reference_method(style: Style, reference: float | None) -> Style:
    """Fall back to quantiles where there is no value to compare with."""
    if style.method == "reference" and reference is None:
        return replace(style, method="quantile")
    return style


def _values(indicator: Indicator, territory: Territory, level: str, period: str) -> pd.DataFrame:
    figures = table(asked.map_values, indicator=indicator.id, level=level, period=period)
    return areas_with(territory, level, figures)


def areas_with(territory: Territory, level: str, figures: pd.DataFrame | None) -> pd.DataFrame:
    """Areas of the layer in its order, with their figures beside them.

    Columns: ags, label, parent, population, unincorporated, inside (the territory), and
    those of ``figures``.
    """
    areas = kept(f"areas|{territory.key}|{level}", lambda: _areas(territory, level))
    return areas.copy() if figures is None else pd.concat([areas, figures], axis="columns")


def _areas(territory: Territory, level: str) -> pd.DataFrame:
    areas = table(asked.layer_areas, level=level)
    return areas.assign(inside=areas["ags"].str.startswith(territory.within or ""))


def _classes(
    indicator: Indicator,
    territory: Territory,
    level: str,
    style: Style,
    shown: NDArray[np.float64],
    reference: float | None,
) -> Classes:
    """Classes of the shown values; steady ones have the latest period's breaks in every period."""
    classified = partial(classify, k=style.classes, decimals=indicator.decimals)
    own = list(style.manual) or None
    if not style.steady or style.method in ("reference", "manual"):
        return classified(shown, method=style.method, manual=own, reference=reference)
    name = f"breaks|{indicator.id}|{territory.key}|{level}|{style.method}|{style.classes}"
    latest = kept(name, lambda: _latest_classes(indicator, territory, level, style))
    inner = list(latest.breaks[1:-1]) if latest else []
    if latest is None or not inner:
        return classified(shown, method=style.method)
    ends = [latest.breaks[0], latest.breaks[-1]]
    return classified(np.concatenate([ends, shown]), method="manual", manual=inner)


def _latest_classes(
    indicator: Indicator, territory: Territory, level: str, style: Style
) -> Classes | None:
    period, within = latest_period(indicator.id, level, territory.within), territory.within
    if period is None:
        return None
    figures = table(
        asked.present_values, indicator=indicator.id, level=level, period=period, within=within
    )
    return classify(
        figures["value"], method=style.method, k=style.classes, decimals=indicator.decimals
    )


def _codes(
    values: NDArray[np.float64],
    statuses: pd.Series,
    classes: Classes,
    inside: NDArray[np.bool_],
) -> NDArray[np.uint8]:
    codes = assign(values, statuses, classes)
    codes[~inside] = OUTSIDE
    return codes


def _colours(palette: str, classes: int, *, neutral: bool) -> list[str]:
    if neutral:
        return [GROUND] * max(classes, 1)
    family = PALETTES[palette]
    if classes >= 3:
        return family.colours(min(classes, 7))
    return [family.at(0.35), family.at(0.8)][:classes] if classes else [GROUND]
