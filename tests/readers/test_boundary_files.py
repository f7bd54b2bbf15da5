"""Boundary files as files: parts and encodings of a shapefile, nested GeoJSON."""

import json
import math
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts
from tests.readers.excerpts import areas

NAME = "vg250_2021-01-01"


def read_shapes(path: Path) -> Delivery:
    return read(path, catalogue=excerpts.catalogue())


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
    assert ("encoding" in {finding.kind for finding in delivery.findings}) is reported


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
    assert read_shapes(path).boundaries.area.min() == pytest.approx(1e8, rel=1e-3)


@pytest.mark.parametrize(
    "content",
    [
        '{"type": "Topology", "objects": {}}',
        "[]",
        "[1, 2]",
        "[" * 100_000,
        '{"features": 1}',
        '{"features": ' + "9" * 5000 + "}",
    ],
)
def test_json_that_holds_no_areas_is_refused(tmp_path: Path, content: str):
    path = tmp_path / f"{NAME}.json"
    path.write_text(content)
    with pytest.raises(InputError):
        read_shapes(path)


@pytest.mark.parametrize("missing", [".shp", ".dbf", ".shx", ".prj"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_shapefile_without_one_of_its_parts_is_refused(
    tmp_path: Path, missing: str, packed: bool
):
    folder = tmp_path / "vg250_2021-01-01"
    folder.mkdir()
    excerpts.areas().to_file(folder / "VG250_GEM.shp")
    (folder / f"VG250_GEM{missing}").unlink()
    path = folder
    if packed:
        path = Path(shutil.make_archive(str(folder), "zip", folder))
    with pytest.raises(InputError) as caught:
        read_shapes(path)
    wanted = "Koordinatenbezugssystem" if missing == ".prj" else f"VG250_GEM{missing}"
    assert wanted in str(caught.value)


def test_one_loose_part_of_a_shapefile_asks_for_the_others(tmp_path: Path):
    excerpts.areas().to_file(tmp_path / "VG250_GEM_2021-01-01.shp")
    (tmp_path / "VG250_GEM_2021-01-01.shp").unlink()
    with pytest.raises(InputError, match=r"fehlt die Datei „VG250_GEM_2021-01-01.shp“"):
        read(tmp_path / "VG250_GEM_2021-01-01.dbf", catalogue=excerpts.catalogue())


def test_a_truncated_shapefile_is_refused(tmp_path: Path):
    path = tmp_path / "VG250_GEM_2021-01-01.shp"
    excerpts.areas().to_file(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match="beschädigt"):
        read(path, catalogue=excerpts.catalogue())


@pytest.mark.parametrize("features", [5, True, "x", None, {}])
def test_features_that_are_no_list(tmp_path: Path, features: object):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with pytest.raises(InputError, match="keine Gebiete"):
        read_shapes(path)


@pytest.mark.parametrize("name", ["S\ud800mmerda", "\udc00"])
def test_half_a_character_is_no_name(tmp_path: Path, name: str):
    content = json.loads(areas().to_crs(4326).to_json())
    content["features"][0]["properties"]["GEN"] = name
    (tmp_path / f"{NAME}.geojson").write_text(json.dumps(content))
    with pytest.raises(InputError, match="kein gültiges JSON"):
        read_shapes(tmp_path / f"{NAME}.geojson")
    content["features"][0]["properties"]["GEN"] = "\U0001f3e0"
    (tmp_path / f"{NAME}.geojson").write_text(json.dumps(content))
    assert "\U0001f3e0" in set(read_shapes(tmp_path / f"{NAME}.geojson").areas["name"])


def test_a_line_that_is_all_crossings_is_refused_and_one_with_some_repaired(tmp_path: Path):
    content = json.loads(areas().to_crs(4326).to_json())
    for corners, refused in ((2001, True), (21, False)):
        turns = [4 * math.pi * corner * (corners // 4) / corners for corner in range(corners)]
        star = [[11 + math.sin(turn) / 10, 51 + math.cos(turn) / 10] for turn in turns]
        content["features"][0]["geometry"] = {
            "type": "Polygon", "coordinates": [[*star, star[0]]],
        }  # fmt: skip
        (tmp_path / f"{NAME}.geojson").write_text(json.dumps(content))
        if refused:
            with pytest.raises(InputError, match="kreuzen sich zu oft"):
                read_shapes(tmp_path / f"{NAME}.geojson")
        else:
            kinds = [finding.kind for finding in read_shapes(tmp_path / f"{NAME}.geojson").findings]
            assert "repaired" in kinds


def test_a_layer_that_is_a_query_is_never_run(tmp_path: Path):
    path = tmp_path / f"{NAME}.gpkg"
    areas().to_file(path, layer="vg250_gem")
    with closing(sqlite3.connect(path)) as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            database.execute(f'DROP TRIGGER "{trigger}"')
        database.execute("ALTER TABLE vg250_gem RENAME TO base")
        database.execute(
            "CREATE VIEW vg250_gem AS SELECT fid, geom, AGS, (WITH RECURSIVE r(n) AS "
            "(SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r) AS GEN FROM base"
        )
        database.commit()
    with pytest.raises(InputError, match="Abfrage"):
        read_shapes(path)


def test_a_local_coordinate_system_is_refused(tmp_path: Path):
    path = tmp_path / f"{NAME}.geojson"
    content = json.loads(areas().to_crs(4326).to_json())
    local = 'LOCAL_CS["Bauplatz",UNIT["m",1]]'
    path.write_text(json.dumps(content | {"crs": {"properties": {"name": local}}}))
    with pytest.raises(InputError, match="nicht in Deutschland"):
        read_shapes(path)


@pytest.mark.parametrize("crs", [5, "x" * 10_000, "EPSG:0"])
def test_a_coordinate_system_that_nobody_knows(tmp_path: Path, crs: object):
    path = tmp_path / "a.geojson"
    content = json.loads(areas().to_crs(4326).to_json())
    path.write_text(json.dumps(content | {"crs": {"properties": {"name": crs}}}))
    with pytest.raises(InputError, match="Koordinatensystem ist unbekannt") as caught:
        read_shapes(path)
    assert len(str(caught.value)) < 600
