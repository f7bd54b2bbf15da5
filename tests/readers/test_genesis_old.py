"""The old form of the flat CSV of GENESIS: one column per measure, Latin-1, German dates."""

import zipfile
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, canonical_hash, genesis_old, read
from tests.readers import excerpts
from tests.readers.excerpts import flat, flat_row

START = "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit"
PEOPLE = "BEVSTD__Bevoelkerungsstand__Anzahl"
BOTH = f"{PEOPLE};BEVSTD__Bevoelkerungsstand__q;ERWP06__Arbeitslose__Anzahl;ERWP06__Arbeitslose__q"
KREIS = "KREISE", "16068"


def header(measures: str = PEOPLE) -> str:
    parts = ("Merkmal_Code", "Merkmal_Label", "Auspraegung_Code", "Auspraegung_Label")
    return ";".join([START, *(f"{n}_{part}" for n in (1, 2, 3) for part in parts), measures])


def row(
    *cells: str,
    region: tuple[str, str] = KREIS,
    second: tuple[str, str] = ("GES", ""),
    third: tuple[str, str] = ("ALTX20", ""),
    time: str = "31.12.2019",
    name: str = "Sömmerda, Landkreis",
) -> str:
    blocks = [
        f"{code};Merkmal;{value};{name if place == 0 else 'Insgesamt'}"
        for place, (code, value) in enumerate((region, second, third))
    ]
    start = f"12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;{time}"
    return ";".join([start, *blocks, *cells])


def old(
    folder: Path, *rows: str, measures: str = PEOPLE, heading: str = "", encoding: str = "latin-1"
) -> Path:
    path = folder / "12411-01-01-4_flat.csv"
    path.write_bytes("\r\n".join([heading or header(measures), *rows, ""]).encode(encoding))
    return path


def read_old(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=excerpts.catalogue(), gebietsstand=gebietsstand)


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_old(path)
    assert None not in (caught.value.found, caught.value.expected, caught.value.remedy)
    return caught.value


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-8-sig"])
def test_both_forms_of_a_table_are_one_delivery(tmp_path: Path, encoding: str):
    what = [
        {"region": region, "second": ("GES", sex), "third": ("ALTX20", age)}
        for region in (("DG", "DG"), ("DLAND", "16"), ("KREISE", "16068"), ("GEMEIN", "16068051"))
        for sex in ("", "GESM", "GESW")
        for age in ("", "ALT000B03", "ALT075UM")
    ]
    before = read_old(old(tmp_path, *(row("12", **b) for b in what), encoding=encoding))
    after = read_old(flat(tmp_path / "new.csv", *(flat_row("12", **b) for b in reversed(what))))
    assert len(before.figures) == 36
    assert (before.reader, before.source) == ("genesis_flat", "regionalstatistik")
    assert canonical_hash(before) == canonical_hash(after)


def test_every_column_of_values_is_a_base_figure_with_its_marks(tmp_path: Path):
    path = old(
        tmp_path, row("69427", "e", "1993", "r"), row("70", "p", ".", "", time="31.12.2020"),
        measures=BOTH,
    )  # fmt: skip
    figures = read_old(path).figures
    found = figures[["base_figure", "period", "value", "status", "quality"]].fillna(-1)
    assert found.to_numpy().tolist() == [
        ["bevoelkerung", "2019-12-31", 69427.0, "reported", ""],
        ["bevoelkerung", "2020-12-31", 70.0, "reported", "provisional"],
        ["arbeitslose", "2019-12-31", 1993.0, "reported", "revised"],
        ["arbeitslose", "2020-12-31", -1, "suppressed", ""],
    ]


def test_a_mark_in_place_of_a_value_hides_the_value_of_its_own_column(tmp_path: Path):
    figures = read_old(old(tmp_path, row("5", ".", "7", "e"), measures=BOTH)).figures
    assert figures["status"].tolist() == ["suppressed", "reported"]
    assert figures["value"].fillna(-1).tolist() == [-1, 7]


def test_marks_of_one_column_alone_leave_the_others_as_they_are(tmp_path: Path):
    measures = f"ERWP06__Arbeitslose__Anzahl;{PEOPLE};BEVSTD__q"
    figures = read_old(old(tmp_path, row("3", "5", "s"), measures=measures)).figures
    marked = dict(zip(figures["base_figure"], figures["quality"], strict=True))
    assert marked == {"arbeitslose": "", "bevoelkerung": "estimated"}


def test_counts_and_shares_of_one_code_keep_their_own_marks(tmp_path: Path):
    q = "BEVSTD__Bevoelkerungsstand__q"
    measures = f"BEVSTD__Bevoelkerungsstand__%;{q};{PEOPLE};{q}"
    delivery = read_old(old(tmp_path, row("3,5", "r", "120", "p"), measures=measures))
    assert delivery.figures[["value", "quality"]].to_numpy().tolist() == [[120.0, "provisional"]]
    assert "left_unit" in {finding.kind for finding in delivery.findings}


def test_units_and_decimal_commas_are_exact(tmp_path: Path):
    measures = "STEU01__Steuereinnahmen_insgesamt__Tsd._EUR"
    assert read_old(old(tmp_path, row("12,345"), measures=measures)).figures["value"].tolist() == [
        12345.0
    ]


def test_columns_of_changes_are_left_and_reported(tmp_path: Path):
    measures = f"   {PEOPLE};Bevoelkerungsstand__CH0004;Bevoelkerungsstand__CH0004__q"
    delivery = read_old(old(tmp_path, row("120", "3,1", "e"), measures=measures))
    assert delivery.figures["value"].tolist() == [120]
    (left,) = [f for f in delivery.findings if f.kind == "unknown_variable"]
    assert (left.count, left.place) == (1, "Zeile 2")
    assert "CH0004 (Bevoelkerungsstand)" in left.message


def test_keys_of_all_levels_stand_in_one_column_and_dissolved_units_are_not_counted(tmp_path: Path):
    cells = {
        "03241": "1157624", "03241001": "536925", "03201": "-", "03253": "-",
        "05334": "557026", "05334002": "248960", "05354": "-", "11": "3669491", "11000": "3669491",
        "063": "1200000", "16": "2133378",
    }  # fmt: skip
    delivery = read_old(old(tmp_path, *(row(v, region=("KREISE", k)) for k, v in cells.items())))
    figures = delivery.figures.set_index("key")
    gone = figures.index[figures["status"] == "not_applicable"]
    assert gone.tolist() == ["03201", "03253", "05354"]
    assert figures["level"].value_counts().to_dict() == {"kreis": 6, "gemeinde": 2, "land": 2}
    assert figures.loc["05334002", "value"] == 248_960
    (district,) = [f for f in delivery.findings if f.kind == "left_district"]
    assert (district.count, district.place) == (1, "Zeile 11")


def test_months_as_variables_and_rows_of_totals_are_read_as_in_the_new_form(tmp_path: Path):
    measures = "ERWP06__Arbeitslose__Anzahl"
    rows = [
        row("9", third=("MONAT", "MONAT06"), time="2019"),
        row("70", region=("DLAND", ""), time="2019", name="Insgesamt"),
    ]
    delivery = read_old(old(tmp_path, *rows, measures=measures))
    assert delivery.figures["period"].tolist() == ["2019-06"]
    assert "left_total" in {finding.kind for finding in delivery.findings}


def test_the_gebietsstand_is_read_or_given(tmp_path: Path):
    assert read_old(old(tmp_path, row("1")), "2019-12-31").figures["gebietsstand"].tolist() == [
        "2019-12-31"
    ]
    stated = row("1").replace("Merkmal;", "Kreise (Gebietsstand: 31.12.2019);", 1)
    assert read_old(old(tmp_path, stated)).figures["gebietsstand"].tolist() == ["2019-12-31"]


def test_a_zip_of_it_is_read_too(tmp_path: Path):
    path = old(tmp_path, row("1"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, path.name)
    assert canonical_hash(read_old(tmp_path / "a.zip")) == canonical_hash(read_old(path))


@pytest.mark.parametrize(
    ("cells", "options", "line", "column", "found"),
    [
        (("1", "e", "viele", "e"), {}, 3, "ERWP06__Arbeitslose__Anzahl", "viele"),
        (("1.234", "e", "5", "e"), {}, 3, PEOPLE, "1.234"),
        (("1", "e", "5", "z"), {}, 3, "ERWP06__Arbeitslose__q", "z"),
        (("1", "e", "5", "e"), {"region": ("KREISE", "1001")}, 3, "n_Auspraegung_Code", "1001"),
        (("1", "e", "5", "e"), {"region": ("KREISE", "1606X")}, 3, "n_Auspraegung_Code", "1606X"),
        (("1", "e", "5", "e"), {"time": "31.02.2019"}, 3, "Zeit", "31.02.2019"),
        (("1", "e", "5", "e"), {"third": ("ALTX20", "JUNG")}, 3, "n_Auspraegung_Code", "JUNG"),
        (("1", "e", "5"), {}, 3, None, "20 Spalten"),
    ],
)
def test_faults_are_told_with_the_columns_of_the_file(
    tmp_path: Path, cells: tuple[str, ...], options: dict[str, object], line: int,
    column: str | None, found: str,
):  # fmt: skip
    good = row("1", "e", "2", "e", time="31.12.2018")
    fault = refused(old(tmp_path, good, row(*cells, **options), measures=BOTH))  # type: ignore[arg-type]  # values of any kind
    assert (fault.row, fault.column, fault.found) == (line, column, found)


def test_two_values_of_one_figure_name_both_rows(tmp_path: Path):
    fault = refused(old(tmp_path, row("1", "", "2", ""), row("1", "", "3", ""), measures=BOTH))
    assert str(fault.found).startswith("2 (Zeile 2) und 3 (Zeile 3): Arbeitslose")


@pytest.mark.parametrize(
    ("measures", "column", "what"),
    [
        ("Einwohner", "Einwohner", "weder ein Merkmal noch ein Wert"),
        ("BEVSTD__Anzahl", "BEVSTD__Anzahl", "weder ein Merkmal noch ein Wert"),
        (f"{PEOPLE};{PEOPLE}", PEOPLE, "kommt mehrfach vor"),
        (f"{PEOPLE};ERWP06__q", "ERWP06__q", "gehört zu keiner Spalte"),
        (f"{PEOPLE};BEVSTD__q;BEVSTD__q", "BEVSTD__q", "gehört zu keiner Spalte"),
    ],
)
def test_columns_that_are_not_understood_are_refused(
    tmp_path: Path, measures: str, column: str, what: str
):
    fault = refused(old(tmp_path, row("1", "e", "e"), measures=measures))
    assert (fault.row, fault.column) == (1, column)
    assert what in fault.what


@pytest.mark.parametrize("name", ["Statistik_Code", "Zeit", "1_Auspraegung_Code", "3_Merkmal_Code"])
def test_a_missing_column_is_named(tmp_path: Path, name: str):
    heading = header().replace(f"{name};", "Spalte;", 1)
    fault = refused(old(tmp_path, row("1"), heading=heading))
    assert (fault.row, fault.column) == (1, name)


def test_tables_without_values_or_rows_are_refused(tmp_path: Path):
    heading = header().removesuffix(f";{PEOPLE}")
    assert "keine Spalte mit Werten" in refused(old(tmp_path, row(), heading=heading)).what
    assert "keine Daten" in refused(old(tmp_path)).what


def test_bytes_that_are_neither_encoding_are_refused(tmp_path: Path):
    path = old(tmp_path, row("1", time="31.12.2018"), row("1", name="S@mmerda"))
    path.write_bytes(path.read_bytes().replace(b"@", b"\x81"))
    assert "Zeichenkodierung" in refused(path).what


def test_umlauts_ruined_before_are_refused(tmp_path: Path):
    path = old(tmp_path, row("1", time="31.12.2018"), row("1", name="SÃ¶mmerda"), encoding="utf-8")
    fault = refused(path)
    assert (fault.row, fault.column, fault.found) == (3, "1_Auspraegung_Label", "SÃ¶mmerda")


@pytest.mark.parametrize("name", ["9__x__Anzahl", "7_Merkmal_Code", "x__q"])
def test_a_million_columns_are_refused_at_once(tmp_path: Path, name: str):
    heading = header(";".join(f"{n}{name}" for n in range(10**6)))
    fault = refused(old(tmp_path, row("1"), heading=heading))
    assert (fault.row, fault.found) == (1, "1000017 Spalten")


def test_more_values_than_fit_in_memory_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(genesis_old, "MAX_VALUES", 1)
    assert "zu viele Werte" in refused(old(tmp_path, row("1", "", "2", ""), measures=BOTH)).what
