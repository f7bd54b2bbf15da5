"""Tables of the Thüringer Landesamt für Statistik: HTML under the name of a spreadsheet."""

from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts
from tests.readers.tls_excerpts import FOOTER, GEMEINDE, HEADS, KREIS, LAND, TITLE, flat, page


def given(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=excerpts.catalogue(), gebietsstand=gebietsstand)


def made(folder: Path, *rows: tuple[str, ...], **options: object) -> Delivery:
    return given(page(folder / "a.xls", *rows, **options))  # type: ignore[arg-type]  # test values


def told(delivery: Delivery, *columns: str) -> list[list[object]]:
    table = delivery.figures[[*columns]].astype(object)
    return table.where(table.notna(), None).to_numpy().tolist()


def refused(folder: Path, *rows: tuple[str, ...], **options: object) -> InputError:
    with pytest.raises(InputError) as caught:
        made(folder, *rows, **options)
    return caught.value


def kinds(delivery: Delivery) -> list[str]:
    return [finding.kind for finding in delivery.findings]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_levels_sexes_and_the_day_of_the_title_come_in(tmp_path: Path, encoding: str):
    delivery = made(tmp_path, LAND, KREIS, GEMEINDE, encoding=encoding)
    assert (delivery.reader, delivery.source) == ("tls", "tls_thueringen")
    assert told(delivery, "base_figure", "key", "level", "period", "sex", "value") == [
        ["bevoelkerung", key, level, "2023-12-31", sex, value]
        for sex, values in (
            ("total", (2_114_870, 98_600, 1012)),
            ("male", (1_046_000, 49_000, 500)),
            ("female", (1_068_870, 49_600, 512)),
        )
        for (key, level), value in zip(
            (("16", "land"), ("16061", "kreis"), ("16061001", "gemeinde")), values, strict=True
        )
    ]
    assert kinds(delivery) == ["period_gebietsstand"]


@pytest.mark.parametrize(
    ("key", "official"),
    [
        ("61001", "16061001"),
        ("061001", "16061001"),
        ("16061001", "16061001"),
        ("77052", "16077052"),
        ("61", "16061"),
        ("061", "16061"),
        ("61000", "16061"),
        ("16061", "16061"),
        ("16061000", "16061"),
        ("51", "16051"),
    ],
)
def test_keys_get_back_what_they_lack(tmp_path: Path, key: str, official: str):
    delivery = made(tmp_path, (key, "Gebiet", "3", "1", "2"))
    assert set(delivery.figures["key"]) == {official}


def test_a_kreisfreie_stadt_is_a_gemeinde_among_gemeinden(tmp_path: Path):
    erfurt = ("51000", "Erfurt, Stadt", "9", "4", "5")
    assert set(made(tmp_path, erfurt, KREIS).figures["key"]) == {"16051", "16061"}
    among = made(tmp_path, erfurt, KREIS, GEMEINDE)
    assert set(among.figures["key"]) == {"16051", "16051000", "16061", "16061001"}


@pytest.mark.parametrize("key", ["6100", "01001", "78001", "61001.0", "6,1E+04", "16 061 001", "1"])
def test_other_keys_are_refused_with_their_row(tmp_path: Path, key: str):
    error = refused(tmp_path, GEMEINDE, (key, "Anderswo", "1", "1", "0"))
    assert (error.row, error.column, error.found) == (6, "1", key)


@pytest.mark.parametrize(
    ("sign", "status", "value"),
    [
        ("-", "not_applicable", None),
        (".", "suppressed", None),
        ("x", "not_applicable", None),
        ("...", "not_yet", None),
        ("/", "unreliable", None),
        ("&nbsp;", "missing", None),
        ("0", "reported", 0),
        ("(12)", "reported", 12),
        ("1 234<sup>2)</sup>", "reported", 1234),
        ("49 451<sup>1</sup>", "reported", 49_451),
        ("- 12 530", "reported", -12_530),
        ("12,5", "reported", 12.5),
    ],
)
def test_signs_of_vanished_gemeinden_and_raised_footnotes(
    tmp_path: Path, sign: str, status: str, value: float | None
):
    delivery = made(tmp_path, ("61001", "Aufgelöst", sign, "1", "2"))
    assert told(delivery, "status", "value")[0] == [status, value]


def test_nil_stays_nil_where_it_can_be(tmp_path: Path):
    delivery = made(tmp_path, ("61001", "A", "-"), heads=flat("Hilfen"), title="Thüringen 2023")
    assert told(delivery, "base_figure", "period", "status", "value") == [
        ["hilfen", "2023", "nil", 0]
    ]


def test_groups_without_a_key_are_left_out_and_told(tmp_path: Path):
    rows = (
        ("", "kreisfreie Städte", "1", "1", "0"),
        ("", "VG: Lindenberg/Eichsfeld", "1", "1", "0"),
        ("61999", "Verwaltungsgemeinschaft Leinetal", "1", "1", "0"),
    )
    delivery = made(tmp_path, LAND, *rows[:1], KREIS, *rows[1:], GEMEINDE)
    assert set(delivery.figures["key"]) == {"16", "16061", "16061001"}
    (finding,) = [f for f in delivery.findings if f.kind == "left_area"]
    assert (finding.count, finding.place) == (3, "Zeile 6")


def test_years_across_the_columns_go_before_the_title(tmp_path: Path):
    heads = flat("31.12.2022", "31.12.2023")
    title = "Bevölkerung der Gemeinden in Thüringen"
    delivery = made(tmp_path, ("61001", "A", "7", "8"), heads=heads, title=title)
    assert told(delivery, "period", "value") == [["2022-12-31", 7], ["2023-12-31", 8]]


def test_ages_between_dots_end_before_the_next(tmp_path: Path):
    head = "<tr><th rowspan=2>Nr.<th rowspan=2>Name<th rowspan=2>Insgesamt"
    head += "<th colspan=3>davon im Alter von ... bis unter ... Jahren"
    heads = (head, "<tr><th>unter 6<th>6 - 15<th>65 und mehr")
    title = "Bevölkerung am 31.12.2023 in Thüringen"
    delivery = made(tmp_path, ("61001", "A", "9", "1", "2", "3"), heads=heads, title=title)
    assert told(delivery, "age_from", "age_to", "value") == [
        [0, None, 9],
        [0, 5, 1],
        [6, 14, 2],
        [65, None, 3],
    ]
    loose = refused(tmp_path, ("61001", "A", "2"), heads=flat("6 - 15"), title=title)
    assert loose.found == "6 - 15"


def test_thousands_of_euro_and_shares_beside_them(tmp_path: Path):
    heads = (*flat("Steuern", "Bevölkerung"), "<tr><th><th><th>1000 EUR<th>%")
    title = "Finanzen 31.12.2023 Thüringen"
    with pytest.raises(InputError, match="passt nicht zu"):
        made(tmp_path, ("61001", "A", "12,5", "3"), heads=heads, title=title)
    delivery = made(
        tmp_path, ("61001", "A", "12,5", "3"), heads=heads, title="Finanzen 2023 Thüringen"
    )
    assert told(delivery, "base_figure", "value") == [["steuern", 12_500]]
    assert "left_unit" in kinds(delivery)


@pytest.mark.parametrize("word", ["Lebendgeborene je 1 000 Einwohner", "ledig", "darunter EU"])
def test_unknown_headings_are_refused_by_name(tmp_path: Path, word: str):
    error = refused(tmp_path, ("61001", "A", "1"), heads=flat(word))
    assert (error.found, error.row) == (word, 1)
    assert str(error.column).startswith("3 ")


def test_a_title_that_divides_or_tells_no_time_or_measure_is_refused(tmp_path: Path):
    rows, heads = ("61001", "A", "1"), flat("insgesamt")
    foreign = "Nichtdeutsche Bevölkerung am 31.12.2023 in Thüringen"
    assert "weder ein Merkmal" in refused(tmp_path, rows, heads=heads, title=foreign).what
    timeless = "Bevölkerung in Thüringen"
    assert "keine Zeit" in refused(tmp_path, rows, heads=heads, title=timeless).what
    unnamed = "Thüringen am 31.12.2023"
    assert "Weder Titel noch" in refused(tmp_path, rows, heads=heads, title=unnamed).what
    two = "Bevölkerung am 31.12.2022 und 31.12.2023 in Thüringen"
    assert (
        refused(tmp_path, rows, heads=flat("Bevölkerung"), title=two).found
        == "weder Stichtag noch Jahr"
    )


def test_the_gebietsstand_is_read_and_may_not_be_contradicted(tmp_path: Path):
    footer = f"{FOOTER}<p>Gebietsstand: 31.12.2023 <p>Datenstand: 01.05.2024"
    path = page(tmp_path / "a.xls", GEMEINDE, footer=footer)
    delivery = given(path)
    assert set(delivery.figures["gebietsstand"]) == {"2023-12-31"}
    assert delivery.findings == ()
    with pytest.raises(InputError, match="Gebietsstand"):
        given(path, "2021-12-31")


def test_repeated_headings_and_numbered_columns_do_no_harm(tmp_path: Path):
    numbers = "<tr><th>1<th>2<th>3<th>4<th>5"
    path = page(tmp_path / "a.xls", GEMEINDE, heads=(*HEADS, numbers))
    text = path.read_text("cp1252").replace("</table>", "".join(HEADS) + "</table>")
    path.write_text(text, "cp1252")
    assert len(given(path).figures) == 3


def test_an_empty_column_without_heading_is_nothing_and_a_filled_one_is_refused(tmp_path: Path):
    heads = flat("Bevölkerung", "")
    assert len(made(tmp_path, ("61001", "A", "5", ""), heads=heads).figures) == 1
    error = refused(tmp_path, ("61001", "A", "5", "7"), heads=heads)
    assert (error.row, error.column, error.found) == (1, "4 ()", "keine Überschrift")


def test_a_table_within_a_table_of_layout_is_found(tmp_path: Path):
    path = page(tmp_path / "a.xls", GEMEINDE)
    text = path.read_text("cp1252").replace("<table", "<table><tr><td>Menü<td><table")
    path.write_text(text + "</table>", "cp1252")
    assert len(given(path).figures) == 3


def test_two_tables_no_keys_and_ragged_rows_are_refused(tmp_path: Path):
    path = page(tmp_path / "a.xls", GEMEINDE)
    text = path.read_text("cp1252")
    body = text[text.index("<table") :]
    path.write_text(text + body, "cp1252")
    with pytest.raises(InputError, match="mehrere Tabellen"):
        given(path)
    unnamed = ("<tr><th>Gebiet<th>x<th>Bevölkerung",)
    assert "keine Tabelle" in refused(tmp_path, ("61001", "A", "1"), heads=unnamed).what
    assert refused(tmp_path, GEMEINDE, ("61002", "B", "1")).row == 6


def test_html_that_is_not_of_thueringen_is_nobodys(tmp_path: Path):
    title, footer = TITLE.replace("Thüringen", "Hessen"), ""
    error = refused(tmp_path, GEMEINDE, title=title, footer=footer)
    assert "nicht erkannt" in error.what
