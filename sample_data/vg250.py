"""Boundaries in the form of VG250: layers, columns and codes of the administrative areas."""

from collections import defaultdict
from collections.abc import Callable, Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sample_data import names
from sample_data.history import LAND, Gemeinde, History
from sample_data.territory import CITY_KREIS, Land

Describe = Callable[[str, list[Gemeinde]], dict[str, object]]
CRS = "EPSG:25832"
GEMEINDE_KINDS = {
    # kind: Bezeichnung, IBZ outside and inside a Verwaltungsgemeinschaft
    "city": ("Stadt", 60, 60),
    "centre": ("Stadt", 61, 63),
    "town": ("Stadt", 61, 63),
    "unincorporated": ("Gemeindefreies Gebiet", 65, 65),
}
VERBAND_KINDS = {
    "city": ("Gemeinschaftsfreie Gemeinde", 83, "kreisfrei"),
    "unincorporated": ("Gemeindefreies Gebiet", 86, "--"),
}


def layers(land: Land, history: History, day: str) -> dict[str, gpd.GeoDataFrame]:
    """Layers lan, krs, vwg and gem on a day; one row per key for land, a second one for water."""
    gemeinden = history.on(day)
    seats = _seats(gemeinden)
    return {
        "vg250_lan": _frame(land, _group(gemeinden, 2), lambda *_: _land_row(seats)),
        "vg250_krs": _frame(land, _group(gemeinden, 5), lambda key, _: _kreis_row(key, seats)),
        "vg250_vwg": _frame(
            land, _group(gemeinden, 9), lambda key, held: _verband_row(key, held, history)
        ),
        "vg250_gem": _frame(land, _group(gemeinden, 12), lambda _, held: _gemeinde_row(held[0])),
    }


def _group(gemeinden: Iterable[Gemeinde], length: int) -> dict[str, list[Gemeinde]]:
    groups: dict[str, list[Gemeinde]] = defaultdict(list)
    for gemeinde in gemeinden:
        groups[gemeinde.ars[:length]].append(gemeinde)
    return dict(sorted(groups.items()))


def _seats(gemeinden: Iterable[Gemeinde]) -> dict[str, Gemeinde]:
    """Seat of the administration of each Kreis: its Kreisstadt."""
    return {g.kreis: g for g in gemeinden if g.kind in ("city", "centre")}


def _frame(land: Land, groups: dict[str, list[Gemeinde]], describe: Describe) -> gpd.GeoDataFrame:
    rows, shapes = [], []
    for key, held in groups.items():
        cells = np.concatenate([land.atoms[number].cells for g in held for number in g.atoms])
        for code, chosen in (
            (4, cells[land.cells.lake[cells] == 0]),
            (2, cells[land.cells.lake[cells] > 0]),
        ):
            if len(chosen):
                rows.append(_common(code, describe(key, held)))
                shapes.append(_outline(land.cells.polygons[chosen]))
    frame = pd.DataFrame(rows)
    frame.insert(0, "OBJID", [f"DEXXVG250{number:07d}" for number in range(1, len(frame) + 1)])
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)


def _outline(polygons: np.ndarray) -> shapely.MultiPolygon:
    """Union of cells as a multipolygon, rings in a fixed order."""
    merged = shapely.normalize(shapely.coverage_union_all(polygons))
    return merged if merged.geom_type == "MultiPolygon" else shapely.MultiPolygon([merged])


def _common(code: int, row: dict[str, object]) -> dict[str, object]:
    ars = str(row["SDV_ARS"]) if len(str(row["ARS"])) < 12 else str(row["ARS"])
    level = len(str(row["ARS"]))
    full = str(row["ARS"]).ljust(12, "0")
    agsless = row["AGS"] == "--------"
    return {
        "BEGINN": pd.Timestamp("2012-01-01"),
        "ADE": row["ADE"],
        "GF": code,
        "BSG": 1,
        "ARS": row["ARS"],
        "AGS": row["AGS"],
        "SDV_ARS": ars,
        "GEN": row["GEN"],
        "BEZ": row["BEZ"],
        "IBZ": row["IBZ"],
        "BEM": row["BEM"],
        "NBD": row["NBD"],
        "SN_L": full[:2],
        "SN_R": full[2],
        "SN_K": full[3:5],
        "SN_V1": full[5:7],
        "SN_V2": full[7:9],
        "SN_G": full[9:12],
        "FK_S3": "R" if level >= 5 else "0",
        "NUTS": f"DEX0{full[4]}" if level >= 5 else "DEX",
        "ARS_0": full,
        "AGS_0": "--------" if agsless else str(row["AGS"]).ljust(8, "0"),
        "WSK": pd.Timestamp(str(row["WSK"])),
    }


def _row(
    ade: int, ars: str, ags: str, seat: str, name: str, kind: tuple[str, int, str], since: str
) -> dict[str, object]:
    described = "nein" if ade == 4 and name.endswith("kreis") else "ja"
    return {
        "ADE": ade, "ARS": ars, "AGS": ags, "SDV_ARS": seat, "GEN": name, "BEZ": kind[0],
        "IBZ": kind[1], "BEM": kind[2], "NBD": described, "WSK": since,
    }  # fmt: skip


def _land_row(seats: dict[str, Gemeinde]) -> dict[str, object]:
    return _row(
        2, LAND, LAND, seats[CITY_KREIS].ars, names.LAND_NAME, ("Land", 20, "--"), "1990-10-03"
    )


def _kreis_row(key: str, seats: dict[str, Gemeinde]) -> dict[str, object]:
    kind = ("Kreisfreie Stadt", 40, "--") if key == CITY_KREIS else ("Landkreis", 43, "--")
    return _row(4, key, key, seats[key].ars, names.KREIS_NAMES[key], kind, "1994-07-01")


def _verband_row(key: str, held: list[Gemeinde], history: History) -> dict[str, object]:
    seat = max(held, key=lambda g: len(g.atoms))
    if key in history.verband_names:
        kind = ("Verwaltungsgemeinschaft", 53, "--")
        return _row(5, key, "--------", seat.ars, history.verband_names[key], kind, "1995-01-01")
    free = VERBAND_KINDS.get(seat.kind, ("Gemeinschaftsfreie Gemeinde", 88, "gemeinschaftsfrei"))
    return _row(5, key, "--------", seat.ars, seat.name, free, seat.since)


def _gemeinde_row(gemeinde: Gemeinde) -> dict[str, object]:
    title, outside, inside = GEMEINDE_KINDS.get(gemeinde.kind, ("Gemeinde", 62, 64))
    joined = gemeinde.verband.startswith("5")
    note = "gemeinschaftsangehörig" if joined else {"city": "kreisfrei"}.get(gemeinde.kind, "--")
    kind = (title, inside if joined else outside, note)
    return _row(6, gemeinde.ars, gemeinde.ags, gemeinde.ars, gemeinde.name, kind, gemeinde.since)
