"""The history of deliveries: who brought what, what later ones replace, and taking back."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from monitoring.commands import main
from monitoring.history import KnownDelivery, known_deliveries
from monitoring.settings import history_path, store_path
from monitoring.store.connection import open_store

A, B, C = "99001001", "99001002", "99001003"


def delivered(folder: Path, name: str, *rows: tuple[str, str, str], base: str = "geburten") -> int:
    path = folder / f"{name}.csv"
    lines = [f"ags;zeitraum;{base}", *(";".join(row) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return main(["import", str(path)])


def known(number: int) -> KnownDelivery:
    return next(one for one in known_deliveries() or [] if one.id == number)


@pytest.fixture
def two(data_dir: Path, tmp_path: Path) -> Path:
    """Births of three Gemeinden, two of them corrected later."""
    assert delivered(tmp_path, "alt", (A, "2023", "4"), (B, "2023", "5"), (C, "2023", "6")) == 0
    assert delivered(tmp_path, "neu", (A, "2023", "9"), (B, "2023", "5"), (A, "2024", "3")) == 0
    return tmp_path


def test_before_the_first_command_there_is_none(data_dir: Path):
    assert known_deliveries() is None


def test_it_tells_file_source_period_rows_and_who(two: Path):
    one = known(2)
    assert (one.file, one.rows, one.figures, one.first, one.last) == (
        "neu.csv",
        3,
        3,
        "2023",
        "2024",
    )
    assert one.source == "Kreisblick, Beispieldaten – frei erfunden"
    assert one.imported_by
    assert one.withdrawn_at is None
    assert [each.id for each in known_deliveries()] == [2, 1]


def test_a_later_delivery_holds_the_figures_that_both_bring(two: Path):
    assert known(1).holders == ((2, 2),)
    assert known(2).holders == ()


def test_a_dash_for_missing_holds_nothing(two: Path):
    assert delivered(two, "leer", (A, "2023", ""), (B, "2023", "7")) == 0
    assert known(2).holders == ((3, 1),)
    assert known(1).holders == ((3, 1), (2, 1))


def test_once_withdrawn_it_holds_nothing_and_once_restored_again(two: Path, capsys):
    assert main(["withdraw", "2"]) == 0
    assert known(2).withdrawn_at is not None
    assert known(1).holders == ()
    assert main(["restore", "2"]) == 0
    assert "Lieferung 2 gilt wieder." in capsys.readouterr().out
    assert known(2).withdrawn_at is None
    assert known(1).holders == ((2, 2),)


def test_what_was_not_withdrawn_or_came_in_again_is_not_restored(two: Path, capsys):
    assert main(["restore", "1"]) == 1
    assert "keine zurückgezogene Lieferung mit der Nummer 1" in capsys.readouterr().err
    assert main(["withdraw", "2"]) == 0
    assert main(["import", str(two / "neu.csv")]) == 0
    assert main(["restore", "2"]) == 1
    assert "Derselbe Inhalt gilt schon als Lieferung 3." in capsys.readouterr().err
    assert known(2).withdrawn_at is not None


def test_status_writes_it_anew_where_the_store_was_put_back(two: Path):
    history_path().write_text("[]", encoding="utf-8")
    assert known_deliveries() == []
    assert main(["status"]) == 0
    assert [each.id for each in known_deliveries()] == [2, 1]


def test_where_it_cannot_be_written_nothing_is_stored(two: Path, monkeypatch, capsys):
    before = history_path().read_text(encoding="utf-8")

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("monitoring.history.Path.write_text", full)
        assert delivered_quietly(two) == 1
    assert "Platz" in capsys.readouterr().err
    assert history_path().read_text(encoding="utf-8") == before
    with open_store(store_path()) as connection:
        assert connection.execute("SELECT count(*) FROM delivery").fetchone() == (2,)
    assert not list(history_path().parent.glob(".deliveries.json*"))


def delivered_quietly(folder: Path) -> int:
    """A file that lies there already, as nothing can be written."""
    return main(["import", str(folder / "spaeter.csv")])


@pytest.fixture(autouse=True)
def later(tmp_path: Path) -> None:
    (tmp_path / "spaeter.csv").write_text(f"ags;zeitraum;geburten\n{C};2024;1\n", encoding="utf-8")


@pytest.mark.parametrize("seed", range(8))
def test_what_is_held_equals_what_counts_one_by_one(data_dir: Path, tmp_path: Path, seed: int):
    chance, gone = random.Random(seed), set()
    told: dict[int, dict[tuple[str, str], str]] = {}
    for number in range(1, 7):
        cells = [
            (key, year) for key in (A, B, C) for year in ("2022", "2023") if chance.random() < 0.6
        ]
        told[number] = {cell: chance.choice(["", "1", "2", "-"]) for cell in cells or [(A, "2022")]}
        told[number][A, f"20{30 + number}"] = "1"  # no two files are the same
        rows = [(*cell, value) for cell, value in told[number].items()]
        assert delivered(tmp_path, f"d{number}", *rows) == 0
        if chance.random() < 0.3:
            gone.add(chance.randint(1, number))
            for each in gone:
                main(["withdraw", str(each)])
    winner: dict[tuple[str, str], int] = {}
    for number in sorted(set(told) - gone):
        winner |= {cell: number for cell, value in told[number].items() if value}
    for number in sorted(set(told) - gone):
        expected = Counter(
            winner[cell] for cell, value in told[number].items() if value and winner[cell] != number
        )
        assert dict(known(number).holders) == expected


def test_the_file_is_plain_and_whole(two: Path):
    rows = json.loads(history_path().read_text(encoding="utf-8"))
    assert {tuple(row) for row in rows} == {tuple(KnownDelivery.__dataclass_fields__)}
