"""Areas of a release: Gebietsstand, upper levels, names, official area, neighbours, layers."""

import json

import pytest

from monitoring.build.release import build_release
from monitoring.errors import ReleaseError, StoreError
from monitoring.release.location import current_release, list_releases, release_folder
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.deliveries import withdraw
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    LAND,
    OTHER,
    STAND,
    A,
    B,
    C,
    D,
    E,
    areas,
    boundaries,
    catalogue,
    directory,
    figures,
    indicator,
    store,
)

PLACES = catalogue(indicator("plaetze", "plaetze"))
GIVEN = figures("plaetze", dict.fromkeys(GEMEINDEN, 5))
MEMBERS = {A: "980010001", B: "980010001", C: "980010002", D: "980020001", E: "980020001"}


class TestUpperLevels:
    def test_they_are_made_of_the_gemeinden_where_no_boundaries_were_delivered(self, build):
        ask = build(PLACES, boundaries(verband=MEMBERS), GIVEN)
        counts = ask("SELECT level, count(*) AS n FROM area GROUP BY level")
        assert dict(counts.itertuples(index=False)) == {
            "gemeinde": 5, "verband": 3, "kreis": 2, "land": 1,
        }  # fmt: skip
        parents = dict(ask("SELECT ags, parent FROM area").itertuples(index=False))
        assert parents[A] == KREIS
        assert parents["980010001"] == KREIS
        assert parents[KREIS] == LAND

    def test_a_merged_kreis_covers_its_gemeinden_and_no_more(self, build):
        ask = build(PLACES, boundaries(), GIVEN)
        boxes = ask("SELECT * FROM area").set_index("ags")
        for side, edge in (("west", "min"), ("east", "max"), ("south", "min"), ("north", "max")):
            inner = getattr(boxes.loc[[A, B, C], side], edge)()
            assert boxes.at[KREIS, side] == pytest.approx(inner, abs=1e-6)

    def test_delivered_boundaries_of_a_kreis_are_taken_as_they_are(self, build):
        names = {A: "Ahausen", B: "Bhausen", KREIS: "Kreis Mitte"}
        ask = build(PLACES, boundaries(names), GIVEN)
        row = ask("FROM area").set_index("ags").loc[KREIS]
        assert row["name"] == "Kreis Mitte"
        assert row["lon"] != ask("FROM area").set_index("ags").at[A, "lon"]

    def test_a_made_kreis_has_the_name_that_another_delivery_knows(self, build):
        named = directory({A: 10.0})
        kreis = areas({KREIS: "Landkreis Mitte"}, stand="2019-12-31")
        rows = [*named.areas.to_dict("records"), *kreis.to_dict("records")]
        delivery = type(named)("gv_isys", "destatis_gv", "V", areas=type(kreis)(rows))
        ask = build(PLACES, boundaries(), GIVEN, delivery)
        names = dict(ask("SELECT ags, name FROM area").itertuples(index=False))
        assert names[KREIS] == "Landkreis Mitte"
        assert names[OTHER] == "Kreis 98002"

    def test_a_verband_of_another_gebietsstand_without_members_stays_out(self, build):
        names = {A: "Ahausen", "980019999": "Aufgelöster Verband"}
        ask = build(PLACES, boundaries(names), GIVEN)
        assert "980019999" not in set(ask("SELECT ags FROM area")["ags"])


class TestGebietsstand:
    old, new = boundaries([A, B, "98001009"], stand="2015-12-31"), boundaries(stand=STAND)

    def test_the_newest_is_taken(self, build):
        ask = build(PLACES, self.new, self.old, GIVEN)
        assert set(ask("SELECT ags FROM area WHERE level = 'gemeinde'")["ags"]) == set(GEMEINDEN)
        assert list_releases()[0]["gebietsstand"] == STAND

    def test_another_can_be_chosen(self, build):
        ask = build(PLACES, self.new, self.old, GIVEN, gebietsstand="2015-12-31")
        found = set(ask("SELECT ags FROM area WHERE level = 'gemeinde'")["ags"])
        assert found == {A, B, "98001009"}
        assert list_releases()[0]["boundary_year"] == 2015

    def test_one_that_cannot_be_made_is_refused_with_what_is_missing(self, build):
        with pytest.raises(ReleaseError) as caught:
            build(PLACES, self.new, self.old, GIVEN, gebietsstand="2018-01-01")
        assert "01.01.2018" in str(caught.value)
        assert "nach dem 31.12.2015 bis zum 01.01.2018" in str(caught.value)
        assert current_release() is None

    def test_without_boundaries_there_is_no_release(self, build):
        with pytest.raises(ReleaseError, match="noch keine Gemeindegrenzen eingelesen"):
            build(PLACES, GIVEN)

    def test_the_manifest_names_the_source_of_the_boundaries_that_were_used(self, build):
        first = boundaries(stand=STAND, source="bkg_vg5000")
        build(PLACES, first, self.old, GIVEN)
        assert list_releases()[0]["boundary_source"] == "bkg_vg5000"

    def test_a_newer_delivery_of_the_same_gebietsstand_counts(self, build):
        renamed = boundaries({key: f"Neu {key}" for key in GEMEINDEN})
        ask = build(PLACES, boundaries(), renamed, GIVEN)
        assert ask("SELECT name FROM area WHERE ags = $key", key=A)["name"].item() == f"Neu {A}"

    def test_a_land_without_boundaries_is_refused(self, build):
        with pytest.raises(ReleaseError, match="Im Land 16 liegen keine"):
            build(PLACES, boundaries(), GIVEN, land="16")

    def test_one_land_can_be_chosen(self, build):
        other = "97001001"
        ask = build(PLACES, boundaries([A, B, other]), GIVEN, land="97")
        assert set(ask("SELECT ags FROM area")["ags"]) == {other, "97001", "97"}
        assert ask("FROM unmatched").empty


def test_figures_of_keys_that_do_not_exist_are_listed_and_counted(build):
    strange = figures("plaetze", {A: 1, "98001777": 2, "98001778": "not_applicable"}, "2018")
    more = figures("plaetze", {"98001777": 3}, "2020")
    names = directory({"98001777": 4.0}, stand="2010-12-31")
    ask = build(PLACES, boundaries(), GIVEN, strange, more, names)
    rows = ask("FROM unmatched ORDER BY period_from")
    assert rows.to_dict("records") == [
        {"base_figure": "Plaetze", "key": "98001777", "name": "Ort 98001777",
         "period_from": period, "period_to": period, "rows": 1, "delivery": delivery,
         "base": "plaetze"}
        for period, delivery in (("2018", 3), ("2020", 4))
    ]  # fmt: skip


class TestNames:
    def test_a_name_that_occurs_once_is_the_label(self, build):
        ask = build(PLACES, boundaries({A: "Neustadt", B: "Altdorf"}), GIVEN)
        assert ask("SELECT label FROM area WHERE ags = $key", key=A)["label"].item() == "Neustadt"

    def test_the_same_name_in_two_kreise_is_told_apart_by_the_kreis(self, build):
        names = {A: "Neustadt", D: "Neustadt", KREIS: "Mitte", OTHER: "Nord"}
        ask = build(PLACES, boundaries(names), GIVEN)
        labels = dict(ask("SELECT ags, label FROM area").itertuples(index=False))
        assert labels[A] == "Neustadt (Mitte)"
        assert labels[D] == "Neustadt (Nord)"

    def test_the_same_name_in_one_kreis_is_told_apart_by_the_key(self, build):
        ask = build(PLACES, boundaries({A: "Neustadt", B: "Neustadt", KREIS: "Mitte"}), GIVEN)
        labels = dict(ask("SELECT ags, label FROM area").itertuples(index=False))
        assert labels[A] == f"Neustadt ({A})"
        assert labels[B] == f"Neustadt ({B})"

    def test_kreis_and_kreisfreie_stadt_of_one_name_are_told_apart_by_their_kind(self, build):
        names = {A: "a", D: "d", KREIS: "Heim", OTHER: "Heim"}
        kinds = {KREIS: "Landkreis", OTHER: "Kreisfreie Stadt"}
        ask = build(PLACES, boundaries(names, kind=kinds), GIVEN)
        labels = dict(ask("SELECT ags, label FROM area").itertuples(index=False))
        assert labels[KREIS] == "Heim (Landkreis)"
        assert labels[OTHER] == "Heim (Kreisfreie Stadt)"


class TestOfficialArea:
    def test_it_comes_from_the_nearest_directory_never_from_the_polygon(self, build):
        near, far = (
            directory({A: 12.5}, stand="2020-12-31"),
            directory({A: 99.0}, stand="2010-12-31"),
        )
        ask = build(PLACES, boundaries([A]), GIVEN, far, near)
        assert ask("SELECT area_km2 FROM area WHERE ags = $key", key=A)["area_km2"].item() == 12.5

    def test_a_kreis_has_the_sum_of_the_gemeinden_it_has_on_the_map(self, build):
        """The directory of the next year already counts a merged Kreis: its sum is another."""
        km2 = {A: 10.1, B: 20.2, C: 30.3, D: 40.4, E: 50.5, "98001777": 1000.0}
        ask = build(PLACES, boundaries(verband=MEMBERS), GIVEN, directory(km2, stand="2021-12-31"))
        found = dict(ask("SELECT ags, area_km2 FROM area").itertuples(index=False))
        assert found[KREIS] == 60.6
        assert found["980010001"] == 30.3
        assert found[LAND] == 151.5

    def test_an_upper_area_with_a_gemeinde_of_unknown_size_has_none(self, build):
        ask = build(PLACES, boundaries(), GIVEN, directory({A: 10.0, B: 20.0, D: 1.0, E: 2.0}))
        found = ask("SELECT ags, area_km2 FROM area").set_index("ags")["area_km2"]
        assert found[OTHER] == 3.0
        assert found[[KREIS, LAND, C]].isna().all()


class TestNeighbours:
    def test_they_share_a_border_and_not_just_a_corner_and_are_mutual(self, build):
        ask = build(PLACES, boundaries(), GIVEN)
        pairs = set(ask("FROM neighbour").itertuples(index=False, name=None))
        assert (A, B) in pairs
        assert (A, D) in pairs
        assert (A, E) not in pairs
        assert (A, C) not in pairs
        assert pairs == {(right, left) for left, right in pairs}

    def test_levels_do_not_mix(self, build):
        ask = build(PLACES, boundaries(), GIVEN)
        kreise = ask("SELECT * FROM neighbour WHERE ags = $key", key=KREIS)
        assert kreise["neighbour"].tolist() == [OTHER]


def test_every_level_has_a_layer_in_the_order_of_the_release(build):
    ask = build(PLACES, boundaries(verband=MEMBERS), GIVEN)
    manifest = list_releases()[0]
    assert set(manifest["layers"]) == {"gemeinde", "verband", "kreis", "land"}
    for level, layer in manifest["layers"].items():
        file = release_folder(manifest["id"]) / "maps" / layer["file"]
        shapes = json.loads(file.read_text(encoding="utf-8"))["objects"]["areas"]["geometries"]
        order = ask(
            "SELECT ags FROM layer_area WHERE level = $level ORDER BY position", level=level
        )
        assert [shape["id"] for shape in shapes] == order["ags"].tolist()
        assert layer["areas"] == len(shapes)


def test_a_withdrawn_delivery_adds_nothing(build, data_dir):

    store(store_path(), boundaries(), GIVEN, figures("plaetze", {A: 77}))
    with open_store(store_path()) as connection:
        withdraw(connection, 3)
    ask = build(PLACES)
    row = ask("SELECT value FROM value WHERE ags = $key", key=A)
    assert row["value"].item() == 5
    assert [entry["id"] for entry in list_releases()[0]["deliveries"]] == [1, 2]


def test_an_empty_installation_is_told_what_to_do_first(build, data_dir):
    with pytest.raises(ReleaseError, match="Der Datenspeicher ist leer"):
        build_release(store_path(), PLACES)


def test_a_store_that_is_none_is_refused(build, data_dir):

    data_dir.mkdir()
    store_path().write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="beschädigt oder keine DuckDB-Datei"):
        build_release(store_path(), PLACES)
    assert not list((data_dir / "releases").iterdir())
