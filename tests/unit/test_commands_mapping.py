"""Any other table by the commands: looked at, read in by a mapping, later by its profile."""

import json
import os
from pathlib import Path

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.commands import main
from monitoring.profiles.files import list_profiles
from monitoring.settings import own_catalogue_folder, store_path
from monitoring.store.connection import open_store

TABLE = "Schlüssel;Jahr;Spielplätze\n99001001;{year};{value}\n"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def table(folder: Path, year: int, value: str) -> str:
    path = folder / f"spielplätze_{year}.csv"
    path.write_text(TABLE.format(year=year, value=value), encoding="cp1252")
    return str(path)


def proposed(folder: Path, file: str, capsys: pytest.CaptureFixture[str], **changes: object) -> str:
    """The proposal of the command ``look`` as a file, with changes."""
    assert main(["look", file]) == 0
    answer = json.loads(capsys.readouterr().out)
    path = folder / "zuordnung.json"
    path.write_text(json.dumps({**answer["mapping"], **changes}), encoding="utf-8")
    return str(path)


def stored() -> list[tuple[str, str, float]]:
    with open_store(store_path()) as connection:
        return connection.execute(
            "SELECT base_figure, period, value FROM figure ORDER BY period"
        ).fetchall()


def test_a_table_comes_in_and_next_year_without_a_mapping(tmp_path: Path, capsys):
    first, later = table(tmp_path, 2022, "4"), table(tmp_path, 2023, "5")
    mapping = proposed(tmp_path, first, capsys)
    assert main(["import", "--mapping", mapping, "--profile", "Spielplätze", first]) == 0
    assert main(["import", later]) == 0
    assert "Profil „Spielplätze“" in capsys.readouterr().out
    assert stored() == [("spielplaetze", "2022", 4), ("spielplaetze", "2023", 5)]
    catalogue = load_catalogue()
    assert catalogue.base_figures["spielplaetze"].title == "Spielplätze"
    assert catalogue.indicators["spielplaetze"].numerator[0].base == "spielplaetze"


def test_a_dry_run_keeps_nothing(tmp_path: Path, data: Path, capsys):
    first = table(tmp_path, 2022, "4")
    mapping = proposed(tmp_path, first, capsys)
    words = ["import", "--dry-run", "--mapping", mapping, "--profile", "Spielplätze", first]
    assert main(words) == 0
    assert "Spielplätze: 1 Wert, 2022" in capsys.readouterr().out
    assert not list(data.rglob("*.*"))


def test_a_table_with_a_fault_leaves_no_profile_and_no_base_figure(tmp_path: Path, data, capsys):
    first, broken = table(tmp_path, 2022, "4"), table(tmp_path, 2023, "viele")
    mapping = proposed(tmp_path, first, capsys)
    assert main(["import", "--mapping", mapping, "--profile", "Spielplätze", broken]) == 1
    assert "„viele“" in capsys.readouterr().err
    assert list_profiles() == ([], [])
    assert not own_catalogue_folder().exists()
    assert not store_path().exists()


def test_the_same_again_is_known_and_writes_the_catalogue_once(tmp_path: Path, capsys):
    first = table(tmp_path, 2022, "4")
    mapping = proposed(tmp_path, first, capsys)
    for _ in range(2):
        assert main(["import", "--mapping", mapping, "--profile", "Spielplätze", first]) == 0
    assert "war schon vorhanden" in capsys.readouterr().out
    for path in own_catalogue_folder().iterdir():
        assert path.read_text(encoding="utf-8").count("\nspielplaetze:") == 1


def test_an_id_of_the_house_cannot_be_taken_over(tmp_path: Path, data: Path, capsys):
    first = table(tmp_path, 2022, "4")
    own = {
        "id": "bevoelkerung", "title": "Spielplätze", "unit": "Plätze", "additive": True,
        "period": "year", "reference_day": "", "topic": "familie",
    }  # fmt: skip
    mapping = proposed(tmp_path, first, capsys, own=[own])
    assert main(["import", "--mapping", mapping, first]) == 1
    assert "schon vergeben" in capsys.readouterr().err
    assert not store_path().exists()


OWN = {
    "id": "spielplaetze", "title": "Spielplätze", "unit": "Plätze", "additive": True,
    "period": "year", "reference_day": "", "topic": "familie",
}  # fmt: skip
MEASURE = {"label": "Spielplätze", "base": "", "sex": "total", "age_from": 0, "age_to": None}


@pytest.mark.parametrize(
    "change",
    [
        {"gebietsstand": "2023-13-45"},
        {"gebietsstand": "2023-01-01\n"},
        {"within": "99001\n"},
        {"source": "eigene\n"},
        {"key": "Schlüssel\n"},
        {"key": "\ud800"},
        {"measures": [{**MEASURE, "age_from": 50, "age_to": 3}]},
        {"own": [{**OWN, "title": "   "}]},
        {"own": [{**OWN, "unit": "je\udc00"}]},
        {"own": [{**OWN, "period": "reference_date", "reference_day": "02-30"}]},
    ],
    ids=str,
)
def test_a_mapping_of_impossible_things_is_refused(change: dict, tmp_path: Path, capsys):
    first = table(tmp_path, 2022, "4")
    mapping = proposed(tmp_path, first, capsys, **change)
    assert main(["import", "--mapping", mapping, first]) == 1
    assert "Datei zuordnung.json" in capsys.readouterr().err
    assert not own_catalogue_folder().exists()


def test_a_mapping_that_is_no_file_is_refused(tmp_path: Path, capsys):
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", ".", "x" * 300):
        assert main(["look", "--mapping", str(tmp_path / name), table(tmp_path, 2022, "4")]) == 1
        assert "keine lesbare Datei" in capsys.readouterr().err


def test_lines_written_by_hand_stay_in_the_catalogue_of_the_app(tmp_path: Path, capsys):
    own_catalogue_folder().mkdir(parents=True)
    by_hand = "# von Hand\nrodelhuegel: {title: Rodelhügel, unit: Hügel, period: year}\n"
    (own_catalogue_folder() / "base_figures.yml").write_text(by_hand, encoding="utf-8")
    first = table(tmp_path, 2022, "4")
    assert main(["import", "--mapping", proposed(tmp_path, first, capsys), first]) == 0
    text = (own_catalogue_folder() / "base_figures.yml").read_text(encoding="utf-8")
    assert text.startswith(by_hand)
    assert {"rodelhuegel", "spielplaetze"} <= load_catalogue().base_figures.keys()


def test_a_file_that_no_reader_knows_ends_with_a_code_of_its_own(tmp_path: Path, capsys):
    assert main(["import", table(tmp_path, 2022, "4")]) == 3
    assert "zuordnen" in capsys.readouterr().err


def test_what_cannot_be_looked_at_is_said(tmp_path: Path, capsys):
    (tmp_path / "a.json").write_text("{}")
    assert main(["look", str(tmp_path / "a.json")]) == 1
    assert "Zuordnen lassen sich nur Tabellen" in capsys.readouterr().err


def test_a_layout_given_by_hand_brings_new_proposals(tmp_path: Path, capsys):
    path = tmp_path / "a.csv"
    path.write_text("Titel;a;b\nAGS;2021;2022\n99001001;1;2\n", encoding="utf-8")
    mapping = Path(proposed(tmp_path, str(path), capsys))
    fields = json.loads(mapping.read_text(encoding="utf-8"))
    fields["layout"] |= {"head_row": 2, "head_rows": 1}
    mapping.write_text(json.dumps(fields), encoding="utf-8")
    assert main(["look", "--layout", "--mapping", str(mapping), str(path)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["mapping"]["key"], answer["mapping"]["period_in"]) == ("AGS", "heading")
    assert [line[3] for line in answer["preview"]] == ["2021", "2022"]
