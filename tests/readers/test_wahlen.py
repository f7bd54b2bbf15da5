"""Results of Bundestagswahlen: Kreise as delivered, Wahlbezirke summed to Gemeinden."""

from pathlib import Path

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.readers import read
from tests.readers.election_excerpts import (
    KREIS,
    KREISE,
    LAENDER,
    district,
    districts,
    given,
    kinds,
    kreise,
    refused,
    title,
    told,
)
from tests.readers.test_real_files import FOLDER


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
def test_kreise_come_in_as_delivered_at_the_day_of_the_election(tmp_path: Path, encoding: str):
    delivery = given(kreise(tmp_path / "a.csv", KREIS, encoding=encoding))
    assert (delivery.reader, delivery.source) == ("wahlen", "bundeswahlleiterin")
    assert set(delivery.figures["period"]) == {"2025-02-23"}
    assert told(delivery, "wahlberechtigte", "kreis") == {"16068": 100}
    assert told(delivery, "waehlende", "kreis") == {"16068": 80}
    assert told(delivery, "erst_spd", "kreis") == {"16068": 20}
    assert told(delivery, "spd", "kreis") == {"16068": 25}
    assert kinds(delivery) == ["left_party", "period_gebietsstand"]
    assert "Verjüngungsforschung" in delivery.findings[0].message


def test_both_parts_of_berlin_are_one_kreis_and_one_part_is_none(tmp_path: Path):
    east = "BE;11100;Berlin-Ost, Stadt;10;8;0;8;3;0;8;2;0"
    west = "BE;11200;Berlin-West, Stadt;20;15;0;15;4;0;15;5;0"
    whole = given(kreise(tmp_path / "a.csv", KREIS, east, west))
    assert told(whole, "spd", "kreis") == {"16068": 25, "11000": 7}
    assert "joined_berlin" in kinds(whole)
    part = given(kreise(tmp_path / "b.csv", KREIS, east))
    assert told(part, "spd", "kreis") == {"16068": 25}
    assert "left_part" in kinds(part)


def test_urns_and_letters_are_summed_to_the_gemeinde(tmp_path: Path):
    rows = (
        district(people=100, voters=60, spd=20),
        district(people=50, voters=30, spd=10, number="000002"),
        district(people=0, voters=25, spd=8, number="900001"),
        district("16068006", 40, 30, 3, name="Großneuhausen"),
    )
    delivery = given(districts(tmp_path / "a.csv", *rows))
    assert told(delivery, "wahlberechtigte") == {"16068051": 150, "16068006": 40}
    assert told(delivery, "waehlende") == {"16068051": 115, "16068006": 30}
    assert told(delivery, "spd") == {"16068051": 38, "16068006": 3}
    assert set(delivery.figures["level"]) == {"gemeinde"}
    assert "not_summed" in kinds(delivery)


def test_gemeinden_with_joint_letters_keep_their_eligible_and_nothing_else(tmp_path: Path):
    rows = (
        district("16068001", 100, 40, letters="07"),
        district("16068002", 50, 20, letters="07", number="2"),
        district("16068907", 0, 60, letters="07", number="3"),
        district("16068051", 10, 5),
    )
    delivery = given(districts(tmp_path / "a.csv", *rows))
    assert told(delivery, "wahlberechtigte") == {"16068001": 100, "16068002": 50, "16068051": 10}
    assert told(delivery, "waehlende") == {
        "16068001": "unknown",
        "16068002": "unknown",
        "16068051": 5,
    }
    found = {finding.kind: finding.count for finding in delivery.findings}
    assert (found["joint_count"], found["left_letters"]) == (2, 1)


def test_letters_under_another_key_go_to_the_only_gemeinde_of_their_group(tmp_path: Path):
    rows = (district("16068001", 100, 40, 9, letters="07"),)
    letters = district("16068907", 0, 30, 4, letters="07", number="9")
    delivery = given(districts(tmp_path / "a.csv", *rows, letters))
    assert told(delivery, "waehlende") == {"16068001": 70}
    assert told(delivery, "spd") == {"16068001": 13}
    alone = given(districts(tmp_path / "b.csv", *rows))
    assert told(alone, "waehlende") == {"16068001": "unknown"}


def test_the_same_code_in_another_kreis_is_another_group(tmp_path: Path):
    rows = [
        district(key, people, 40, letters="07", number=number)
        for key in ("16068001", "16069001")
        for people, number in ((100, "1"), (0, "2"))
    ]
    delivery = given(districts(tmp_path / "a.csv", *rows))
    assert told(delivery, "waehlende") == {"16068001": 80, "16069001": 80}


def test_a_joint_urn_leaves_not_even_the_eligible_known(tmp_path: Path):
    rows = (district("16068001", 100, urn="0012"), district("16068002", 0, 0, 0, urn="0012"))
    delivery = given(districts(tmp_path / "a.csv", *rows))
    unknown = {"16068001": "unknown", "16068002": "unknown"}
    assert told(delivery, "wahlberechtigte") == unknown
    assert told(delivery, "spd") == unknown


def test_a_joint_urn_within_a_gemeinde_does_no_harm_and_one_without_its_other_half_does(
    tmp_path: Path,
):
    rows = [district(people=30, voters=20, number=number, urn="0012") for number in ("1", "2")]
    lonely = district("16068001", 100, urn="0013")
    named = district("16068002", 100, name="Hennstedt (einschl. Bergewöhrden)")
    delivery = given(districts(tmp_path / "a.csv", *rows, lonely, named))
    assert told(delivery, "wahlberechtigte") == {
        "16068051": 60,
        "16068001": "unknown",
        "16068002": "unknown",
    }


def test_with_all_laender_kreis_land_and_bund_hold_what_gemeinden_cannot(tmp_path: Path):
    rows = [district(f"{land}041001", 100, 60, 20) for land in LAENDER if land != "16"]
    joint = [
        district("16068001", 100, 40, 1, letters="07"),
        district("16068002", 50, 20, 2, letters="07"),
        district("16068907", 0, 60, 4, letters="07"),
    ]
    delivery = given(districts(tmp_path / "a.csv", *rows, *joint))
    assert told(delivery, "spd", "kreis")["16068"] == 7
    assert told(delivery, "waehlende", "land")["16"] == 120
    assert told(delivery, "wahlberechtigte", "bund") == {"DG": 1650}
    assert told(delivery, "waehlende")["16068001"] == "unknown"


def test_districts_of_berlin_and_hamburg_are_one_gemeinde(tmp_path: Path):
    rows = [district(key, 10, 5, 1) for key in ("11001001", "11012001", "02001000")]
    delivery = given(districts(tmp_path / "a.csv", *rows))
    assert told(delivery, "spd") == {"11000000": 2, "02000000": 1}


def test_blank_cells_are_no_zero(tmp_path: Path):
    rows = (district("16068051", 10, 5, ""), district("16068051", 10, 5, "", number="2"))
    more = (district("16068006", 10, 5, ""), district("16068006", 10, 5, 3, number="2"))
    delivery = given(districts(tmp_path / "a.csv", *rows, *more))
    assert told(delivery, "spd") == {"16068051": "missing", "16068006": 3}


def test_votes_that_do_not_add_up_to_voters_are_reported(tmp_path: Path):
    delivery = given(kreise(tmp_path / "a.csv", KREIS.replace(";78;", ";77;")))
    (finding,) = [f for f in delivery.findings if f.kind == "sum_differs"]
    assert (finding.place, finding.count) == ("Zeile 6", 1)
    assert "Zweitstimmen" in finding.message


@pytest.mark.parametrize("named", ["Ergebnisse der Europawahl 2024;;;", title(year=1949), ";;;"])
def test_another_election_is_refused(tmp_path: Path, named: str):
    assert "keine Bundestagswahl" in refused(kreise(tmp_path / "a.csv", KREIS, named=named)).what


def test_a_secret_in_a_sum_a_ragged_row_and_a_doubled_row_are_refused(tmp_path: Path):
    assert "Text" in refused(districts(tmp_path / "a.csv", district(spd="."))).what
    assert refused(kreise(tmp_path / "b.csv", KREIS, "TH;16069;x;1;1")).row == 7
    assert "zweimal" in refused(districts(tmp_path / "c.csv", district(), district())).what
    heads = KREISE.replace("Verjüngungsforschung", "SPD")
    assert "doppelt" in refused(kreise(tmp_path / "d.csv", KREIS, heads=heads)).what


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
def test_the_bundestagswahl_of_2025_by_kreis():
    path = FOLDER / "elections" / "btw2025kreis.csv"
    delivery = read(path, catalogue=load_catalogue())
    eligible = told(delivery, "wahlberechtigte", "kreis")
    voters = told(delivery, "waehlende", "kreis")
    assert (eligible["16068"], voters["16068"]) == (55_130, 44_633)
    assert (eligible["16053"], voters["16053"]) == (79_697, 67_796)
    thuringia = [key for key in eligible if key.startswith("16")]
    assert len(thuringia) == 22
    assert len(eligible) == 400
    assert sum(map(float, eligible.values())) == 60_510_631  # type: ignore[arg-type]  # all reported
    assert sum(map(float, voters.values())) == 49_928_653  # type: ignore[arg-type]  # all reported
    assert told(delivery, "zweitstimmen_linke", "kreis")["16053"] == 16_828
    assert told(delivery, "zweitstimmen_csu", "kreis")["16053"] == 0
    assert "sum_differs" not in kinds(delivery)
