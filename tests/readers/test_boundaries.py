"""Boundaries: formats, layers, keys, repair, coordinate systems, Gebietsstand."""

import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
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


def test_rows_of_an_unknown_level_are_reported(tmp_path: Path):
    delivery = read_shapes(written(areas(ADE=[6, 7]), tmp_path, "gpkg"))
    (left,) = [finding for finding in delivery.findings if finding.kind == "left_layer"]
    assert (left.count, "„7“" in left.message) == (1, True)
    assert delivery.areas["key"].tolist() == ["16068051"]


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
    east = shapely.transform(SQUARE, lambda xy: xy + np.array([10_000, 0]))
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
