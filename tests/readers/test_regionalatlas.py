"""Regionalatlas Deutschland: features with attributes, signs as numbers, published rates."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.errors import InputError
from monitoring.readers import Delivery, canonical_hash, read
from tests.readers import excerpts
from tests.readers.json_excerpts import atlas, feature, written


def read_atlas(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=excerpts.catalogue(), gebietsstand=gebietsstand)


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_atlas(path)
    assert None not in (caught.value.found, caught.value.expected, caught.value.remedy)
    return caught.value


def test_a_published_rate_is_read_with_area_and_year(tmp_path: Path):
    path = atlas(tmp_path / "a.json", feature(), feature("16", ai0801=6.25, jahr=2021, jahr2=2021))
    delivery = read_atlas(path, "2020-12-31")
    found = delivery.figures[["base_figure", "key", "level", "period", "value", "status"]]
    assert found.to_numpy().tolist() == [
        ["quote", "16068", "kreis", "2020", 5.4, "reported"],
        ["quote", "16", "land", "2021", 6.25, "reported"],
    ]
    assert set(delivery.figures["gebietsstand"]) == {"2020-12-31"}
    assert (delivery.reader, delivery.source) == ("regionalatlas", "regionalatlas")
    assert delivery.title == "Regionalatlas: Quote"
    assert delivery.findings == ()


def test_several_fields_are_several_base_figures_and_factors_are_exact(tmp_path: Path):
    path = atlas(tmp_path / "a.json", feature(ai1601=22.345), feature("16051", ai1601=0.1))
    figures = read_atlas(path).figures
    assert figures.loc[figures["base_figure"] == "einkommen", "value"].tolist() == [22345.0, 100.0]


@pytest.mark.parametrize(
    ("value", "status", "number"),
    [
        (None, "missing", None),
        (0, "reported", 0.0),
        (-1.5, "reported", -1.5),
        (2222222222, "not_applicable", None),
        (5555555555, "suppressed", None),
        (6666666666, "not_applicable", None),
        (7777777777, "unreliable", None),
        (8888888888.0, "not_yet", None),
    ],
)
def test_missing_secret_and_zero_are_three_things(
    tmp_path: Path, value: object, status: str, number: float | None
):
    row = read_atlas(atlas(tmp_path / "a.json", feature(ai0801=value))).figures.iloc[0]
    assert row["status"] == status
    assert row["value"] == number if number is not None else row[["value"]].isna().all()


def test_nothing_at_hand_is_nil_for_a_count(tmp_path: Path):
    figures = read_atlas(atlas(tmp_path / "a.json", feature(ai1601=2222222222))).figures
    row = figures[figures["base_figure"] == "einkommen"].iloc[0]
    assert (row["status"], row["value"]) == ("nil", 0)


def test_an_area_without_values_in_the_join_is_missing(tmp_path: Path):
    empty = feature(ai0801=None, jahr2=None, ags2=None, gen2=None)
    row = read_atlas(atlas(tmp_path / "a.json", empty)).figures.iloc[0]
    assert (row["key"], row["period"], row["status"]) == ("16068", "2020", "missing")


def test_the_table_alone_without_areas_is_read_by_the_joined_side(tmp_path: Path):
    attributes = {"ags2": "DG", "jahr2": 2019, "gen2": "Deutschland", "ai0801": 5.0}
    figures = read_atlas(atlas(tmp_path / "a.json", {"attributes": attributes})).figures
    assert figures[["key", "level", "period"]].to_numpy().tolist() == [["DG", "bund", "2019"]]


def test_districts_changes_and_unknown_fields_are_left_and_reported(tmp_path: Path):
    others = {"ai0801v": 0.1, "ai0806": 9.0}
    path = atlas(tmp_path / "a.json", feature("16", **others), feature("053", **others))
    delivery = read_atlas(path)
    assert delivery.figures["key"].tolist() == ["16"]
    found = {finding.kind: (finding.place, finding.count) for finding in delivery.findings}
    assert found == {
        "left_district": ("Zeile 2", 1),
        "unknown_variable": ("ai0806", 1),
        "left_change": ("ai0801v", 1),
        "no_gebietsstand": ("", 1),
    }


def test_cities_keep_the_level_of_their_key(tmp_path: Path):
    keys = ["11", "02", "09162", "16068051", "160685001006"]
    figures = read_atlas(atlas(tmp_path / "a.json", *(feature(key) for key in keys))).figures
    assert figures["key"].tolist() == [*keys[:4], "16068006"]
    assert figures["level"].tolist() == ["land", "land", "kreis", "gemeinde", "gemeinde"]


def test_order_of_features_and_name_of_file_do_not_matter(tmp_path: Path):
    first = atlas(tmp_path / "a.json", feature(), feature("16051", ai0801=7))
    second = atlas(tmp_path / "b.csv", feature("16051", ai0801=7.0), feature())
    assert canonical_hash(read_atlas(first)) == canonical_hash(read_atlas(second))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(first, "antwort.json")
    assert canonical_hash(read_atlas(tmp_path / "a.zip")) == canonical_hash(read_atlas(first))


@pytest.mark.parametrize(
    ("changes", "column", "found"),
    [
        ({"ags": "1001"}, "ags", "1001"),
        ({"ags": 3361}, "ags", "3361"),
        ({"ags": "1606X"}, "ags", "1606X"),
        ({"ags": None, "ags2": None}, "ags", ""),
        ({"jahr": 20200}, "jahr", "20200"),
        ({"jahr": None, "jahr2": None}, "jahr", ""),
        ({"gen": "SÃ¶mmerda"}, "gen", "SÃ¶mmerda"),
        ({"ai0801": "5,4"}, "ai0801", "5,4"),
        ({"ai0801": "5.4"}, "ai0801", "5.4"),
        ({"ai0801": True}, "ai0801", "True"),
        ({"ai0801": [5]}, "ai0801", "eine Liste"),
        ({"ai0801": 3333333333}, "ai0801", "3333333333"),
        ({"ai0801": -1e300}, "ai0801", "-1E+300"),
    ],
)
def test_faults_are_told_with_entry_and_field(
    tmp_path: Path, changes: dict[str, Any], column: str, found: str
):
    fault = refused(atlas(tmp_path / "a.json", feature("16"), feature(**changes)))
    assert (fault.row, fault.column, fault.found) == (2, column, found)


def test_two_values_of_one_figure_name_both_entries(tmp_path: Path):
    fault = refused(atlas(tmp_path / "a.json", feature(), feature(ai0801=5.5)))
    assert "5,4 (Zeile 1) und 5,5 (Zeile 2)" in str(fault.found)


def test_errors_of_the_service_and_cut_answers_are_no_deliveries(tmp_path: Path):
    error = {"error": {"code": 400, "message": "Invalid or missing input parameters."}}
    fault = refused(written(tmp_path / "a.json", error))
    assert "Fehlermeldung" in fault.what
    assert fault.found == "Invalid or missing input parameters."
    fault = refused(atlas(tmp_path / "b.json", feature(), exceededTransferLimit=True))
    assert "abgeschnitten" in fault.what


@pytest.mark.parametrize(
    ("features", "place"),
    [
        ([feature(), {"geometry": {}}], "features[1].attributes"),
        ([feature(), feature(extra=1)], "features[1].attributes"),
        ([feature(), 7], "features[1]"),
        ("none", "features"),
    ],
)
def test_another_shape_is_refused_with_its_place(tmp_path: Path, features: Any, place: str):
    path = atlas(tmp_path / "a.json", feature())
    text = path.read_text(encoding="utf-8")
    path = written(tmp_path / "b.json", {"mark": text, "features": features})
    with pytest.raises(InputError) as caught:
        read(path, catalogue=excerpts.catalogue(), reader="regionalatlas")
    assert caught.value.column == place


def test_no_known_field_or_area_is_refused(tmp_path: Path):
    own = feature()["attributes"] | {"ai0806": 3.0}
    del own["ai0801"]
    fault = refused(atlas(tmp_path / "a.json", {"attributes": own}))
    assert (fault.found, "regionalatlas" in str(fault.remedy)) == ("ai0806", True)
    assert refused(atlas(tmp_path / "b.json", feature("053"))).found == "nur Regierungsbezirke"


def test_boundaries_in_json_are_not_taken_for_figures(tmp_path: Path):
    shape = excerpts.areas().to_crs(4326)
    path = tmp_path / "vg250_2021-01-01.geojson"
    shape.assign(ai0801=5.4).to_file(path)
    assert read_atlas(path).reader == "boundaries"
    with zipfile.ZipFile(tmp_path / "vg250_2021-01-01.zip", "w") as archive:
        archive.write(path, "vg250.json")
    assert read_atlas(tmp_path / "vg250_2021-01-01.zip").reader == "boundaries"


@pytest.mark.parametrize(
    ("field", "base"),
    [
        ("ai0801", "arbeitslosenquote"),
        ("ai0808", "langzeitarbeitslose_anteil"),
        ("ai1601", "verfuegbares_einkommen"),
    ],
)
def test_the_catalogue_of_the_house_knows_fields(tmp_path: Path, field: str, base: str):
    path = atlas(tmp_path / "a.json", feature(**{field: 21.5}))
    figures = read(path, catalogue=load_catalogue()).figures.set_index("base_figure")
    assert figures.loc[base, "value"] == 21.5
