"""Boundaries of Ortsteile from files of a town: read, placed in their Gemeinde, or refused."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.ortsteile import Columns, read_ortsteile
from geodata.ortsteile_place import filled_gemeinden, placed
from monitoring.errors import InputError
from tests.ortsteile import strips, written
from tests.tiny_store import A, B, boundaries

GEMEINDEN = boundaries().boundaries.assign(name="Ort")


def parts_of(table, tmp_path, *, suffix=".gpkg", columns=Columns()):  # noqa: B008 - a frozen dataclass, nobody can change it
    path = written(table, tmp_path / f"teile{suffix}")
    return placed(read_ortsteile([(path, path.name)], columns), GEMEINDEN)


@pytest.mark.parametrize(
    ("suffix", "crs"), [(".gpkg", 25832), (".gpkg", 31467), (".geojson", 4326)]
)
def test_parts_come_with_key_name_and_the_gemeinde_they_lie_in(tmp_path, suffix: str, crs: int):
    parts = parts_of(strips(3, crs=crs), tmp_path, suffix=suffix)
    assert parts[["ags", "key", "name"]].to_numpy().tolist() == [
        [A, "01", "Teil 1"],
        [A, "02", "Teil 2"],
        [A, "03", "Teil 3"],
    ]
    assert parts.crs.to_epsg() == 25832
    assert filled_gemeinden(parts, GEMEINDEN) == {A}


def test_columns_of_other_names_are_named(tmp_path):
    table = strips(2).rename(columns={"nummer": "stt_nr", "name": "lang"})
    with pytest.raises(InputError, match="--schluessel SPALTE") as error:
        parts_of(table, tmp_path)
    assert "STT_NR" in str(error.value.found)
    parts = parts_of(table, tmp_path, columns=Columns("stt_nr", "Lang"))
    assert parts["key"].tolist() == ["01", "02"]


def test_a_number_as_key_keeps_no_decimals(tmp_path):
    parts = parts_of(strips(2, nummer=[1.0, 2.0]), tmp_path)
    assert parts["key"].tolist() == ["1", "2"]


def test_the_gemeinde_may_be_said_or_stand_in_a_column(tmp_path):
    both = gpd.GeoDataFrame(pd.concat([strips(2), strips(2, column=1)]), crs=25832)
    assert set(parts_of(both, tmp_path)["ags"]) == {A, B}
    told = parts_of(both.assign(gem=[A, A, B, B]), tmp_path, columns=Columns(gemeinde="gem"))
    assert told["ags"].tolist() == [A, A, B, B]
    with pytest.raises(InputError, match=f"nicht in der Gemeinde {B}"):
        parts_of(strips(2), tmp_path, columns=Columns(gemeinde=B))


def test_several_polygons_of_one_ortsteil_are_one(tmp_path):
    table = strips(3, nummer=["1", "2", "1"], name=["Rand", "Mitte", "Rand"])
    parts = parts_of(table, tmp_path)
    assert parts["name"].tolist() == ["Rand", "Mitte"]
    assert parts.geometry.area.tolist() == pytest.approx([2e8 / 3, 1e8 / 3])


@pytest.mark.parametrize(
    ("changed", "row", "words"),
    [
        ({"nummer": ["01", "ü"]}, 2, "Schlüssel ist keiner"),
        ({"nummer": ["01", ""]}, 2, "Schlüssel ist keiner"),
        ({"nummer": ["01", "../x"]}, 2, "Schlüssel ist keiner"),
        ({"nummer": ["01", "01"]}, 2, "schon ein anderer"),
        ({"name": [None, "B"]}, 1, "nicht heißen"),
        ({"name": ["A", "=cmd"]}, 2, "nicht heißen"),
        ({"name": ["A", "<b>x</b>"]}, 2, "nicht heißen"),
        ({"name": ["A", "a\u202eb"]}, 2, "nicht heißen"),
        ({"ags": ["9800100", A]}, 1, "kein Schlüssel einer Gemeinde"),
        ({"ags": [A, "98001999"]}, 2, "gibt es nicht"),
        ({"farbe": ["#123456", "rot"]}, 2, "keine Farbe"),
    ],
)
def test_what_is_not_as_it_should_be_is_told_with_its_row(tmp_path, changed, row: int, words: str):
    with pytest.raises(InputError, match=words) as error:
        parts_of(strips(2, **changed), tmp_path)
    assert error.value.row == row
    assert error.value.remedy


def test_parts_that_overlap_or_lie_elsewhere_are_refused(tmp_path):
    table = strips(2)
    wide = table.set_geometry(table.geometry.buffer(150, join_style="mitre"))
    with pytest.raises(InputError, match="überlappen sich"):
        parts_of(wide, tmp_path)
    away = table.set_geometry(table.geometry.translate(0, 400_000))
    with pytest.raises(InputError, match="liegt in keiner Gemeinde"):
        parts_of(away, tmp_path)
    across = strips(1).set_geometry(strips(1).geometry.translate(5_000, 0))
    with pytest.raises(InputError, match="liegt nicht in der Gemeinde") as error:
        parts_of(across, tmp_path)
    assert "50 % in Ort" in str(error.value.found)


def test_noise_of_digitising_is_no_overlap(tmp_path):
    table = strips(2)
    assert len(parts_of(table.set_geometry(table.geometry.buffer(5)), tmp_path)) == 2


def test_parts_of_half_a_gemeinde_are_not_its_whole(tmp_path):
    parts = parts_of(strips(2, share=0.9), tmp_path)
    assert filled_gemeinden(parts, GEMEINDEN) == set()


def test_two_layers_points_and_empty_shapes_are_refused(tmp_path):
    path = tmp_path / "zwei.gpkg"
    strips(2).to_file(path, layer="a")
    strips(2).to_file(path, layer="b")
    with pytest.raises(InputError, match="einer einzigen Ebene"):
        read_ortsteile([(path, path.name)], Columns())
    points = strips(2).set_geometry([shapely.Point(600_500, 5_650_500)] * 2)
    with pytest.raises(InputError):
        parts_of(points, tmp_path)
    with pytest.raises(InputError, match="keine Fläche"):
        parts_of(strips(2).set_geometry([None, shapely.Polygon()]), tmp_path, suffix=".geojson")
