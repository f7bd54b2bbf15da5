"""Tables of departments in the shapes they really have: proposed and read without a correction."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.catalogue.own import entries_of
from monitoring.errors import InputError
from monitoring.profiles.model import Mapping
from monitoring.readers import mapping_read
from monitoring.readers.contract import Delivery
from monitoring.readers.inputs import inspected
from monitoring.readers.mapping_propose import propose
from tests.readers.mapping_excerpts import KNOWN, book, ods

Figure = tuple[str, str, str, float | None, str]
S, G, A = "16068051", "16068006", "16068001"
MORE = "16068001;2022;1\n16068040;2022;3\n16061074;2022;2\n"


def csv(text: str, encoding: str = "utf-8", name: str = "tabelle.csv") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(text.encode(encoding))
        return folder / name

    return make


def understood(path: Path) -> tuple[Mapping, Delivery]:
    """The proposal for a file and what it reads, uncorrected."""
    sample = inspected(path)
    mapping = propose(sample, load_catalogue(), KNOWN)
    catalogue = load_catalogue(added=entries_of(mapping.own, mapping.source))
    return mapping, mapping_read.read(sample, mapping, catalogue, None, KNOWN)


def figures(delivery: Delivery) -> set[Figure]:
    rows = delivery.figures.to_dict(orient="records")
    return {
        (r["base_figure"], r["key"], r["period"], None if r["value"] != r["value"] else r["value"],
         r["status"])
        for r in rows
    }  # fmt: skip


def reported(base: str, *values: tuple[str, str, float]) -> set[Figure]:
    return {(base, key, period, value, "reported") for key, period, value in values}


SHAPES: dict[str, tuple[Callable[[Path], Path], set[Figure]]] = {
    "Latin-1, semicolons and dots between thousands": (
        csv(f"Gemeindeschlüssel;Jahr;Hortplätze\n{S};2023;1.234\n{G};2023;95\n", "cp1252"),
        reported("hortplaetze", (S, "2023", 1234), (G, "2023", 95)),
    ),
    "MS-DOS umlauts, years as columns, a sign for secret": (
        csv(f"Hortbesuch in Gößnitz\nAGS;Ort;2019;2020\n{S};Söm;12;*\n{G};Großn;7;-\n", "cp850"),
        reported("hortbesuch_in_goessnitz", (S, "2019", 12), (G, "2019", 7))
        | {("hortbesuch_in_goessnitz", S, "2020", None, "suppressed"),
           ("hortbesuch_in_goessnitz", G, "2020", 0, "nil")},
    ),
    "two heading rows, title lines, a sum and a footnote": (
        csv("Kita im Kreis;;;\nStand: 01.03.2024;;;\n\nAGS;Ort;Krippe;;Horte\n;;Gruppen;Räume;\n"
            f"{S};Söm;3;4;1\n{G};Groß;5;6;2\n;Insgesamt;8;10;3\n* vorläufig;;;;\n"),
        reported("krippe_gruppen", (S, "2024-03-01", 3), (G, "2024-03-01", 5))
        | reported("krippe_raeume", (S, "2024-03-01", 4), (G, "2024-03-01", 6))
        | reported("horte", (S, "2024-03-01", 1), (G, "2024-03-01", 2)),
    ),
    "keys that lost their zero": (
        csv("AGS,Jahr,Sportvereine\n1051001,2022,4\n1051002,2022,5\n"),
        reported("sportvereine", ("01051001", "2022", 4), ("01051002", "2022", 5)),
    ),
    "keys as numbers with a decimal": (
        csv("AGS;Jahr;Sportvereine\n1051001.0;2022;4\n16068051.0;2022;5\n"),
        reported("sportvereine", ("01051001", "2022", 4), (S, "2022", 5)),
    ),
    "names that only the Kreis makes unique": (
        csv("Gemeinde;Jahr;Sportvereine\nSömmerda;2022;4\nNeudorf;2022;5\nAlperstedt;2022;6\n"),
        reported("sportvereine", (S, "2022", 4), ("16068040", "2022", 5), (A, "2022", 6)),
    ),
    "a measure and its year in each heading": (
        csv(f"AGS;Vereine 2019;Vereine 2020;Hallen 2020\n{S};1;2;3\n{G};4;5;6\n"),
        reported("vereine", (S, "2019", 1), (S, "2020", 2), (G, "2019", 4), (G, "2020", 5))
        | reported("hallen", (S, "2020", 3), (G, "2020", 6)),
    ),
    "quarters in words": (
        csv(f"AGS;Quartal;Wohngeldanträge\n{S};1. Quartal 2023;40\n{S};II/2023;41\n"),
        reported("wohngeldantraege", (S, "2023-Q1", 40), (S, "2023-Q2", 41)),
    ),
    "months, tabs, decimals with a point": (
        csv(f"AGS\tMonat\tMiete Durchschnitt\n{S}\tJan 2023\t6.25\n{S}\tMärz 2023\t6.5\n"),
        reported("miete_durchschnitt", (S, "2023-01", 6.25), (S, "2023-03", 6.5)),
    ),
    "school years, percent signs": (
        csv(f"Schlüssel;Schuljahr;Ganztagsquote\n{S};2022/2023;12,5 %\n{G};2022/2023;40 %\n"),
        reported("ganztagsquote", (S, "2022/23", 12.5), (G, "2022/23", 40)),
    ),
    "keys short of their Kreis": (
        csv("Nr.;Ort;Spielplätze\n051;Söm;3\n006;Groß;1\n001;Alp;2\n", name="Spielplätze_2024.csv"),
        reported("spielplaetze", (S, "2024", 3), (G, "2024", 1), (A, "2024", 2)),
    ),
    "an area named once for several rows": (
        csv(f"AGS;Jahr;Vereine\n{S};2021;1\n;2022;2\n{G};2021;3\n;2022;4\n"),
        reported("vereine", (S, "2021", 1), (S, "2022", 2), (G, "2021", 3), (G, "2022", 4)),
    ),
    "a workbook with cover, title lines, a row of numbers and footnotes": (
        lambda folder: book(
            folder / "a.xlsx",
            ("Jugendclubs im Landkreis",), ("Stichtag: 31.12.2023",), (),
            ("Schlüssel", "Gemeinde", "Jugendclubs 1)", "Öffnungsstunden"), (1, 2, 3, 4),
            (16068051, "Sömmerda", 3, 22.5), (16068006, "Großneuhausen", None, 4),
            ("1) ohne freie Träger",), cover=True,
        ),
        reported("jugendclubs", (S, "2023-12-31", 3))
        | reported("oeffnungsstunden", (S, "2023-12-31", 22.5), (G, "2023-12-31", 4))
        | {("jugendclubs", G, "2023-12-31", None, "missing")},
    ),
    "an OpenDocument spreadsheet": (
        lambda folder: ods(
            folder / "a.ods", ("AGS", "Ort", "Stand", "Bäder"), (S, "Söm", "31.12.2022", 2),
            (G, "Groß", "31.12.2022", 0.5),
        ),
        reported("baeder", (S, "2022-12-31", 2), (G, "2022-12-31", 0.5)),
    ),
    "a figure of the catalogue under its title": (
        csv(f"AGS;Jahr;Fertiggestellte Wohnungen\n{S};2023;17\n{G};2023;1\n"),
        reported("wohnungen_fertiggestellt", (S, "2023", 17), (G, "2023", 1)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_is_understood_uncorrected(tmp_path: Path, shape: str):
    make, expected = SHAPES[shape]
    assert figures(understood(make(tmp_path))[1]) == expected


def test_what_was_completed_or_left_out_is_told(tmp_path: Path):
    path = csv("AGS;Jahr;Vereine\n1051001;2022;4\n;;\nSumme;2022;4\n")(tmp_path)
    told = {finding.kind: finding for finding in understood(path)[1].findings}
    assert told["key_completed"].count == 1
    assert told["total_left_out"].place == "A4"


def test_sexes_and_ages_in_headings_of_a_known_figure(tmp_path: Path):
    path = csv(f"AGS;Stand;Bevölkerung weiblich\n{S};31.12.2022;7\n")(tmp_path)
    (measure,) = understood(path)[0].measures
    assert (measure.base, measure.sex) == ("bevoelkerung", "female")


def test_thousands_that_nothing_proves_are_told(tmp_path: Path):
    open_, proved = f"AGS;Jahr;Vereine\n{S};2022;1.234\n", f"{G};2022;1.234,5\n"
    told = {f.kind: f for f in understood(csv(open_)(tmp_path))[1].findings}
    assert (told["grouped"].place, told["grouped"].count) == ("C2", 1)
    assert "grouped" not in {f.kind for f in understood(csv(open_ + proved)(tmp_path))[1].findings}


def test_numbers_of_five_digits_are_no_keys_where_a_column_has_names(tmp_path: Path):
    path = csv("Kreis;Jahr;unter_18;Pflegestützpunkte\nSömmerda;2022;12365;1\n"
               "Dithmarschen;2022;13532;2\n")(tmp_path)  # fmt: skip
    mapping, delivery = understood(path)
    assert (mapping.key, mapping.level) == ("Kreis", "kreis")
    assert figures(delivery) >= reported(
        "unter_18", ("16068", "2022", 12365), ("01051", "2022", 13532)
    )


def test_two_years_in_the_file_name_tell_none(tmp_path: Path):
    path = csv(f"AGS;Vereine\n{S};4\n{G};5\n", name="vereine_2018_2019.csv")(tmp_path)
    with pytest.raises(InputError, match="für welchen Zeitraum"):
        understood(path)


def test_of_very_many_unknown_columns_none_is_named_without_being_asked(tmp_path: Path):
    names = [f"Partei {letter}" for letter in "ABCDEFGHIJKLMNOP"]
    path = csv(f"AGS;Jahr;Wahlberechtigte;{';'.join(names)}\n{S};2025;10{';1' * 16}\n")(tmp_path)
    mapping, delivery = understood(path)
    assert (mapping.own, len(mapping.measures)) == ((), 17)
    assert set(delivery.figures["base_figure"]) == {"wahlberechtigte"}


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        (f"AGS;Jahr;Vereine\n1,05E+06;2022;4\n{S};2022;5\n", "Ziffern sind verloren", "Zeile 2"),
        ("Ort;Jahr;Vereine\nSömmerda;2022;4\nSömerda;2022;5\n", "„Sömerda“", "Zeile 3"),
        ("Ort;Jahr;Vereine\nNeudorf;2022;4\n", "nicht eindeutig", "Zeile 2, Spalte A"),
        (f"AGS;Jahr;Vereine\n{S};2022;4\n{G};2022;vier\n{MORE}", "„vier“", "Zeile 3, Spalte C"),
        (f"AGS;Jahr;Vereine\n{S};2022;4\n{G};bald;4\n{MORE}", "Zeitraum", "Zeile 3, Spalte B"),
        ("AGS;Jahr;Vereine\n16068051;2022;4\n;2022;4\n16068051;2022;4\n", "kein Gebiet", "Zeile 3"),
        ("AGS;Vereine\n16068051;4\n16068006;5\n", "für welchen Zeitraum", "tabelle.csv"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_its_cell(
    tmp_path: Path, text: str, message: str, place: str
):
    with pytest.raises(InputError, match=message) as caught:
        understood(csv(text)(tmp_path))
    assert place in str(caught.value)
    assert "Abhilfe:" in str(caught.value)


@pytest.mark.parametrize("text", ["Sehr geehrte Damen und Herren", "a;b\n", "\n\n;;;\n1\n"])
def test_what_is_no_table_is_said_to_be_none(tmp_path: Path, text: str):
    with pytest.raises(InputError, match="keine Tabelle"):
        understood(csv(text)(tmp_path))


@pytest.mark.parametrize(
    "label", ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "${x}", "a\u202eb"]
)
def test_headings_that_look_like_code_stay_texts(tmp_path: Path, label: str):
    mapping, delivery = understood(csv(f"AGS;Jahr;{label}\n{S};2022;4\n")(tmp_path))
    assert mapping.own[0].title == label
    assert len(delivery.figures) == 1


def test_events_of_a_year_have_no_stichtag(tmp_path: Path):
    path = csv(f"AGS;Stand;Fahrten\n{S};31.12.2023;7\n{G};31.12.2022;8\n{A};31.12.2023;9\n")(
        tmp_path
    )
    proposed, delivery = understood(path)
    assert set(delivery.figures["period"]) == {"2023-12-31", "2022-12-31"}
    own = tuple(replace(figure, period="year", reference_day="") for figure in proposed.own)
    mapping = replace(proposed, own=own)
    catalogue = load_catalogue(added=entries_of(mapping.own, mapping.source))
    again = mapping_read.read(inspected(path), mapping, catalogue, None, KNOWN)
    assert set(again.figures["period"]) == {"2023", "2022"}


@pytest.mark.parametrize(
    ("head", "cell", "unit"),
    [
        ("Arbeitslose in %", "12,3", "Prozent"),
        ("Arbeitslose (in Prozent)", "12,3", "Prozent"),
        ("Arbeitslose", "12,3 %", "Prozent"),
        ("Bevölkerung (in 1000)", "12,3", "Tsd. Personen"),
        ("Bevölkerung, Tsd.", "12,3", "Tsd. Personen"),
    ],
)
def test_a_heading_with_another_unit_is_no_count_of_the_catalogue(
    tmp_path: Path, head: str, cell: str, unit: str
):
    path = csv(f"AGS;Jahr;{head}\n{S};2019;{cell}\n{G};2019;{cell}\n")(tmp_path)
    mapping, delivery = understood(path)
    (own,) = mapping.own
    assert (own.unit, own.id in ("arbeitslose", "bevoelkerung")) == (unit, False)
    assert delivery.figures["value"].tolist() == [12.3, 12.3]
