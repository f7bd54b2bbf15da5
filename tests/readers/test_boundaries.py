"""Boundaries: formats, layers, keys, repair, coordinate systems, Gebietsstand."""

import json
import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from monitoring.readers.boundaries import dates_in_name
from tests.readers import excerpts
from tests.readers.excerpts import SQUARE, areas

NAME = "vg250_2021-01-01"
BOW_TIE = shapely.Polygon(
    [(600_000, 5_650_000), (610_000, 5_660_000), (610_000, 5_650_000), (600_000, 5_660_000)]
)


def read_shapes(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=excerpts.catalogue(), gebietsstand=gebietsstand)


def written(layer: gpd.GeoDataFrame, folder: Path, suffix: str) -> Path:
    if suffix == "zip":
        (folder / NAME).mkdir()
        layer.to_file(folder / NAME / "VG250_GEM.shp")
        return Path(shutil.make_archive(str(folder / NAME), "zip", folder / NAME))
    path = folder / f"{NAME}.{suffix}"
    layer.to_file(path)
    return path


def kinds(delivery: Delivery) -> set[str]:
    return {finding.kind for finding in delivery.findings} - {"gebietsstand_from_name"}


def shapes(delivery: Delivery) -> gpd.GeoDataFrame:
    assert delivery.boundaries is not None
    return delivery.boundaries.set_index("key")


def upper(level: str) -> gpd.GeoDataFrame:
    """The Verband, Kreis, Land or Regierungsbezirk layer above the two Gemeinden."""
    ade, ars, ags, name, kind = {
        "VWG": (5, "160685001", "--------", "Kölleda", "Verwaltungsgemeinschaft"),
        "KRS": (4, "16068", "16068", "Sömmerda", "Landkreis"),
        "LAN": (2, "16", "16", "Thüringen", "Freistaat"),
        "RBZ": (3, "160", "160", "Stat. Region", "Region"),
    }[level]
    columns = {"ADE": [ade], "GF": [4], "ARS": [ars], "AGS": [ags], "GEN": [name], "BEZ": [kind]}
    return gpd.GeoDataFrame(columns, geometry=[shapely.box(6e5, 565e4, 62e4, 566e4)], crs=25832)


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "zip", "geojson"])
@pytest.mark.parametrize("crs", [25832, 31467, 4326, 25833])
def test_formats_and_coordinate_systems_give_the_same(tmp_path: Path, suffix: str, crs: int):
    delivery = read_shapes(written(areas().to_crs(crs), tmp_path, suffix))
    found = shapes(delivery)
    assert found.crs.to_epsg() == 25832
    assert sorted(found.index) == ["16068006", "16068051"]
    assert abs(found.area - 1e8).max() < 1e5
    expected = areas().set_index("AGS").geometry.centroid
    assert found.geometry.centroid.distance(expected, align=True).max() < 5


def test_areas_carry_name_kind_and_hierarchy(tmp_path: Path):
    row = read_shapes(written(areas(KFL=[88.31, 12.5]), tmp_path, "gpkg")).areas.set_index("key")
    assert row.loc["16068006"].to_dict() == {
        "level": "gemeinde",
        "name": "Großneuhausen",
        "kind": "Gemeinde",
        "ars": "160685001006",
        "parent": "16068",
        "verband": "160685001",
        "km2": 12.5,
        "unincorporated": False,
        "gebietsstand": "2021-01-01",
    }


def test_a_geopackage_gives_all_its_layers(tmp_path: Path):
    path = tmp_path / f"{NAME}.gpkg"
    areas().to_file(path, layer="gem")
    for level in ("VWG", "KRS", "LAN", "RBZ"):
        upper(level).to_file(path, layer=f"anything_{level}", mode="a")
    delivery = read_shapes(path)
    assert delivery.areas.groupby("level")["key"].first().to_dict() == {
        "gemeinde": "16068006",
        "verband": "160685001",
        "kreis": "16068",
        "land": "16",
    }
    left = [finding for finding in delivery.findings if finding.kind == "left_layer"]
    assert [finding.place for finding in left] == ["anything_RBZ"]
    assert delivery.areas.set_index("key").loc["16", "parent"] is None


def test_a_folder_is_read_whole_and_a_loose_file_alone(tmp_path: Path):
    folder = tmp_path / NAME
    folder.mkdir()
    areas().to_file(folder / "VG250_GEM.shp")
    upper("KRS").to_file(folder / "VG250_KRS.shp")
    assert set(read_shapes(folder).areas["level"]) == {"gemeinde", "kreis"}
    assert set(read_shapes(folder / "VG250_KRS.shp").areas["level"]) == {"kreis"}


@pytest.mark.parametrize("name", ["ARS", "RS"])
def test_the_ars_alone_is_enough(tmp_path: Path, name: str):
    layer = areas().drop(columns=["AGS", "ADE"]).rename(columns={"ARS": name})
    delivery = read_shapes(written(layer, tmp_path, "gpkg"))
    assert sorted(delivery.areas["key"]) == ["16068006", "16068051"]


def test_the_ags_alone_is_enough(tmp_path: Path):
    delivery = read_shapes(written(areas().drop(columns=["ARS", "ADE"]), tmp_path, "gpkg"))
    assert sorted(delivery.areas["key"]) == ["16068006", "16068051"]
    assert delivery.areas["verband"].isna().all()


def test_water_is_left_and_land_dissolved(tmp_path: Path):
    sea = shapely.box(590_000, 5_650_000, 600_000, 5_660_000)
    island = shapely.box(585_000, 5_650_000, 586_000, 5_651_000)
    parts = pd.concat(
        [areas(), areas(GF=[2, 4], AGS=["16068051"] * 2, ARS=["160680051051"] * 2,
                        geometry=[sea, island])],
        ignore_index=True,
    )  # fmt: skip
    delivery = read_shapes(written(gpd.GeoDataFrame(parts, crs=25832), tmp_path, "gpkg"))
    assert kinds(delivery) == {"water", "dissolved"}
    found = shapes(delivery).geometry["16068051"]
    assert found.area == pytest.approx(1e8 + 1e6)
    assert found.geom_type == "MultiPolygon"
    assert len(delivery.areas) == 2


def test_invalid_rings_are_repaired_and_reported(tmp_path: Path):
    east = shapely.transform(SQUARE, lambda xy: xy + [10_000, 0])
    delivery = read_shapes(written(areas(geometry=[BOW_TIE, east]), tmp_path, "gpkg"))
    (finding,) = [finding for finding in delivery.findings if finding.kind == "repaired"]
    assert (finding.count, finding.place) == (1, NAME)
    assert "16068051" in finding.message
    found = shapes(delivery).geometry
    assert found.is_valid.all()
    assert set(found.geom_type) <= {"Polygon", "MultiPolygon"}
    assert found["16068051"].area == pytest.approx(5e7)


def test_an_area_without_shape_is_refused(tmp_path: Path):
    path = written(areas(geometry=[SQUARE, None]), tmp_path, "gpkg")
    with pytest.raises(InputError, match="keine Fläche") as caught:
        read_shapes(path)
    assert "16068006" in str(caught.value.found)


def test_unincorporated_areas_are_marked(tmp_path: Path):
    layer = areas(BEZ=["Stadt", "Gemeindefreies Gebiet"], GEN=["Sömmerda", "Forst"])
    found = read_shapes(written(layer, tmp_path, "gpkg")).areas.set_index("key")["unincorporated"]
    assert found.to_dict() == {"16068051": False, "16068006": True}


def test_without_designations_the_delivery_says_what_it_cannot_know(tmp_path: Path):
    delivery = read_shapes(written(areas().drop(columns="BEZ"), tmp_path, "gpkg"))
    assert kinds(delivery) == {"no_kinds"}


def test_a_missing_crs_is_refused_with_the_remedy(tmp_path: Path):
    path = tmp_path / f"{NAME}.gpkg"
    areas().set_crs(None, allow_override=True).to_file(path)
    with pytest.raises(InputError, match="Koordinatenbezugssystem ist nicht angegeben") as caught:
        read_shapes(path)
    assert ".prj" in str(caught.value.remedy)


def test_coordinates_outside_germany_are_refused(tmp_path: Path):
    path = written(areas().set_crs(31467, allow_override=True), tmp_path, "gpkg")
    with pytest.raises(InputError, match="nicht in Deutschland"):
        read_shapes(path)


@pytest.mark.parametrize(
    ("encoding", "cpg", "reported"),
    [
        ("UTF-8", "UTF-8", False),
        ("UTF-8", None, True),
        ("ISO-8859-1", "ISO-8859-1", False),
        ("ISO-8859-1", None, True),
        ("UTF-8", "ISO-8859-1", True),
    ],
)
def test_the_encoding_of_a_shapefile(
    tmp_path: Path, encoding: str, cpg: str | None, reported: bool
):
    path = tmp_path / f"{NAME}.shp"
    areas().to_file(path, encoding=encoding)
    path.with_suffix(".cpg").unlink()
    if cpg:
        path.with_suffix(".cpg").write_text(cpg)
    delivery = read_shapes(path)
    assert sorted(delivery.areas["name"]) == ["Großneuhausen", "Sömmerda"]
    assert kinds(delivery) == ({"encoding"} if reported else set())


def nested(features: list[object]) -> dict[str, object]:
    def collect(*inner: object) -> dict[str, object]:
        return {"type": "FeatureCollection", "features": list(inner)}

    return {
        "array of features": features,
        "array of collections": [collect(feature) for feature in features],
        "collection in collection": collect(collect(features[0]), features[1]),
        "array in collection": collect(features),
    }


@pytest.mark.parametrize("form", nested([{}, {}]))
def test_nested_geojson(tmp_path: Path, form: str):
    features = json.loads(areas().to_crs(4326).to_json())["features"]
    path = tmp_path / f"{NAME}.json"
    path.write_text(json.dumps(nested(features)[form]), encoding="utf-8")
    assert sorted(read_shapes(path).areas["key"]) == ["16068006", "16068051"]


def test_a_geometry_collection_keeps_its_polygons(tmp_path: Path):
    features = json.loads(areas().to_crs(4326).to_json())["features"]
    line = {"type": "LineString", "coordinates": [[10, 51], [11, 51]]}
    inner = {"type": "GeometryCollection", "geometries": [features[0]["geometry"], line]}
    features[0]["geometry"] = {"type": "GeometryCollection", "geometries": [inner]}
    path = tmp_path / f"{NAME}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert shapes(read_shapes(path)).area.min() == pytest.approx(1e8, rel=1e-3)


@pytest.mark.parametrize(
    "content",
    ['{"type": "Topology", "objects": {}}', "[]", "[1, 2]", "[" * 100_000, '{"features": 1}'],
)
def test_json_that_holds_no_areas_is_refused(tmp_path: Path, content: str):
    path = tmp_path / f"{NAME}.json"
    path.write_text(content)
    with pytest.raises(InputError):
        read_shapes(path)


def test_the_same_level_twice_is_refused(tmp_path: Path):
    path = tmp_path / f"{NAME}.gpkg"
    areas().to_file(path, layer="a")
    areas().to_file(path, layer="b", mode="a")
    with pytest.raises(InputError, match="dieselben Gebiete"):
        read_shapes(path)


def test_a_land_that_does_not_exist_is_never_signed_by_an_office(tmp_path: Path):
    layer = areas(AGS=["99001001", "99001002"], ARS=["990010001001", "990010001002"])
    assert read_shapes(written(layer, tmp_path, "gpkg")).source == "beispiel"


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("vg250_gem_2016-01-01_TH_25832.gpkg", ["2016-01-01"]),
        ("vg5000_2021_01_01", ["2021-01-01"]),
        ("VG250_20211231.zip", ["2021-12-31"]),
        ("vg250_01-01-2016.gpkg", ["2016-01-01"]),
        ("vg250_31.12.2022", ["2022-12-31"]),
        ("vg250_ebenen_0101/2019", ["2019-01-01"]),
        ("vg250-ew_12-31/2020/vg250-ew_12-31.utm32s.gpkg", ["2020-12-31"]),
        ("vg250_01-01.utm32s.gpkg.ebenen.zip", []),
        ("vg250_2016-01-01_2021-01-01", ["2016-01-01", "2021-01-01"]),
        ("gemeinden.gpkg", []),
    ],
)
def test_dates_in_names(name: str, dates: list[str]):
    assert dates_in_name(name) == dates


def test_the_gebietsstand_is_given_found_in_the_name_or_asked_for(tmp_path: Path):
    path = written(areas(), tmp_path, "gpkg")
    (finding,) = read_shapes(path).findings
    assert finding.kind == "gebietsstand_from_name"
    assert "2021-01-01" in finding.message
    given = read_shapes(path, "2019-12-31")
    assert set(given.areas["gebietsstand"]) == {"2019-12-31"}
    assert given.findings == ()
    path.rename(tmp_path / "vg250.gpkg")
    with pytest.raises(InputError, match="--gebietsstand 2021-01-01"):
        read_shapes(tmp_path / "vg250.gpkg")
