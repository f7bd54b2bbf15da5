"""Election files of other years: other headings, no title, one file for each vote."""

from pathlib import Path

import pytest

from tests.readers.election_excerpts import (
    DISTRICTS,
    ELDER,
    KREIS,
    KREISE,
    TOP,
    district,
    districts,
    given,
    kinds,
    kreise,
    refused,
    title,
    told,
)


def test_the_elder_headings_are_read_and_parts_need_no_leading_zeros(tmp_path: Path):
    row = "190;16;0;68;51;51;0;0;Sömmerda;1;0;100;100;60;1;59;20;2;58;30"
    named = title(year=2021)
    delivery = given(districts(tmp_path / "a.csv", row, heads=ELDER, named=named))
    assert told(delivery, "spd") == {"16068051": 30}
    assert told(delivery, "erst_spd") == {"16068051": 20}
    assert set(delivery.figures["period"]) == {"2021-09-26"}


def test_headings_without_a_vote_need_a_title_that_names_it(tmp_path: Path):
    heads = KREISE.split(";Ungültige")[0] + ";Ungültig;Gültig;SPD"
    row = "TH;16068;Sömmerda;100;80;2;78;25"
    named = title("Kreisen, Zweitstimmen", 2017)
    delivery = given(kreise(tmp_path / "a.csv", row, heads=heads, named=named))
    assert told(delivery, "spd", "kreis") == {"16068": 25}
    assert told(delivery, "gueltig", "kreis") == {"16068": 78}
    assert "election_from_name" not in kinds(delivery)
    error = refused(kreise(tmp_path / "b.csv", row, heads=heads))
    assert (error.row, error.column, error.found) == (5, "6", "Ungültig")


def test_a_file_without_title_is_told_by_its_name(tmp_path: Path):
    row = "190;16;0;68;0051;051;0000;00;Sömmerda;1;0;100;100;60;1;59;20;2;58;30"
    path = tmp_path / "btw21_wbz_ergebnisse.csv"
    path.write_text(f"{ELDER}\n{';' * 19}\n{row}\n", encoding="utf-8-sig")
    delivery = given(path)
    assert set(delivery.figures["period"]) == {"2021-09-26"}
    assert told(delivery, "spd") == {"16068051": 30}
    assert "election_from_name" in kinds(delivery)
    assert "keine Bundestagswahl" in refused(path.rename(tmp_path / "wahl.csv")).what


def test_quoted_files_of_one_vote_are_told_by_their_name(tmp_path: Path):
    heads = DISTRICTS.split(";Wählende")[0] + ";Wähler (B);Ungültig;Gültig;SPD;WGr/EB"
    row = district().split(";60;")[0] + ";60;1;59;20;0"
    lines = [";".join(f'"{cell}"' for cell in line.split(";")) for line in (heads, row)]
    for vote, base in (("erst", "erst_spd"), ("zweit", "spd")):
        path = tmp_path / f"btw17_wbz_{vote}stimmen.csv"
        named = title(year=2017)
        delivery = given(kreise(path, lines[1], heads=lines[0], named=named, encoding="cp1252"))
        assert told(delivery, base) == {"16068051": 20}
        assert told(delivery, "waehlende") == {"16068051": 60}
        assert "election_from_name" in kinds(delivery)


def test_the_name_does_not_outdo_a_title_of_another_election(tmp_path: Path):
    path = tmp_path / "btw25.csv"
    assert refused(kreise(path, KREIS, named="Europawahl 2024;;;")).found is not None


def test_the_title_may_name_the_whole_day(tmp_path: Path):
    named = "Bundestagswahl am 26. September 2021;;;"
    delivery = given(kreise(tmp_path / "a.csv", KREIS, named=named))
    assert set(delivery.figures["period"]) == {"2021-09-26"}


@pytest.mark.parametrize(
    "heads",
    [
        "Wahlart;Wahltag;Gebietsart;Gebietsnummer;Gebietsname;Gruppenart;Gruppenname;Stimme;Anzahl",
        "Nr;Gebiet;gehört zu;Wahlberechtigte;;Wählende;",
    ],
)
def test_results_by_wahlkreis_are_refused_with_the_file_to_take(tmp_path: Path, heads: str):
    path = tmp_path / "kerg.csv"
    row = "BT;23.02.2025;Land;16;Thüringen;System-Gruppe;Wählende;;1"
    path.write_text("\n".join([*TOP, "Ergebnisse nach Wahlkreisen", heads, row]), encoding="utf-8")
    error = refused(path)
    assert "Wahlkreise" in error.what
    assert "Landkreisen" in str(error.remedy)
