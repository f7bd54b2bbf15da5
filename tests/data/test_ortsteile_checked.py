"""Keys of Ortsteile are those of a division that was read in; others are told before the import."""

import pytest

from monitoring.commands import main
from monitoring.settings import store_path
from tests.ortsteile import strips, written
from tests.tiny_store import A, boundaries, store


def findings(tmp_path, capsys, *keys: str) -> str:
    path = tmp_path / "vereine.csv"
    rows = "".join(f"{key};2023;7\n" for key in keys)
    path.write_text(f"ags;zeitraum;geburten\n{rows}", encoding="utf-8")
    assert main(["import", str(path)]) == 0
    return capsys.readouterr().out


@pytest.fixture
def drawn(data_dir, tmp_path, capsys):
    store(store_path(), boundaries())
    assert main(["raeume", "import", str(written(strips(2), tmp_path / "teile.gpkg"))]) == 0
    capsys.readouterr()


@pytest.mark.usefixtures("drawn")
def test_known_ones_are_not_mentioned(tmp_path, capsys):
    assert "Einteilung" not in findings(tmp_path, capsys, f"{A}T01", f"{A}T02")


@pytest.mark.usefixtures("drawn")
def test_unknown_ones_are_named_with_what_to_do(tmp_path, capsys):
    said = findings(tmp_path, capsys, f"{A}T01", f"{A}T3", f"{A}T4")
    assert f"2 Schlüssel (Ortsteile) kennt keine eingelesene Einteilung: {A}T3, {A}T4." in said
    assert "auf der Seite Daten unter „Planungsräume“ einlesen" in said


def test_without_any_division_all_are_unknown(data_dir, tmp_path, capsys):
    store(store_path(), boundaries())
    assert "1 Schlüssel (Ortsteile) kennt" in findings(tmp_path, capsys, f"{A}T01")
