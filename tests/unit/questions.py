"""Every question to a release, and the columns of its answer."""

from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd

from monitoring.queries import portrait, quality, selection, stock, values

Release = duckdb.DuckDBPyConnection
INDICATOR, LAND = "arbeitslosenanteil", "99"
AT: dict[str, Any] = {"indicator": INDICATOR, "level": "kreis"}
BOX = ["west", "south", "east", "north"]
COUNTED, MARKS = ["areas", "negative"], ["estimated_share", "note"]
FIGURE = ["value", "numerator", "denominator", "status"]
AREA = ["ags", "name", "label", "level", "kind", "parent", "verband", "area_km2", "population"]


ANSWERS: dict[str, tuple[Callable[[Release, dict[str, Any]], pd.DataFrame], list[str]]] = {
    "indicators": (
        lambda r, _: selection.indicators(r),
        ["id", "title", "question", "definition", "unit", "decimals", "polarity", "kind", "per",
         "numerator_text", "denominator_text", "source", "caution", "reference", "computable",
         "reason", "topic", "topic_title"],
    ),
    "areas": (
        lambda r, w: selection.areas(r, level="gemeinde", within=w["kreis"]),
        [*AREA, "density", "unincorporated", *BOX],
    ),
    "used_sources": (
        lambda r, _: selection.used_sources(r),
        ["indicator", "publisher", "title", "licence", "attribution", "url"],
    ),
    "sources": (
        lambda r, _: stock.sources(r, boundaries="beispiel"),
        ["publisher", "title", "purpose", "licence", "attribution", "url"],
    ),
    "map_values": (
        lambda r, w: values.map_values(r, **AT, period=w["period"]), [*FIGURE, *MARKS],
    ),
    "present_values": (lambda r, w: values.present_values(r, **AT, period=w["period"]), ["value"]),
    "layer_areas": (
        lambda r, _: values.layer_areas(r, level="gemeinde"),
        ["ags", "label", "parent", "population", "unincorporated"],
    ),
    "periods": (lambda r, _: selection.periods(r), ["indicator", "level", "period", *COUNTED]),
    "series": (
        lambda r, w: values.series(r, indicator=INDICATOR, keys=w["keys"]),
        ["ags", "label", "level", "period", *FIGURE, "note"],
    ),
    "series_within": (
        lambda r, w: values.series_within(
            r, indicator=INDICATOR, level="gemeinde", within=w["kreis"]
        ),
        ["ags", "label", "period", *FIGURE, "note"],
    ),
    "comparison": (
        lambda r, w: values.comparison(r, indicator=INDICATOR, level="kreis", period=w["period"]),
        ["ags", "label", "kind", *FIGURE, "note", "population", "area_km2", "density"],
    ),
    "comparison_table": (
        lambda r, w: values.comparison_table(
            r, indicators=[INDICATOR, "frauenanteil"], level="gemeinde", within=w["kreis"]
        ),
        ["ags", "label", "indicator", "title", "unit", "decimals", "kind", "per", "polarity",
         "period", *FIGURE, "note", "population", "unincorporated", "density"],
    ),
    "spread": (
        lambda r, w: values.spread(r, indicator=INDICATOR, period=w["period"], within=LAND),
        ["upper", "upper_label", "ags", "label", "value", "status", "note"],
    ),
    "breaks": (lambda r, _: values.breaks(r), ["indicator", "year", "text"]),
    "profile": (
        lambda r, w: portrait.profile(r, area=w["gemeinde"], keys=w["keys"]),
        ["indicator", "ags", "level", "period", *FIGURE, "note", "earlier_period", "earlier_value"],
    ),
    "pyramid": (
        lambda r, w: portrait.pyramid(
            r,
            keys=w["keys"],
            period=portrait.pyramid_periods(r, area=w["gemeinde"])[-1],
        ),
        ["ags", "period", "sex", "age_from", "age_to", "value", "status", "note"],
    ),
    "neighbours": (
        lambda r, w: portrait.neighbours(r, area=w["gemeinde"]),
        ["ags", "label", "parent", "population", "area_km2"],
    ),
    "unmatched": (
        lambda r, _: stock.unmatched(r),
        ["key", "name", "base_figure", "period_from", "period_to", "rows", "file"],
    ),
    "availability": (
        lambda r, _: stock.availability(r),
        ["indicator", "level", "first", "last", "periods", "available", "suppressed",
         "not_comparable", "missing"],
    ),
    "availability_matrix": (
        lambda r, _: quality.availability_matrix(r, level="gemeinde"),
        ["indicator", "period", "available", "estimated", "suppressed", "not_comparable",
         "missing"],
    ),
    "source_periods": (
        lambda r, _: quality.source_periods(r),
        ["id", "publisher", "title", "rhythm", "months", "period"],
    ),
    "findings": (
        lambda r, _: quality.findings(r),
        ["delivery", "file", "message", "place", "count", "proposal"],
    ),
}  # fmt: skip
