"""The Gemeindeverzeichnis as records of fixed width."""

import zipfile
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import READERS, Delivery, inputs, read
from monitoring.readers.contract import FIGURE_COLUMNS
from tests.readers import excerpts
from tests.readers.gv100ad_excerpts import ROWS, SOEMMERDA, changed, line, register

NAME = "GV100AD_31122019_Bevoelkerung_31122019.txt"


def read_register(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=excerpts.catalogue(), gebietsstand=gebietsstand)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp850"])
def test_it_gives_what_the_workbook_gives_whatever_its_encoding(tmp_path: Path, encoding: str):
    records = read_register(register(tmp_path / NAME, encoding=encoding))
    workbook = read_register(excerpts.gv(tmp_path / "a.xlsx"))
    assert records.reader == "gv100ad"
    assert records.findings == ()
    assert records.areas.equals(workbook.areas)
    same = [frame.figures[FIGURE_COLUMNS] for frame in (records, workbook)]
    assert same[0].equals(same[1])
    assert (records.source, records.title) == (workbook.source, workbook.title)


def test_women_are_all_persons_without_the_men_and_hectares_become_km2(tmp_path: Path):
    figures = read_register(register(tmp_path / NAME)).figures
    here = figures[figures["key"] == "16068051"].set_index(["base_figure", "sex"])["value"]
    assert here.to_dict() == {
        ("bevoelkerung", "total"): 19034,
        ("bevoelkerung", "male"): 9334,
        ("bevoelkerung", "female"): 9700,
        ("flaeche", "total"): 88.31,
    }


def test_territory_and_population_have_dates_of_their_own(tmp_path: Path):
    path = tmp_path / "GV100AD_30062024_Bevölkerung 31.12.2022.asc"
    delivery = read_register(register(path, date="20240630"))
    assert set(delivery.areas["gebietsstand"]) == {"2024-06-30"}
    assert set(delivery.figures["gebietsstand"]) == {"2024-06-30"}
    assert set(delivery.figures["period"]) == {"2022-12-31"}


def test_without_a_stichtag_there_are_areas_but_no_figures_of_an_unknown_day(tmp_path: Path):
    delivery = read_register(register(tmp_path / "GV100AD_31122019.txt"))
    assert len(delivery.figures) == 0
    assert delivery.areas.set_index("key")["km2"].dropna().to_dict() == {
        "16068051": 88.31,
        "16068006": 12.5,
        "16068999": 7.25,
    }
    assert [finding.kind for finding in delivery.findings] == ["no_stichtag"]
    assert "Bevoelkerung_31122022" in delivery.findings[0].message


def test_a_blank_population_is_missing_and_so_are_the_women(tmp_path: Path):
    rows = [*ROWS[:3], changed(total=""), *ROWS[4:]]
    figures = read_register(register(tmp_path / NAME, rows)).figures
    people = figures[(figures["key"] == "16068051") & (figures["base_figure"] == "bevoelkerung")]
    assert people.set_index("sex")["status"].to_dict() == {
        "total": "missing",
        "male": "reported",
        "female": "missing",
    }


def test_the_offices_zip_is_read_with_its_description_beside(tmp_path: Path):
    path = tmp_path / "GV100AD3112_Bevoelkerung_31122019.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(register(tmp_path / "a"), "GV100AD_311219.ASC")
        archive.writestr("Datensatzbeschreibung.pdf", b"%PDF-1.4")
    assert len(read_register(path).figures) == 12


def test_regionen_and_regierungsbezirke_are_left_out(tmp_path: Path):
    rows = [*ROWS, ("20", "08", "1", "", "", "", "Stuttgart", ""),
            ("30", "08", "1", "1", "", "", "Stuttgart", "")]  # fmt: skip
    assert len(read_register(register(tmp_path / NAME, rows)).areas) == len(ROWS)


def test_no_other_reader_takes_it(tmp_path: Path):
    sample = inputs.inspected(register(tmp_path / NAME, encoding="latin-1"))
    readers = [r.id for r in READERS.values() if sample.kind in r.kinds and r.recognise(sample)]
    assert readers == ["gv100ad"]


@pytest.mark.parametrize(
    ("more", "row", "message"),
    [
        ((line(SOEMMERDA)[:150],), 8, "fehlen Stellen"),
        ((line(SOEMMERDA) + "0",), 8, "zu viele Stellen"),
        (("70" + line(SOEMMERDA)[2:],), 8, "keine bekannte Satzart"),
        ((line(SOEMMERDA, "20181231"),), 8, "verschiedene Gebietsstände"),
        (("", line(changed(gemeinde="052", male="20000"))), 9, "größer als die Bevölkerung"),
    ],
)
def test_a_wrong_line_is_refused_by_its_number(
    tmp_path: Path, more: tuple[str, ...], row: int, message: str
):
    with pytest.raises(InputError, match=message) as caught:
        read_register(register(tmp_path / NAME, ROWS, *more))
    assert caught.value.row == row


def test_a_date_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="kein Datum"):
        read_register(register(tmp_path / NAME, date="20191331"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("GV100AD_Bevoelkerung_31132019.txt", "Stichtag im Dateinamen ist kein Datum"),
        ("GV100AD_Bevoelkerung_31122020.txt", "nach dem Gebietsstand"),
    ],
)
def test_a_stichtag_that_cannot_be_is_refused(tmp_path: Path, name: str, message: str):
    with pytest.raises(InputError, match=message):
        read_register(register(tmp_path / name))


def test_damaged_utf8_is_refused_and_not_taken_for_another_encoding(tmp_path: Path):
    path = register(tmp_path / NAME)
    path.write_bytes(path.read_bytes().replace("Kölleda ".encode(), b"K\xf6lleda  "))
    with pytest.raises(InputError, match="Zeichenkodierung") as caught:
        read_register(path)
    assert caught.value.row == 5


def test_a_given_gebietsstand_must_not_contradict_the_file(tmp_path: Path):
    path = register(tmp_path / NAME)
    assert read_register(path, "2019-12-31").areas["gebietsstand"].iloc[0] == "2019-12-31"
    with pytest.raises(InputError, match="widerspricht"):
        read_register(path, "2021-01-01")
