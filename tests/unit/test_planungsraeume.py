"""Planungsräume as CSV and in the store: strict, whole or not at all, every version kept."""

import time
from pathlib import Path

import pytest

from monitoring.commands import main
from monitoring.errors import InputError, StoreError
from monitoring.planungsraeume import Planungsraum, read_raeume, write_raeume
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.raeume import list_versions, raeume_of
from tests.tiny_store import A, B, C, D, boundaries, directory, store

HEAD = "schluessel;name;farbe;ags\n"
GOOD = f"{HEAD}N;Nord;#1f6f78;{A}\nN;Nord;#1F6F78;{B}\nS;Süd;#e69f00;{C}\n"
RAEUME = [
    Planungsraum("N", "Nord", "#1f6f78", (A, B)),
    Planungsraum("S", "Süd", "#e69f00", (C,)),
]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A good file, and a store that knows its Gemeinden."""
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    store(store_path(), boundaries())
    path = tmp_path / "raeume.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def versions() -> list[tuple[int, str, int | None, bool]]:
    with open_store(store_path()) as connection:
        return [(v.id, v.set_name, v.replaced_by, v.in_force) for v in list_versions(connection)]


class TestTable:
    def test_one_row_a_gemeinde(self):
        assert read_raeume(GOOD, "a.csv") == RAEUME

    def test_what_is_written_is_read_again_and_written_the_same(self):
        text = write_raeume(RAEUME)
        assert read_raeume(text, "a.csv") == RAEUME
        assert write_raeume(read_raeume(text, "a.csv")) == text

    def test_columns_may_stand_in_another_order_and_lines_may_be_empty(self):
        text = f"AGS;Farbe;Name;Schluessel\n\n{A};#1f6f78;Nord;N\n;;;\n"
        assert read_raeume(text, "a.csv") == [Planungsraum("N", "Nord", "#1f6f78", (A,))]

    @pytest.mark.parametrize(
        ("rows", "place", "words"),
        [
            ("N;;#1f6f78;98001001", "Zeile 2, Spalte name", "Der Name fehlt"),
            ("N;=1+1;#1f6f78;98001001", "Zeile 2, Spalte name", "nicht heißen"),
            ("N;" + "x" * 61 + ";#1f6f78;98001001", "Zeile 2, Spalte name", "nicht heißen"),
            ("N;Nord\u202e;#1f6f78;98001001", "Zeile 2, Spalte name", "nicht heißen"),
            ("N;Nord;petrol;98001001", "Zeile 2, Spalte farbe", "keine Farbe"),
            ("N;Nord;#1f6f7;98001001", "Zeile 2, Spalte farbe", "keine Farbe"),
            ("N_1;Nord;#1f6f78;98001001", "Zeile 2, Spalte schluessel", "Schlüssel ist keiner"),
            (";Nord;#1f6f78;98001001", "Zeile 2, Spalte schluessel", "Schlüssel ist keiner"),
            ("N;Nord;#1f6f78;1001001", "Zeile 2, Spalte ags", "führende Nullen"),
            ("N;Nord;#1f6f78;98001", "Zeile 2, Spalte ags", "kein Schlüssel einer Gemeinde"),
            ("N;Nord;#1f6f78", "Zeile 2", "3 Spalten"),
            ("N;Nord;#1f6f78;98001001\nS;Süd;#1f6f78;98001001", "Zeile 3, Spalte ags", "„N“"),
            ("N;Nord;#1f6f78;98001001\nN;Süd;#1f6f78;98001002", "Zeile 3, Spalte name", "zwei"),
            ("N;Nord;#1f6f78;98001001\nN;Nord;#000000;98001002", "Zeile 3, Spalte farbe", "zwei"),
            ("N;Nord;#1f6f78;98001001\nS;Nord;#1f6f78;98001002", "Spalte name", "Zwei"),
            ('N;"Nord;#1f6f78;98001001', "Zeile 2", "keine lesbare CSV-Tabelle"),
            ("", "Datei a.csv", "nennt keinen Planungsraum"),
        ],
    )  # fmt: skip
    def test_faults_are_refused_with_their_place(self, rows: str, place: str, words: str):
        with pytest.raises(InputError) as caught:
            read_raeume(HEAD + rows, "a.csv")
        assert str(caught.value).startswith("Datei a.csv")
        assert place in str(caught.value)
        assert words in str(caught.value)

    def test_many_are_read_in_one_go(self):
        rows = "".join(f"{key};Raum {key};#0072b2;{key}\n" for key in range(10_000_000, 10_020_000))
        start = time.process_time()
        assert len(read_raeume(f"schluessel;name;farbe;ags\n{rows}", "r.csv")) == 20_000
        assert time.process_time() - start < 4

    def test_other_columns_are_refused(self):
        with pytest.raises(InputError, match="Zeile 1: Die Spalten sind andere"):
            read_raeume("ags;name\n", "a.csv")


class TestStore:
    def test_import_and_export_give_the_same_file(self, file: Path, tmp_path: Path, capsys):
        assert main(["raeume", "import", str(file)]) == 0
        assert "Nr. 1: Planungsräume, gültig ab 01.01.2021, 2 Planungsräume aus 3" in (
            capsys.readouterr().out
        )
        first, second = tmp_path / "eins.csv", tmp_path / "zwei.csv"
        assert main(["raeume", "export", "1", str(first)]) == 0
        assert main(["raeume", "import", str(first)]) == 0
        assert main(["raeume", "export", "2", str(second)]) == 0
        assert first.read_bytes() == second.read_bytes() == write_raeume(RAEUME).encode()

    def test_an_export_overwrites_nothing(self, file: Path, capsys):
        assert main(["raeume", "import", str(file)]) == 0
        assert main(["raeume", "export", "1", str(file)]) == 1
        assert "gibt es schon" in capsys.readouterr().err
        assert file.read_text(encoding="utf-8") == GOOD

    def test_a_table_saved_by_excel_without_utf8_is_read(self, file: Path):
        file.write_bytes(GOOD.encode("cp1252"))
        assert main(["raeume", "import", str(file)]) == 0
        with open_store(store_path()) as connection:
            assert raeume_of(connection, 1) == RAEUME

    def test_a_newer_version_replaces_an_older_one_that_stays(self, file: Path, capsys):
        main(["raeume", "import", str(file)])
        file.write_text(f"{HEAD}N;Nord;#000000;{A}\n", encoding="utf-8")
        main(["raeume", "import", str(file)])
        assert versions() == [(2, "Planungsräume", None, True), (1, "Planungsräume", 2, False)]
        with open_store(store_path()) as connection:
            assert raeume_of(connection, 1) == RAEUME
        capsys.readouterr()
        main(["raeume", "list"])
        assert "(ersetzt durch Nr. 2)" in capsys.readouterr().out

    def test_a_withdrawn_version_brings_back_the_one_it_replaced(self, file: Path, capsys):
        main(["raeume", "import", str(file)])
        main(["raeume", "import", str(file)])
        assert main(["raeume", "withdraw", "2"]) == 0
        assert "Es gilt wieder Nr. 1" in capsys.readouterr().out
        assert versions() == [(2, "Planungsräume", None, False), (1, "Planungsräume", None, True)]
        assert main(["raeume", "withdraw", "2"]) == 1

    def test_versions_of_other_days_stay_in_force(self, file: Path):
        main(["raeume", "import", str(file)])
        main(["raeume", "import", "--gueltig-ab", "2022-01-01", str(file)])
        assert [in_force for *_, in_force in versions()] == [True, True]

    def test_an_unknown_gemeinde_is_refused_and_nothing_kept(self, file: Path, capsys):
        file.write_text(f"{HEAD}N;Nord;#1f6f78;{A}\nN;Nord;#1f6f78;98001099\n", encoding="utf-8")
        assert main(["raeume", "import", str(file)]) == 1
        said = capsys.readouterr().err
        assert "Die Gemeinde 98001099 im Planungsraum „Nord“ gibt es am 01.01.2021 nicht" in said
        assert versions() == []

    def test_a_gemeinde_is_known_by_the_day_the_set_is_valid_from(self, file: Path):
        store(store_path(), directory({"98001099": 1.0}, stand="2015-12-31"))
        file.write_text(f"{HEAD}N;Nord;#1f6f78;98001099\n", encoding="utf-8")
        assert main(["raeume", "import", str(file)]) == 1
        assert main(["raeume", "import", "--gueltig-ab", "2018-01-01", str(file)]) == 0

    def test_another_set_may_not_hold_the_same_gemeinde_or_key(self, file: Path, capsys):
        main(["raeume", "import", str(file)])
        file.write_text(f"{HEAD}X;Ost;#1f6f78;{A}\n", encoding="utf-8")
        assert main(["raeume", "import", "--name", "Regionen", str(file)]) == 1
        assert "Einteilung „Planungsräume“ (Planungsraum „Nord“)" in capsys.readouterr().err
        file.write_text(f"{HEAD}N;Ost;#1f6f78;{D}\n", encoding="utf-8")
        assert main(["raeume", "import", "--name", "Regionen", str(file)]) == 1
        file.write_text(f"{HEAD}X;Ost;#1f6f78;{D}\n", encoding="utf-8")
        assert main(["raeume", "import", "--name", "Regionen", str(file)]) == 0

    def test_what_is_no_day_no_name_or_no_table_is_refused(self, file: Path, capsys):
        assert main(["raeume", "import", "--gueltig-ab", "31.12.2024", str(file)]) == 1
        assert main(["raeume", "import", "--name", "=1+1", str(file)]) == 1
        file.write_bytes(b"PK\x03\x04")
        assert main(["raeume", "import", str(file)]) == 1
        assert "Traceback" not in capsys.readouterr().err

    @pytest.mark.usefixtures("file")
    def test_a_version_that_is_not_there_is_told(self):
        with open_store(store_path()) as connection, pytest.raises(StoreError, match="Nummer 7"):
            raeume_of(connection, 7)

    def test_without_areas_nothing_can_be_checked(self, file: Path, tmp_path, monkeypatch, capsys):
        monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "leer"))
        assert main(["raeume", "import", str(file)]) == 1
        assert "noch keine Gemeinden bekannt" in capsys.readouterr().err
