"""Workbooks of the Bundesagentur für Arbeit: merged headings in rows, secrets, mixed levels."""

from pathlib import Path

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.readers import arbeitsagentur, read
from monitoring.readers.inputs import inspected
from tests.readers import ba_excerpts, excerpts, lfstat_excerpts
from tests.readers.ba_excerpts import (
    BENEFIT_HEADS,
    BENEFIT_TOP,
    EMPLOYED_HEADS,
    EMPLOYED_ROWS,
    EMPLOYED_TOP,
    FOOT,
    JOBLESS_ROWS,
    jobless,
    read_book,
    with_sheet,
    workbook,
)
from tests.readers.web_excerpts import kinds, told

HOME, WORK = "sv_beschaeftigte_wohnort", "sv_beschaeftigte_arbeitsort"
SOEMMERDA = EMPLOYED_ROWS[3]


def test_employed_by_place_of_living_and_work_with_sex_and_age(tmp_path: Path):
    delivery = read_book(workbook(tmp_path / "a.xlsx", SOEMMERDA))
    assert told(delivery, "base_figure", "sex", "age_from", "age_to", "value") == [
        [HOME, "total", 0, None, 8],
        [HOME, "male", 0, None, 4],
        [HOME, "female", 0, None, 4],
        [HOME, "total", 55, None, 2],
        [WORK, "total", 0, None, 9],
    ]
    assert set(delivery.figures["period"]) == {"2023-06-30"}
    assert set(delivery.figures["gebietsstand"]) == {"2023-06-30"}
    assert (delivery.source, delivery.reader) == ("arbeitsagentur", "arbeitsagentur")


def test_the_order_of_columns_is_that_of_the_headings(tmp_path: Path):
    """Fifteen columns, headings in rows 6 to 8, areas from row 9 on."""
    groups = ("", "", "Wohnort", *[""] * 7, "Arbeitsort", "Wohnort\ngleich\nArbeitsort",
              "Einpendler", "Auspendler", "Zahl der Betriebe")  # fmt: skip
    parts = ("", "", "Insgesamt", "Männer", "Frauen", "Deutsche", "Ausländer", "unter 20 Jahre",
             "20 - unter 25 Jahre", "55 Jahre und älter", *[""] * 5)  # fmt: skip
    path = workbook(
        tmp_path / "a.xlsx",
        ("16068051", "Sömmerda, Stadt", *range(101, 114)),
        top=(*EMPLOYED_TOP, (), ()),
        heads=(groups, parts, tuple(range(1, 16))),
        merged=("A6:B7", "C6:J6", "K6:K7", "L6:L7", "M6:M7", "N6:N7", "O6:O7"),
    )
    assert told(read_book(path), "base_figure", "sex", "age_from", "age_to", "value") == [
        [HOME, "total", 0, None, 101],
        [HOME, "male", 0, None, 102],
        [HOME, "female", 0, None, 103],
        [HOME, "total", 0, 19, 106],
        [HOME, "total", 20, 24, 107],
        [HOME, "total", 55, None, 108],
        [WORK, "total", 0, None, 109],
    ]


def test_every_level_is_one_of_its_own(tmp_path: Path):
    delivery = read_book(workbook(tmp_path / "a.xlsx", *EMPLOYED_ROWS))
    work = delivery.figures[delivery.figures["base_figure"] == WORK]
    assert work[["key", "level", "value"]].to_numpy(dtype=object).tolist() == [
        ["16", "land", 980],
        ["16051", "kreis", 110],
        ["16068", "kreis", 22],
        ["16068051", "gemeinde", 9],
        ["16068006", "gemeinde", 0],
    ]


def test_a_star_is_secret_a_dash_nil_an_x_not_applicable_and_zero_zero(tmp_path: Path):
    row = ("16068006", "Großneuhausen", "*", "-", "x", 3, 3, ".", 0, 1, 1, 1, 1)
    figures = read_book(workbook(tmp_path / "a.xlsx", row)).figures
    assert figures["status"].tolist() == [
        "suppressed", "nil", "not_applicable", "suppressed", "reported",
    ]  # fmt: skip
    assert figures["value"].isna().tolist() == [True, False, True, True, False]


def test_columns_the_catalogue_does_not_keep_are_named_with_their_cells(tmp_path: Path):
    delivery = read_book(workbook(tmp_path / "a.xlsx", SOEMMERDA))
    left = {f.place: f.message for f in delivery.findings if f.kind == "left_column"}
    assert sorted(left) == [
        f"Gemeindedaten!{cell}" for cell in ("F6", "G6", "J6", "K6", "L6", "M6")
    ]
    assert "„Wohnort – davon – Ausländer“" in left["Gemeindedaten!G6"]
    assert "„Einpendler“" in left["Gemeindedaten!K6"]
    assert "month_of_gebietsstand" in kinds(delivery)


def test_unemployed_by_month_with_key_and_name_in_one_cell(tmp_path: Path):
    delivery = read_book(jobless(tmp_path / "a.xlsx", *JOBLESS_ROWS))
    assert told(delivery, "base_figure", "key", "period", "value", "status") == [
        ["arbeitslose", "DG", "2023-11", 2_600_000, "reported"],
        ["arbeitslose", "16068", "2023-11", 1850, "reported"],
        ["arbeitslose", "16068051", "2023-11", 512, "reported"],
        ["arbeitslose", "DG", "2023-12", 2_637_000, "reported"],
        ["arbeitslose", "16068", "2023-12", 1901, "reported"],
        ["arbeitslose", "16068051", "2023-12", None, "suppressed"],
    ]
    assert set(delivery.figures["gebietsstand"]) == {"2023-12-31"}
    left, beside = delivery.findings
    assert (left.kind, left.place) == ("left_row", "Übersicht_Gemeinden!A7")
    assert (beside.kind, beside.place) == ("month_beside_year", "Übersicht_Gemeinden")
    assert "Westdeutschland" in left.message


def test_districts_and_jobcentres_are_no_areas_of_the_house(tmp_path: Path):
    rows = [("093 Erfurt", 1, 2), ("09301 Jobcenter Ilm-Kreis", 3, 4), ("16068 Sömmerda", 5, 6)]
    delivery = read_book(jobless(tmp_path / "a.xlsx", *rows))
    assert set(delivery.figures["key"]) == {"16068"}
    left = delivery.findings[0]
    assert (left.count, left.place) == (2, "Übersicht_Gemeinden!A6")
    heads = (("Jobcenter", "Dezember 2023"),)
    other = jobless(tmp_path / "b.xlsx", rows[2][:2], heads=heads)
    with_sheet(other, ("Arbeitslose",), ("Gemeinde", "Mai 2023"), rows[2][:2], sheet="Gemeinden")
    delivery = read_book(other)
    assert told(delivery, "period", "value") == [["2023-05", 5]]
    assert [f.place for f in delivery.findings if f.kind == "left_sheet"] == [
        "Übersicht_Gemeinden!A5"
    ]


def test_people_on_benefits_at_the_day_the_catalogue_fixes(tmp_path: Path):
    path = workbook(
        tmp_path / "a.xlsx",
        ("16068051", "Sömmerda, Stadt", 950, 480, "*", 500),
        top=BENEFIT_TOP,
        heads=BENEFIT_HEADS,
        merged=("C3:E3",),
    )
    delivery = read_book(path, "2023-12-31")
    assert told(delivery, "base_figure", "period", "age_to", "value") == [
        ["sgb2_personen", "2023-12-31", None, 950],
        ["sgb2_personen", "2023-12-31", None, 480],
        ["sgb2_personen", "2023-12-31", 24, None],
    ]
    assert delivery.figures["sex"].tolist() == ["total", "female", "total"]
    assert kinds(delivery) == ["left_column", "time_as_reference_date"]


def test_an_average_of_months_is_no_figure_of_a_day(tmp_path: Path):
    heads = (("Gemeinde", "Arbeitslose", "Leistungsberechtigte"),)
    top = (("Arbeitsmarkt und Grundsicherung",), ("Jahresdurchschnitt 2023",))
    path = jobless(tmp_path / "a.xlsx", ("16068051 S", 512.5, 950), heads=heads, top=top)
    delivery = read_book(path)
    assert told(delivery, "base_figure", "period", "value") == [["arbeitslose", "2023", 512.5]]
    yearly = jobless(
        tmp_path / "b.xlsx",
        ("16068051 S", 512, 950),
        heads=heads,
        top=(top[0], ("Berichtsjahr 2023",)),
    )  # fmt: skip
    assert told(read_book(yearly), "period", "value") == [["2023", 512], ["2023-12-31", 950]]
    assert "time_as_reference_date" in kinds(read_book(yearly))


def test_unemployed_and_long_unemployed_under_one_group(tmp_path: Path):
    heads = (
        ("Gemeinde", "Arbeitslose", "", ""),
        ("", "Insgesamt", "Frauen", "Langzeitarbeitslose"),
    )
    path = jobless(
        tmp_path / "a.xlsx",
        ("16068051 Sömmerda", 512, 240, 190),
        top=(("Arbeitsmarkt nach Gemeinden",), ("Jahresdurchschnitt 2023",)),
        heads=heads,
        merged=("B3:D3",),
    )
    assert told(read_book(path), "base_figure", "period", "sex", "value") == [
        ["arbeitslose", "2023", "total", 512],
        ["arbeitslose", "2023", "female", 240],
        ["arbeitslose_langzeit", "2023", "total", 190],
    ]


def test_a_heading_below_no_group_is_not_taken_for_the_groups_left_of_it(tmp_path: Path):
    heads = (("Gemeinde", "Arbeitslose", ""), ("", "Männer", "Frauen"))
    top = (("Arbeitslose nach Gemeinden",), ("Berichtsjahr: 2023",))
    row = ("16068051 Sömmerda", 5, 6)
    delivery = read_book(jobless(tmp_path / "a.xlsx", row, heads=heads, top=top, merged=()))
    assert told(delivery, "sex", "value") == [["male", 5]]
    (left,) = [finding for finding in delivery.findings if finding.kind == "left_column"]
    assert left.place == "Übersicht_Gemeinden!C4"


def test_a_sheet_of_a_part_is_left_and_the_whole_one_taken(tmp_path: Path):
    part = (("Arbeitslose im Rechtskreis SGB II nach Gemeinden",), ("Juni 2023",))
    path = jobless(tmp_path / "a.xlsx", ("16068051 Sömmerda", 300, 310), top=part)
    with_sheet(path, *ba_excerpts.JOBLESS_TOP, *ba_excerpts.JOBLESS_HEADS,
               ("16068051 Sömmerda", 500, 510), sheet="Insgesamt")  # fmt: skip
    delivery = read_book(path)
    assert delivery.figures["value"].tolist() == [500, 510]
    assert delivery.findings[0].place == "Übersicht_Gemeinden!A1"
    assert kinds(delivery) == ["left_sheet", "month_beside_year"]


def test_sheets_of_several_laender_are_one_delivery(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", EMPLOYED_ROWS[0], SOEMMERDA)
    bavaria = ("09178124", "Freising", 7, 3, 4, 5, 2, 1, 6, 1, 1, 1, 1)
    with_sheet(path, *EMPLOYED_TOP, *EMPLOYED_HEADS, EMPLOYED_ROWS[0], bavaria, *FOOT,
               sheet="Bayern", merged=ba_excerpts.EMPLOYED_MERGED)  # fmt: skip
    delivery = read_book(path)
    assert delivery.figures["key"].nunique() == 3
    assert len(delivery.figures) == 15
    assert "repeated" in kinds(delivery)


def test_time_and_gebietsstand_may_stand_on_the_cover(tmp_path: Path):
    cover = (*ba_excerpts.COVER, ("Berichtsmonat: Juni 2022",), ("Gebietsstand: 01.07.2022",))
    path = workbook(tmp_path / "a.xlsx", SOEMMERDA, top=(*EMPLOYED_TOP[:1], (), ()), cover=cover)
    figures = read_book(path).figures
    assert set(figures["period"]) == {"2022-06-30"}
    assert set(figures["gebietsstand"]) == {"2022-07-01"}


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Stichtag: 30. Juni 2023", "2023-06-30"), ("30.06.2023", "2023-06-30"),
        ("Berichtsmonat März 2023", "2023-03"), ("Berichtsjahr: 2021", "2021-06-30"),
        ("Sep. 2022", "2022-09"), ("Stichtag 31.12.2022; Datenstand: Mai 2024", "2022-12-31"),
    ],
)  # fmt: skip
def test_times_are_read_from_title_lines(tmp_path: Path, line: str, period: str):
    top = (EMPLOYED_TOP[0], (line,), ())
    path = workbook(tmp_path / "a.xlsx", SOEMMERDA, top=top)
    assert set(read_book(path).figures["period"]) == {period}


def test_exactly_one_reader_takes_a_workbook_that_names_the_office(tmp_path: Path):
    row = ("16068051", "S", "2019", 1)
    heads = ("ags", "name", "zeitraum", "hilfen")
    own = excerpts.own_workbook(tmp_path / "t.xlsx", heads, row, (ba_excerpts.OFFICE,))
    web = lfstat_excerpts.workbook(tmp_path / "l.xlsx", lfstat_excerpts.KREIS)
    for path in (own, web, excerpts.gv(tmp_path / "g.xlsx"), excerpts.inkar(tmp_path / "i.xlsx")):
        assert not arbeitsagentur.recognise(inspected(path))
    path = workbook(tmp_path / "a.xlsx", SOEMMERDA)
    assert read(path, catalogue=load_catalogue()).reader == "arbeitsagentur"
    nobody = workbook(tmp_path / "b.xlsx", SOEMMERDA, foot=(), cover=(("Deckblatt",),))
    assert not arbeitsagentur.recognise(inspected(nobody))
