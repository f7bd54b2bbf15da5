"""The sample Land: the same on every run, sums that fit, borders that fit, small enough."""

import hashlib
import io
import sqlite3
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from sample_data import catalogue, own_tables
from sample_data.__main__ import FILES, IMPORT_LIST, write_sample
from sample_data.changes import MERGERS, RENAMING, SPLIT, STANDS
from sample_data.collected import Collected, collect
from sample_data.gv import area_km2
from sample_data.vg250 import layers

LARGEST = 15_000_000


@pytest.fixture(scope="module")
def data() -> Collected:
    """The sample in memory."""
    return collect()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of a run of our own."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


def content(path: Path) -> dict[str, str]:
    """Hashes of what is inside: members of a zip or workbook, rows of a GeoPackage.

    Committed files are compared by content, since compression differs between builds of zlib
    and a database page between builds of SQLite.
    """
    if path.suffix in (".zip", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            return {name: digest(archive.read(name)) for name in archive.namelist()}
    if path.suffix == ".gpkg":
        with sqlite3.connect(path) as connection:
            return {
                table: digest(
                    repr(connection.execute(f"SELECT * FROM {table}").fetchall()).encode()
                )
                for table in ("gpkg_contents", "vg250_lan", "vg250_krs", "vg250_vwg", "vg250_gem")
            }
    return {path.name: digest(path.read_bytes())}


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class TestFiles:
    def test_two_runs_write_the_same_bytes(self, written, tmp_path):
        write_sample(tmp_path)
        first = {path.name: digest(path.read_bytes()) for path in written.iterdir()}
        assert {path.name: digest(path.read_bytes()) for path in tmp_path.iterdir()} == first

    def test_committed_files_are_what_the_program_writes(self, written):
        assert {path.name for path in FILES.iterdir()} == {path.name for path in written.iterdir()}
        changed = [p.name for p in FILES.iterdir() if content(p) != content(written / p.name)]
        assert changed == [], "run python -m sample_data and commit its files"

    def test_all_are_small_enough_for_the_repository(self):
        assert sum(path.stat().st_size for path in FILES.iterdir()) < LARGEST

    def test_the_import_list_names_every_file_once(self):
        names = (FILES / IMPORT_LIST).read_text(encoding="utf-8").split()
        assert sorted(names) == sorted(p.name for p in FILES.iterdir() if p.name != IMPORT_LIST)

    def test_every_value_variable_of_a_flat_file_is_in_the_catalogue(self, written):
        known = {
            n["variable"] for f in catalogue.base_figures().values() for n in f.get("genesis", ())
        }
        for path in written.glob("*_de_original.zip"):
            with zipfile.ZipFile(path) as archive:
                text = io.TextIOWrapper(archive.open(archive.namelist()[0]), "utf-8-sig")
                place = text.readline().rstrip("\n").split(";").index("value_variable_code")
                assert {line.rstrip("\n").split(";")[place] for line in text} <= known

    def test_every_base_figure_of_the_catalogue_is_delivered(self):
        """But those of services, and votes: no result of a party that exists is invented."""
        flat = {"bevoelkerung", "auslaender", "geburten", "sterbefaelle", "zuzuege", "fortzuege"}
        flat |= {"pflegebeduerftige", "pflegeplaetze", "wohnungen", "bevoelkerung_zensus"}
        inkar = {"arbeitslose", "sv_beschaeftigte_wohnort", "sv_beschaeftigte_arbeitsort"}
        inkar |= {"arbeitslosenquote", "langzeitarbeitslose_anteil"}
        own = {figure for table in own_tables.TABLES for figure in table.figures}
        own |= {"wahlberechtigte", "waehlende"}
        figures = catalogue.base_figures()
        votes = {name for name, fields in figures.items() if "vote" in fields.get("election", {})}
        services = {"verfuegbares_einkommen", "kinderarmut_wegweiser", "altersarmut_wegweiser"}
        assert flat | inkar | own | {"flaeche"} == set(figures) - votes - services


class TestTerritory:
    def test_six_kreise_and_150_gemeinden_and_two_gemeindefreie_gebiete(self, data):
        today = data.history.on(STANDS[-1])
        assert len({g.kreis for g in today}) == 6
        assert sum(g.kind != "unincorporated" for g in today) == 150
        assert [g.ags[5:] for g in today if g.kind == "unincorporated"] == ["901", "901"]
        assert [g.ags for g in today if g.kreis == "99001"] == ["99001000"]

    def test_the_numbers_of_gemeinden_at_the_three_gebietsstaende(self, data):
        assert [len(data.history.on(day)) for day in STANDS] == [169, 159, 152]

    def test_ars_and_ags_agree_and_keys_are_unique(self, data):
        for day in STANDS:
            gemeinden = data.history.on(day)
            assert len({g.ags for g in gemeinden}) == len(gemeinden)
            assert all(g.ars[:5] + g.ars[9:] == g.ags and len(g.ars) == 12 for g in gemeinden)

    def test_no_atom_is_lost_or_doubled_in_any_state(self, data):
        everything = list(range(len(data.land.atoms)))
        for _, gemeinden in data.history.states:
            assert sorted(n for g in gemeinden for n in g.atoms) == everything

    def test_every_verwaltungsgemeinschaft_has_several_members(self, data):
        for day in STANDS:
            joined = [g.ars[:9] for g in data.history.on(day) if g.verband.startswith("5")]
            assert set(joined) == set(data.history.verband_names)
            assert min(joined.count(verband) for verband in set(joined)) >= 3

    @pytest.mark.parametrize("merger", MERGERS, ids=lambda merger: f"{merger.day} {merger.result}")
    def test_a_merger_dissolves_its_members(self, data, merger):
        before = names_on(data, day_before(merger.day), merger.kreis)
        after = names_on(data, merger.day, merger.kreis)
        assert set(merger.members) <= before
        assert set(merger.members) & after == {merger.result} & set(merger.members)
        assert merger.result in after

    def test_one_gemeinde_is_split_over_two_kreise(self, data):
        gone = next(g for g in data.history.on(day_before(SPLIT.day)) if g.name == SPLIT.name)
        takers = [g for g in data.history.on(SPLIT.day) if set(g.atoms) & set(gone.atoms)]
        assert sorted(g.kreis for g in takers) == sorted((SPLIT.kreis, SPLIT.other_kreis))

    def test_a_renamed_gemeinde_keeps_its_key(self, data):
        before = next(g for g in data.history.on(STANDS[1]) if g.name == RENAMING.before)
        after = next(g for g in data.history.on(STANDS[2]) if g.name == RENAMING.after)
        assert before.ags == after.ags

    def test_some_names_stand_for_two_gemeinden(self, data):
        names = [g.name for g in data.history.on(STANDS[-1])]
        assert {name for name in names if names.count(name) > 1} == {"Erlenroda", "Lindenroda"}


def names_on(data: Collected, day: str, kreis: str) -> set[str]:
    return {g.name for g in data.history.on(day) if g.kreis == kreis}


def day_before(day: str) -> str:
    return str(np.datetime64(day) - 1)


class TestBoundaries:
    @pytest.mark.parametrize("day", STANDS)
    @pytest.mark.parametrize("layer", ["vg250_lan", "vg250_krs", "vg250_vwg", "vg250_gem"])
    def test_neighbours_share_their_edges(self, data, day, layer):
        shapes = layers(data.land, data.history, day)[layer].geometry.to_numpy()
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)

    def test_the_land_is_one_piece(self, data):
        lan = layers(data.land, data.history, STANDS[-1])["vg250_lan"]
        assert shapely.get_num_geometries(lan.union_all("coverage")) == 1

    def test_areas_are_like_those_of_gemeinden(self, data):
        km2 = [sum(data.land.atoms[n].km2 for n in g.atoms) for g in data.history.on(STANDS[-1])]
        assert min(km2) >= 3
        assert max(km2) <= 160

    def test_the_files_hold_land_and_water(self):
        path = FILES / f"vg250_{STANDS[-1]}.utm32s.gpkg"
        gem = pyogrio.read_dataframe(path, layer="vg250_gem")
        assert gem.crs.to_epsg() == 25832
        assert gem.loc[gem["GF"] == 4, "AGS"].is_unique
        assert set(gem.loc[gem["GF"] == 2, "AGS"]) <= set(gem.loc[gem["GF"] == 4, "AGS"])
        assert (gem["GF"] == 2).sum() >= 2

    def test_official_areas_are_those_of_the_land_polygons(self, data):
        gem = layers(data.land, data.history, STANDS[-1])["vg250_gem"]
        land = gem[gem["GF"] == 4].set_index("AGS").geometry.area / 1e6
        for gemeinde in data.history.on(STANDS[-1]):
            assert area_km2(gemeinde, data.land) == pytest.approx(land[gemeinde.ags], abs=0.006)
