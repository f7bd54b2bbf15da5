"""Which area each row of a boundary layer is: level, key, name and kind (workshop)."""

import geopandas as gpd
import pandas as pd

from geodata.boundary_files import Layer, Note
from monitoring.areas import KEY_LENGTH, Level
from monitoring.errors import InputError

_LEVEL_OF_ADE = {
    "2": Level.LAND,
    "4": Level.KREIS,
    "5": Level.VERBAND,
    "6": Level.GEMEINDE,
}
_LEFT_ADE = {"1": "Staat", "3": "Regierungsbezirke"}
_LEVEL_OF_AGS = {2: Level.LAND, 5: Level.KREIS, 8: Level.GEMEINDE}
_LEVEL_OF_ARS = {2: Level.LAND, 5: Level.KREIS, 9: Level.VERBAND, 12: Level.GEMEINDE}
_ARS_NAMES = ("ARS", "RS")
LARGEST_KM2 = 360_000.0  # Germany has 357,600
_SIZE = r"[0-9]+(?:\.[0-9]+)?(?:e-[0-9]{1,2})?"
_LONGEST_SIZE = 40
_LOST_ZERO = {1: 2, 4: 5, 7: 8, 11: 12}
_UNINCORPORATED_KINDS = ("65", "66")


def with_keys(layer: Layer) -> tuple[gpd.GeoDataFrame, list[Note]]:
    """The layer's areas with key, level, name, kind, ars, km2, unincorporated, gf, geometry.

    Empty for a layer of other things (lines, Regierungsbezirke, points); a note says so.
    """
    table = layer.table
    ags, ars = _texts(layer, ("AGS",)), _texts(layer, _ARS_NAMES)
    if ags is None and ars is None:
        return table.iloc[:0], [_left(layer, "ohne Schlüssel AGS oder ARS", len(table))]
    ags = ags if ags is not None else pd.Series("", index=table.index)
    ars = ars if ars is not None else pd.Series("", index=table.index)
    _check_lengths(ags, _LEVEL_OF_AGS, "AGS", layer)
    _check_lengths(ars, _LEVEL_OF_ARS, "ARS", layer)
    levels, notes = _levels(table, ags, ars, layer)
    areas = gpd.GeoDataFrame(
        {
            "key": _keys(levels, ags, ars),
            "level": levels.map(str, na_action="ignore"),
            "name": _first_of(table, ("GEN", "NAME")),
            "kind": _first_of(table, ("BEZ",)),
            "ars": ars.where(ars.str.len() == 12, None),
            "km2": _km2(table, layer),
            "unincorporated": _unincorporated(table) & (levels == Level.GEMEINDE),
            "gf": _plain(table["GF"]) if "GF" in table else "",
            "geometry": table.geometry,
        },
        crs=table.crs,
    )
    known = levels.notna()
    areas = areas[known].reset_index(drop=True)
    _check_keys(areas, layer)
    _check_names(areas, layer)
    if not {"BEZ", "IBZ"} & set(table) and (areas["level"] == Level.GEMEINDE).any():
        notes.append(_no_kinds(layer))
    return areas, notes


def _texts(layer: Layer, names: tuple[str, ...]) -> "pd.Series[str] | None":
    """The first of the columns as keys; "" where it holds none (blank or "--------")."""
    found = next((name for name in names if name in layer.table), None)
    if found is None:
        return None
    texts = _plain(layer.table[found])
    texts = texts.where(~texts.str.fullmatch("-+"), "")
    wrong = texts[~texts.str.fullmatch(r"[0-9]*")]
    if len(wrong):
        raise InputError(
            "Der Gebietsschlüssel hat keine bekannte Form.",
            file=layer.file,
            sheet=layer.name,
            row=int(wrong.index[0]) + 1,
            column=found,
            found=str(wrong.iloc[0]),
            expected="nur Ziffern, etwa 16068051",
            remedy="Die Originaldatei des BKG verwenden.",
        )
    return texts


def _plain(column: pd.Series) -> "pd.Series[str]":
    texts: pd.Series[str] = column.astype(object).where(column.notna(), "").astype(str)
    plain: pd.Series[str] = texts.str.replace(r"\.0$", "", regex=True).str.strip()
    return plain


def _levels(
    table: gpd.GeoDataFrame, ags: pd.Series, ars: pd.Series, layer: Layer
) -> tuple[pd.Series, list[Note]]:
    """Level of each row: by ADE where the file has it, else by the length of its key."""
    if "ADE" in table:
        ade = _plain(table["ADE"])
        notes = [
            _left(layer, title, int((ade == code).sum()))
            for code, title in _LEFT_ADE.items()
            if (ade == code).any()
        ]
        other = ade[~ade.isin([*_LEVEL_OF_ADE, *_LEFT_ADE])]
        notes += [
            _left(layer, f"Verwaltungsebene ADE „{code}“", int(count))
            for code, count in other.value_counts().items()
        ]
        return ade.map(_LEVEL_OF_ADE), notes
    by_ars = ars.str.len().map(_LEVEL_OF_ARS)
    levels = by_ars.where(by_ars.notna(), ags.str.len().map(_LEVEL_OF_AGS))
    unknown = int(levels.isna().sum())
    return levels, [_left(layer, "ohne Schlüssel", unknown)] if unknown else []


def _keys(levels: pd.Series, ags: pd.Series, ars: pd.Series) -> pd.Series:
    """AGS of Land, Kreis and Gemeinde (from the ARS where there is none), ARS of a Verband."""
    from_ars = ars.where(ars.str.len() != 12, ars.str[:5] + ars.str[9:])
    keys = ags.where(ags != "", from_ars)
    keys = keys.where(levels != Level.VERBAND, ars.str[:9])
    for level in (Level.KREIS, Level.LAND):
        keys = keys.where(levels != level, keys.str[: KEY_LENGTH[level]])
    return keys


def _check_lengths(keys: pd.Series, known: dict[int, Level], column: str, layer: Layer) -> None:
    lengths = keys.str.len()
    lost = keys[lengths.isin(list(_LOST_ZERO)) & ~lengths.isin(list(known))]
    if len(lost):
        key = str(lost.iloc[0])
        raise InputError(
            "Dem Gebietsschlüssel fehlt die führende Null.",
            file=layer.file,
            sheet=layer.name,
            row=int(lost.index[0]) + 1,
            column=column,
            found=key,
            expected=f"{_LOST_ZERO[len(key)]} Ziffern, etwa „0{key}“",
            remedy="Das Feld als Text speichern oder die Originaldatei des BKG verwenden.",
        )


def _check_keys(areas: gpd.GeoDataFrame, layer: Layer) -> None:
    wanted = areas["level"].map({str(level): length for level, length in KEY_LENGTH.items()})
    wrong = areas[areas["key"].str.len() != wanted]
    if len(wrong):
        raise InputError(
            "Der Gebietsschlüssel passt nicht zur Verwaltungsebene.",
            file=layer.file,
            sheet=layer.name,
            row=int(wrong.index[0]) + 1,
            column="AGS/ARS",
            found=f"{wrong['key'].iloc[0]} ({wrong['level'].iloc[0]})",
            expected="2 Ziffern (Land), 5 (Kreis), 8 (Gemeinde) oder 9 (Gemeindeverband)",
            remedy="Die Originaldatei des BKG verwenden.",
        )


def _check_names(areas: gpd.GeoDataFrame, layer: Layer) -> None:
    ruined = (
        areas["name"].astype(str).str.contains("\ufffd|\u00c3[\u0080-\u00bf\u0178]", regex=True)
    )
    if ruined.any():
        row = int(ruined.to_numpy().argmax())
        raise InputError(
            "Die Zeichenkodierung stimmt nicht; Umlaute sind verfälscht.",
            file=layer.file,
            sheet=layer.name,
            row=row + 1,
            column="GEN",
            found=str(areas["name"].iloc[row]),
            expected="Namen mit lesbaren Umlauten",
            remedy="Die Originaldateien des BKG samt .cpg verwenden.",
        )


def _first_of(table: gpd.GeoDataFrame, names: tuple[str, ...]) -> pd.Series:
    for name in names:
        if name in table:
            column: pd.Series = table[name].astype(object).where(table[name].notna(), None)
            return column
    return pd.Series(None, index=table.index, dtype=object)


def _km2(table: gpd.GeoDataFrame, layer: Layer) -> pd.Series:
    if "KFL" not in table:
        return pd.Series(float("nan"), index=table.index)
    texts = _plain(table["KFL"]).str.replace(",", ".", regex=False)
    number = texts.str.fullmatch(_SIZE) & (texts.str.len() <= _LONGEST_SIZE)
    areas = pd.to_numeric(texts.where(number, None), errors="coerce")
    areas = areas.where(areas <= LARGEST_KM2)
    wrong = texts[(texts != "") & areas.isna()]
    if len(wrong):
        raise InputError(
            "Hier steht Text, wo eine Zahl erwartet wird.",
            file=layer.file,
            sheet=layer.name,
            row=int(wrong.index[0]) + 1,
            column="KFL",
            found=str(wrong.iloc[0]),
            expected="die Katasterfläche in km², kleiner als Deutschland",
            remedy="Die Originaldatei des BKG verwenden.",
        )
    return areas.astype("float64")


def _unincorporated(table: gpd.GeoDataFrame) -> "pd.Series[bool]":
    """Gemeindefreie Gebiete, by their designation; the key alone does not tell."""
    marked = pd.Series(False, index=table.index)
    if "BEZ" in table:
        marked |= _plain(table["BEZ"]).str.casefold().str.startswith("gemeindefrei")
    if "IBZ" in table:
        marked |= _plain(table["IBZ"]).isin(_UNINCORPORATED_KINDS)
    return marked


def _left(layer: Layer, what: str, count: int) -> Note:
    return Note("left_layer", f"Nicht übernommen: {what}.", place=layer.name, count=count)


def _no_kinds(layer: Layer) -> Note:
    return Note(
        "no_kinds",
        "Ohne die Felder BEZ oder IBZ lassen sich gemeindefreie Gebiete nicht erkennen.",
        place=layer.name,
    )
