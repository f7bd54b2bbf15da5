"""The offices' own files, where they are at hand: what the facts say must come out."""

import os
from pathlib import Path

import pandas as pd
import pytest

from monitoring.catalogue import load_catalogue
from monitoring.readers import READERS, Delivery, canonical_hash, read
from monitoring.readers.inputs import inspected

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("KREISBLICK_REALDATA", ROOT.parent / "shared" / "realdata"))

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the offices' files are not part of the repository; $KREISBLICK_REALDATA names them",
)


def delivered(name: str, gebietsstand: str | None = None) -> Delivery:
    return read(FOLDER / name, catalogue=load_catalogue(), gebietsstand=gebietsstand)


def gemeinden_of(figures: pd.DataFrame, prefix: str, base: str) -> pd.Series:
    here = figures["key"].str.startswith(prefix) & (figures["base_figure"] == base)
    return figures.loc[here & (figures["sex"] == "total"), "value"]


@pytest.mark.parametrize(
    ("year", "prefix", "gemeinden", "people", "km2"),
    [
        (2019, "16068", 38, 69_427, 806.85),
        (2019, "16066", 39, 124_916, 1_251.18),
        (2019, "16065", 30, 74_212, 1_037.90),
        (2019, "16077", 30, 89_393, 569.38),
        (2019, "16", 634, 2_133_378, 16_202.30),
        (2013, "16", 849, 2_160_840, None),
        (2021, "16", 631, None, None),
        (2023, "16", 624, None, None),
    ],
)
def test_gemeindeverzeichnis(
    year: int, prefix: str, gemeinden: int, people: int | None, km2: float | None
):
    delivery = delivered(f"gemeindeverzeichnis/3112{year}_Auszug_GV.xlsx")
    population = gemeinden_of(delivery.figures, prefix, "bevoelkerung")
    assert len(population) == gemeinden
    assert people is None or population.sum() == people
    area = gemeinden_of(delivery.figures, prefix, "flaeche")
    assert km2 is None or area.sum() == pytest.approx(km2, abs=0.005)
    assert set(delivery.figures["period"]) == {f"{year}-12-31"}
    assert set(delivery.areas["gebietsstand"]) == {f"{year}-12-31"}
    assert delivery.findings == ()


@pytest.mark.parametrize(
    ("prefix", "unemployed"), [("16068", 1993), ("16066", 2705), ("16065", 2985), ("16077", 3203)]
)
def test_inkar_unemployment(prefix: str, unemployed: int):
    figures = delivered("inkar/A_Arbeitslosigkeit.xls").figures
    year = figures[figures["period"] == "2019"]
    assert gemeinden_of(year, prefix, "arbeitslose").sum() == unemployed


def test_inkar_blanks_are_missing():
    status = delivered("inkar/A_Arbeitslosigkeit.xls").figures["status"].value_counts().to_dict()
    assert status == {"reported": 263_352, "missing": 408}


def test_inkar_working_age():
    figures = delivered("inkar/A_ErwerbsfaehigeBevoelkerung.xls").figures
    assert set(figures["age_from"]) == {15}
    assert set(figures["age_to"]) == {64}
    assert min(figures["period"].unique()) == "2001-12-31"
    assert len(figures) == 10_990 * 21


@pytest.mark.parametrize("form", ["flat.csv", "original.zip"])
def test_population_by_kreis(form: str):
    delivery = delivered(f"genesis_flat_csv/12411-01-01-4_de_{form}")
    figures = delivery.figures
    assert figures["status"].value_counts().to_dict() == {"reported": 1245, "not_applicable": 222}
    wide = figures[figures["status"] == "reported"].pivot_table(
        index="key", columns="sex", values="value"
    )
    assert (wide["male"] + wide["female"] == wide["total"]).all()
    assert wide.loc["09177", "female"] == 69_782
    assert set(figures["period"]) == {"2024-12-31"}


def test_the_zip_and_the_file_in_it_are_one_delivery():
    name = "genesis_flat_csv/1000A-0000_de_"
    assert canonical_hash(delivered(f"{name}flat.csv")) == canonical_hash(
        delivered(f"{name}original.zip")
    )


def test_the_old_form_of_a_table_is_the_same_delivery(tmp_path: Path):
    name = "genesis_flat_csv/12411-01-01-4_de_flat.csv"
    table = pd.read_csv(FOLDER / name, sep=";", dtype=str, keep_default_na=False)
    names = {"statistics": "Statistik", "time": "Zeit", "variable_attribute": "Auspraegung"}
    names |= {"variable": "Merkmal", "code": "Code", "label": "Label"}
    older = table.drop(columns=[n for n in table if str(n).startswith("value_")])
    for new, old in names.items():
        older.columns = older.columns.str.replace(new, old)
    older["Zeit"] = older["Zeit"].str.replace(r"(\d+)-(\d+)-(\d+)", r"\3.\2.\1", regex=True)
    older = older.rename(columns={"value": "BEVSTD__Bevoelkerungsstand__Anzahl"})
    older.to_csv(tmp_path / "old.csv", sep=";", index=False, encoding="latin-1")
    before = read(tmp_path / "old.csv", catalogue=load_catalogue())
    assert canonical_hash(before) == canonical_hash(delivered(name))


def test_census_by_ars():
    delivery = delivered("genesis_flat_csv/1000A-0000_de_flat.csv")
    figures = delivery.figures.set_index("key")
    assert delivery.source == "zensus2022"
    assert figures.loc["DG", "value"] == 82_719_540
    assert figures.loc["09276130", "value"] == 2294
    assert set(delivery.figures["gebietsstand"]) == {"2022-05-15"}


@pytest.mark.parametrize(
    ("name", "levels", "repaired", "source"),
    [
        (
            "vg5000_2021-01-01_de",
            {"gemeinde": 10_997, "verband": 4605, "kreis": 401},
            9,
            "bkg_vg5000",
        ),
        ("vg5000_gem_2021-01-01_TH_25832.gpkg", {"gemeinde": 631}, 2, "bkg_vg5000"),
        ("vg250_gem_2016-01-01_TH_25832.gpkg", {"gemeinde": 849}, 0, "bkg_vg250"),
        ("vg250_gem_2016-01-01_BY_25832.gpkg", {"gemeinde": 2238}, 7, "bkg_vg250"),
    ],
)
def test_boundaries(name: str, levels: dict[str, int], repaired: int, source: str):
    delivery = delivered(f"boundaries/{name}")
    assert delivery.areas["level"].value_counts().to_dict() == levels
    found = [finding.count for finding in delivery.findings if finding.kind == "repaired"]
    assert sum(found) == repaired
    assert delivery.boundaries is not None
    assert delivery.boundaries.is_valid.all()
    assert delivery.source == source
    (stand,) = set(delivery.areas["gebietsstand"])
    assert stand in name


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "csv"])
def test_exactly_one_reader_knows_each_table(suffix: str):
    for path in sorted(FOLDER.rglob(f"*.{suffix}")):
        sample = inspected(path)
        known = [r.id for r in READERS.values() if sample.kind in r.kinds and r.recognise(sample)]
        foreign = path.name == "thueringen_kreise_2018_2019.csv"
        assert len(known) == (0 if foreign else 1), path.name


def test_gemeindefreie_gebiete_of_bavaria():
    areas = delivered("boundaries/vg250_gem_2016-01-01_BY_25832.gpkg").areas
    assert areas["unincorporated"].sum() == 182
