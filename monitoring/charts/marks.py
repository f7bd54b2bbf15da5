"""Layers of a chart as Vega-Lite: rows, mark, encoding.

Altair describes channels, axes and scales. Its ``Chart`` is left out: it copies the whole chart
at each call and takes every table through JSON, 60 to 300 ms a drawing where this takes 2 to 10.
The check against the schema, 1 ms an object, is made by the tests for every chart.
"""

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd
from altair.utils.schemapi import disable_debug_mode

Channel = dict[str, Any]
Layer = dict[str, Any]
Specification = dict[str, Any]
TYPES = {"Q": "quantitative", "N": "nominal"}

disable_debug_mode()


def layer(table: pd.DataFrame, mark: str, encoding: dict[str, Any], **style: Any) -> Layer:
    """One kind of mark for each row of ``table``.

    ``encoding`` gives a channel as :func:`channel` makes it, in short ("shown:N") or, for
    tooltips, as a list of channels. Only columns it names reach the browser.
    """
    channels = {name: _plain(each) for name, each in encoding.items()}
    return {
        "data": {"values": _rows(table, dict.fromkeys(_fields(channels)))},
        "mark": {"type": mark, **{k: v for k, v in style.items() if v is not None}},
        "encoding": channels,
    }


def channel(described: alt.SchemaBase) -> Channel:
    """An Altair channel such as ``alt.X("x:Q", axis=…)`` as Vega-Lite."""
    plain: Channel = described.to_dict(validate=False)
    return plain


def as_given(field: str, kind: str = "N") -> Channel:
    """A column that already holds the colour, size or opacity itself."""
    return {"field": field, "type": TYPES[kind], "scale": None, "legend": None}


def tips(**titles: str) -> list[Channel]:
    """Lines of a tooltip: column and its title, which Vega reads as part of an expression."""
    plain = {name: " ".join(title.replace("\\", "/").split()) for name, title in titles.items()}
    return [{"field": name, "title": title, "type": "nominal"} for name, title in plain.items()]


def _plain(encoded: Any) -> Any:
    if not isinstance(encoded, str):
        return encoded
    field, kind = encoded.split(":")
    return {"field": field, "type": TYPES[kind]}


def _fields(channels: dict[str, Any]) -> Iterable[str]:
    for each in channels.values():
        for one in each if isinstance(each, list) else [each]:
            if "field" in one:
                yield one["field"]


def _rows(table: pd.DataFrame, fields: Iterable[str]) -> list[dict[str, Any]]:
    """Records without NaN, which JSON does not know."""
    names = list(fields)
    columns = [_cells(table[name]) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _cells(column: pd.Series) -> list[Any]:
    known = column.notna().tolist()
    return [cell if there else None for cell, there in zip(column.tolist(), known, strict=True)]
