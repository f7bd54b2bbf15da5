"""The Gemeinden of 31.12.2013 brought to the Kreise of 2021, against the Umsteigeschlüssel of BBSR.

No changes of Gemeinden between 2013 and 2020 are at hand. Which Kreis a Gemeinde of 2013 belongs
to in 2021 is therefore told by laying its boundary of 2016 (VG250) over those of 2021 (VG5000): the
Kreis that holds most of it. Eisenach went to the Wartburgkreis after these.
"""

import re

import geopandas as gpd
import pandas as pd
import pytest

from geodata.territory import passages
from monitoring.catalogue import load_catalogue
from monitoring.readers import read
from tests.conftest import ROOT
from tests.readers.test_real_files import FOLDER

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
BEFORE, AFTER = "2013-12-31", "2021-12-31"
EISENACH, WARTBURGKREIS = "16056", "16063"
# Whole Gemeinden that left their Kreis in 2019: Kaltennordheim and its neighbours; Gehlberg and
# Schmiedefeld am Rennsteig; Lichte and Piesau.
MOVED = {("16063", "16066"), ("16070", "16054"), ("16073", "16072")}
ROUNDED = 50
CHAPTER = ROOT / "docs" / "thueringen-in-fuenf-befehlen.md"


@pytest.fixture(scope="module")
def people() -> pd.Series:
    """Inhabitants of 31.12.2013 by AGS."""
    path = FOLDER / "gemeindeverzeichnis" / "31122013_Auszug_GV.xlsx"
    frame = read(path, catalogue=load_catalogue()).figures
    total = frame["base_figure"].eq("bevoelkerung") & frame["sex"].eq("total")
    here = frame[total & frame["level"].eq("gemeinde") & frame["key"].str.startswith("16")]
    return here.set_index("key")["value"]


@pytest.fixture(scope="module")
def kreis_of(people: pd.Series) -> pd.Series:
    """Kreis of 31.12.2021 by AGS of 2013; a key that was gone by 2016 stays in its Kreis."""
    folder, house = FOLDER / "boundaries", load_catalogue()
    old, new = (
        read(folder / name, catalogue=house).boundaries
        for name in ("vg250_gem_2016-01-01_TH_25832.gpkg", "vg5000_gem_2021-01-01_TH_25832.gpkg")
    )
    assert old is not None
    assert new is not None
    new = new[new["level"] == "gemeinde"][["key", "geometry"]].rename(columns={"key": "now"})
    pieces = gpd.overlay(old[["key", "geometry"]], new, keep_geom_type=True)
    pieces["kreis"], pieces["size"] = pieces["now"].str[:5], pieces.area
    sizes = pieces.groupby(["key", "kreis"], as_index=False)["size"].sum()
    found = sizes.sort_values("size").groupby("key")["kreis"].last()
    kreis = found.reindex(people.index).fillna(pd.Series(people.index.str[:5], people.index))
    return kreis.replace(EISENACH, WARTBURGKREIS)


@pytest.fixture(scope="module")
def bbsr() -> tuple[pd.DataFrame, pd.DataFrame]:
    path = FOLDER / "territorial_changes" / "bbsr_ref-kreise-umrech-2021-1990-2020.xlsx"
    delivery = read(path, catalogue=load_catalogue())
    return delivery.changes.assign(delivery=1), pd.DataFrame(delivery.coverage).assign(delivery=1)


def test_the_kreise_of_2013_are_those_of_bbsr_to_its_hundreds(people, bbsr):
    changes, _ = bbsr
    given = changes[changes["after"].eq(BEFORE) & changes["from_key"].str.startswith("16")]
    told = given.groupby("from_key")["population"].sum()
    own = people.groupby(people.index.str[:5]).sum()
    assert len(told) == 4
    assert ((own[told.index] - told).abs() <= 2 * ROUNDED).all()


def test_brought_to_2021_each_kreis_has_the_people_that_bbsr_gives_it(people, kreis_of, bbsr):
    way = passages(*bbsr, [BEFORE], AFTER)[BEFORE]
    assert way.missing is None
    own = people.groupby(people.index.str[:5]).sum().rename("people").rename_axis("from_key")
    moved = own.reset_index().merge(way.table, on="from_key", how="left", validate="one_to_many")
    target = moved["to_key"].fillna(moved["from_key"])
    by_bbsr = (moved["people"] * moved["population"].fillna(1.0)).groupby(target).sum()
    by_gemeinden = people.groupby(kreis_of).sum()
    assert set(by_bbsr.index) == set(by_gemeinden.index)
    assert by_bbsr.sum() == pytest.approx(people.sum())
    assert by_gemeinden.sum() == people.sum()
    differences = (by_gemeinden - by_bbsr).round()
    assert differences[differences != 0].to_dict() == {}


def test_the_comparison_in_the_docs_is_the_one_that_is_made(people, kreis_of):
    text = CHAPTER.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (16\d{3}) [^|]+" + r"\| (\S+) " * 4 + r"\|$", text, re.MULTILINE)
    told = {key: [int(cell.replace(".", "")) for cell in cells] for key, *cells in rows}
    before, after = people.groupby(people.index.str[:5]).sum(), people.groupby(kreis_of).sum()
    changed = after.index[(before.reindex(after.index) != after).to_numpy()]
    assert told == {key: [before[key], after[key], after[key], 0] for key in changed}
    assert f"{people.sum():,.0f}".replace(",", ".") in text


def test_the_gemeinden_that_changed_their_kreis_are_known(people, kreis_of):
    apart = kreis_of[kreis_of != kreis_of.index.str[:5].to_series(index=kreis_of.index)]
    pairs = {(old, new) for old, new in zip(apart.index.str[:5], apart, strict=True)}
    assert pairs == MOVED | {(EISENACH, WARTBURGKREIS)}
