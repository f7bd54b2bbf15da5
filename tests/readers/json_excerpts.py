"""Answers of data services in small, in the form of the real ones, with figures of our own."""

import json
from pathlib import Path
from typing import Any


def feature(key: object = "16068", **attributes: Any) -> dict[str, Any]:
    """A feature as it comes from the join of areas and values; attributes replace its own."""
    own = {
        "id": 7, "typ": 3, "ags": key, "jahr": 2020, "gen": "Sömmerda", "jahr2": 2020,
        "ags2": key, "gen2": "      Sömmerda", "ai0801": 5.4,
    }  # fmt: skip
    return {"attributes": own | attributes}


def atlas(path: Path, *features: dict[str, Any], **more: Any) -> Path:
    """An answer of the Regionalatlas; ``more`` stands beside the features."""
    fields = [{"name": "ai0801", "type": "esriFieldTypeDouble", "alias": "ai0801"}]
    head = {"displayFieldName": "", "geometryType": "esriGeometryPolygon", "fields": fields}
    return written(path, head | {"features": list(features)} | more)


def region(ars: object = "160680000000", **more: Any) -> dict[str, Any]:
    return {"id": 11, "ars": ars, "title": "Sömmerda", "type": "LANDKREIS"} | more


def indicator(*values: list[Any], id: int = 3, **more: Any) -> dict[str, Any]:  # noqa: A002 - the service's own word
    return {"id": id, "regionYearValues": list(values)} | more


def named(friendly: str = "kinderarmut", unit: str = "%", id: int = 3) -> dict[str, Any]:  # noqa: A002 - the service's own word
    return {
        "id": id, "friendlyUrl": friendly, "name": friendly.title(), "title": friendly.title(),
        "unit": unit, "explanation": "Erläuterung", "source": "Statistische Ämter",
    }  # fmt: skip


def wegweiser(
    path: Path,
    *indicators: dict[str, Any],
    regions: list[Any] | None = None,
    years: list[Any] | None = None,
    about: list[Any] | None = None,
    kind: str = "COMMUNAL_DATA",
) -> Path:
    """An answer of Wegweiser Kommune: one Kreis in 2019 and 2020 unless said otherwise."""
    data = {
        "type": kind,
        "regions": [region()] if regions is None else regions,
        "indicators": list(indicators),
    }
    answer = {
        "data": data,
        "indicatorsAndTopics": [named()] if about is None else about,
        "years": [2019, 2020] if years is None else years,
    }
    return written(path, answer)


def written(path: Path, answer: object) -> Path:
    path.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return path
