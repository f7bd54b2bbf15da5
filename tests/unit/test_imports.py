"""Files that are read in together come in together, or none of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from monitoring.catalogue.own import entries_of, kept
from monitoring.commands import main
from monitoring.errors import CancelledError
from monitoring.profiles.model import OwnFigure
from monitoring.settings import own_catalogue_folder, store_path
from monitoring.store import deliveries
from monitoring.store.connection import open_store
from tests.readers import excerpts

HEAD = "ags;zeitraum;kita_plaetze"


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def table(tmp_path: Path, name: str, value: int) -> str:
    return str(excerpts.own(tmp_path / name, HEAD, f"98001001;2024-03-01;{value}"))


def stored() -> list[tuple[int, str, float]]:
    with open_store(store_path()) as connection:
        return connection.execute(
            "SELECT d.id, d.file, f.value FROM delivery d JOIN figure f ON f.delivery = d.id "
            "ORDER BY 1"
        ).fetchall()


def test_the_second_of_two_fails_and_neither_is_there(tmp_path: Path, monkeypatch, capsys):
    whole, calls = deliveries._insert_findings, []

    def failing(*given: object) -> None:
        calls.append(given)
        if len(calls) == 2:
            raise duckdb.ConstraintException("broken in the middle")
        whole(*given)

    main(["import", table(tmp_path, "alt.csv", 1)])
    before = stored()
    monkeypatch.setattr(deliveries, "_insert_findings", failing)
    with pytest.raises(duckdb.ConstraintException):
        main(["import", table(tmp_path, "a.csv", 2), table(tmp_path, "b.csv", 3)])
    assert len(calls) == 1 + 1
    assert stored() == before == [(1, "alt.csv", 1.0)]
    assert "b.csv: Lieferung" not in capsys.readouterr().out


def test_nothing_is_acknowledged_before_all_of_it_is_there(tmp_path: Path, monkeypatch, capsys):
    said_at_the_end = []

    @contextmanager
    def looking(entries: object) -> Iterator[None]:
        yield
        said_at_the_end.append(capsys.readouterr().out)

    monkeypatch.setattr("monitoring.imports.own.kept", looking)
    assert main(["import", table(tmp_path, "a.csv", 2), table(tmp_path, "b.csv", 3)]) == 0
    assert ".csv: Lieferung" not in said_at_the_end[0]
    said = capsys.readouterr().out
    assert "a.csv: Lieferung 1, 1 Zeile" in said
    assert "b.csv: Lieferung 2, 1 Zeile" in said
    assert [row[:2] for row in stored()] == [(1, "a.csv"), (2, "b.csv")]


def test_of_two_files_with_the_same_content_one_comes_in(tmp_path: Path, capsys):
    assert main(["import", table(tmp_path, "a.csv", 2), table(tmp_path, "b.csv", 2)]) == 0
    assert "b.csv: Lieferung 1, war schon vorhanden" in capsys.readouterr().out
    assert stored() == [(1, "a.csv", 2.0)]


def test_a_base_figure_named_for_an_import_that_fails_is_named_no_more():
    path = own_catalogue_folder() / "base_figures.yml"
    named = entries_of([OwnFigure("neu", "Neue Zahl", "Personen")], "eigene")
    seen: list[str] = []

    def cancelled() -> None:
        with kept(named):
            seen.append(path.read_text(encoding="utf-8"))
            raise CancelledError

    with pytest.raises(CancelledError):
        cancelled()
    assert not path.exists()
    path.write_text("# Eigenes\n", encoding="utf-8")
    with pytest.raises(CancelledError):
        cancelled()
    assert path.read_text(encoding="utf-8") == "# Eigenes\n"
    assert all("neu:" in text for text in seen)
    with kept(named):
        pass
    assert "neu:" in path.read_text(encoding="utf-8")
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []
