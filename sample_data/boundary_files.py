"""VG250 layers as files: GeoPackage as delivered today, zipped Shapefile as delivered in 2012."""

import tempfile
from pathlib import Path

import geopandas as gpd
import pyogrio

from sample_data.archive import write_zip

STAMP = "2025-03-01T09:00:00.000Z"
OLD_NAMES = {"ARS": "RS", "SDV_ARS": "SDV_RS", "ARS_0": "RS_0"}


def write_geopackage(path: Path, layers: dict[str, gpd.GeoDataFrame]) -> None:
    """One GeoPackage with all layers; no spatial index, fixed time of the last change."""
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": STAMP})
    try:
        for name, frame in layers.items():
            pyogrio.write_dataframe(
                frame,
                path,
                layer=name,
                driver="GPKG",
                geometry_type="MultiPolygon",
                layer_options={"SPATIAL_INDEX": "NO"},
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def write_shapefile_zip(path: Path, layers: dict[str, gpd.GeoDataFrame]) -> None:
    """Layers as VG250_*.shp with the older column names (RS), in one zip with a folder."""
    members: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, frame in layers.items():
            target = Path(folder) / f"{name.upper()}.shp"
            old = frame.rename(columns=OLD_NAMES).drop(columns=["OBJID", "BEGINN"])
            old["WSK"] = old["WSK"].dt.strftime("%Y/%m/%d")
            options = {"DBF_DATE_LAST_UPDATE": "2013-03-01", "ENCODING": "UTF-8"}
            pyogrio.write_dataframe(old, target, driver="ESRI Shapefile", layer_options=options)
        for file in sorted(Path(folder).iterdir()):
            members[f"{path.stem}/{file.name}"] = file.read_bytes()
    write_zip(path, members)
