"""The commands: what they do, what they say in German, how they end."""

import argparse
import hashlib
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitoring.commands import _parser, main
from monitoring.release.location import current_release, list_releases
from monitoring.settings import store_path
from tests.conftest import ROOT
from tests.readers import excerpts
from tests.tiny_store import boundaries, store

TABLE = ("ags;zeitraum;kita_plaetze", "98001001;2024-03-01;12", "98001002;2024-03-01;8")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("KREISBLICK_CATALOGUE", raising=False)
    return tmp_path / "data"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return excerpts.own(tmp_path / "kita.csv", *TABLE)


@pytest.fixture
def bounded() -> None:
    """A store that holds boundaries."""
    store(store_path(), boundaries())


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands where it is always another day than in UTC."""
    monkeypatch.setenv("TZ", "XXX-14" if datetime.now(UTC).hour >= 10 else "XXX+12")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def content() -> str:
    return hashlib.sha256(store_path().read_bytes()).hexdigest()


class TestImport:
    def test_it_says_what_was_recognised_and_what_came_in(self, table: Path, capsys):
        assert main(["import", str(table)]) == 0
        said = capsys.readouterr().out
        assert "kita.csv: " in said
        assert "erkannt" in said
        assert "2 Werte, 01.03.2024 (Gemeinden: 2)" in said
        assert "kita.csv: Lieferung 1, 2 Zeilen" in said

    def test_a_dry_run_makes_no_store(self, table: Path, capsys):
        assert main(["import", "--dry-run", str(table)]) == 0
        assert "Probelauf: es wurde nichts übernommen." in capsys.readouterr().out
        assert not store_path().exists()

    @pytest.mark.usefixtures("bounded")
    def test_a_dry_run_leaves_a_store_as_it_was(self, table: Path):
        before = content()
        assert main(["import", "--dry-run", str(table)]) == 0
        assert content() == before

    def test_the_same_content_again_is_told_and_changes_nothing(
        self, table: Path, tmp_path, capsys
    ):
        main(["import", str(table)])
        turned = excerpts.own(tmp_path / "anders.csv", TABLE[0], TABLE[2], TABLE[1])
        assert main(["import", str(turned)]) == 0
        assert "anders.csv: Lieferung 1, war schon vorhanden" in capsys.readouterr().out

    @pytest.mark.usefixtures("bounded")
    def test_one_wrong_file_keeps_the_right_ones_out_too(self, table: Path, tmp_path, capsys):
        wrong = excerpts.own(tmp_path / "falsch.csv", TABLE[0], "1606805;2024-03-01;12")
        before = content()
        assert main(["import", str(table), str(wrong)]) == 1
        assert content() == before
        told = capsys.readouterr().err
        assert "falsch.csv" in told
        assert "Zeile 2" in told
        assert "Abhilfe:" in told

    def test_a_format_can_be_named(self, table: Path, capsys):
        assert main(["import", "--as", "table", str(table)]) == 0
        assert main(["import", "--as", "inkar", str(table)]) == 1
        assert "kita.csv" in capsys.readouterr().err

    def test_a_format_that_does_not_exist_is_refused_with_those_that_do(self, table: Path, capsys):
        with pytest.raises(SystemExit) as ended:
            main(["import", "--as", "pdf", str(table)])
        assert ended.value.code == 2
        assert "gv_isys" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ([], "Es fehlt: BEFEHL."),
            (["import"], "Es fehlt: DATEI."),
            (["imprt"], "BEFEHL: 'imprt' gibt es nicht"),
            (["release"], "Es fehlt: BEFEHL."),
            (["withdraw", "x"], "NUMMER: 'x' ist keine ganze Zahl."),
            (["import", "a.csv", "--as"], "--as: Hier fehlt die Angabe."),
            (["import", "a.csv", "--dry-run=3"], "--dry-run: Hier steht keine Angabe"),
            (["status", "--zeug"], "Das gibt es nicht: --zeug."),
        ],
    )
    def test_wrong_words_are_told_in_german(self, words: list[str], told: str, capsys):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
        said = capsys.readouterr().err
        assert told in said
        assert "Aufruf: python -m monitoring" in said
        assert not re.search(r"usage|error", said)

    @pytest.mark.parametrize("words", [[], ["import"], ["release"], ["release", "build"]])
    def test_help_is_german(self, words: list[str], capsys):
        with pytest.raises(SystemExit) as ended:
            main([*words, "--help"])
        assert ended.value.code == 0
        said = capsys.readouterr().out
        assert "Schalter:" in said
        assert not re.search(r"usage|options|positional|show this|exit", said)

    def test_a_gebietsstand_reaches_the_store(self, table: Path, capsys):
        assert main(["import", "--gebietsstand", "2021-01-01", "--dry-run", str(table)]) == 0
        assert main(["import", "--gebietsstand", "gestern", str(table)]) == 1
        assert "gestern" in capsys.readouterr().err

    def test_a_file_that_is_not_there_is_told_in_german(self, tmp_path: Path, capsys):
        assert main(["import", str(tmp_path / "fehlt.csv")]) == 1
        told = capsys.readouterr()
        assert "fehlt.csv" in told.err
        assert "Traceback" not in told.err + told.out


class TestRelease:
    @pytest.mark.usefixtures("bounded")
    def test_build_list_use(self, table: Path, capsys):
        main(["import", str(table)])
        assert main(["release", "build", "--title", "Erster"]) == 0
        assert main(["release", "build", "--land", "98", "--gebietsstand", "2021-01-01"]) == 0
        second, first = (manifest["id"] for manifest in list_releases())
        assert current_release() == second
        assert re.search(r"erstellt: [\d.]+ Werte in \d+,\d s", capsys.readouterr().out)
        assert main(["release", "use", first]) == 0
        assert current_release() == first
        capsys.readouterr()
        assert main(["release", "list"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith(f"  {second}")
        assert lines[1] == f"* {first}  Erster  Gebietsstand 01.01.2021"

    @pytest.mark.usefixtures("bounded", "elsewhere")
    def test_its_title_names_the_day_of_this_place(self, table: Path):
        main(["import", str(table)])
        assert main(["release", "build"]) == 0
        (manifest,) = list_releases()
        created = datetime.fromisoformat(manifest["created"])
        assert manifest["title"] == f"Datenstand vom {created.astimezone():%d.%m.%Y}"
        assert manifest["title"] != f"Datenstand vom {created:%d.%m.%Y}"

    def test_an_unknown_one_is_refused(self, capsys):
        assert main(["release", "use", "2020"]) == 1
        assert "Einen Datenstand „2020“ gibt es nicht." in capsys.readouterr().err

    def test_without_boundaries_it_says_what_lacks(self, table: Path, capsys):
        main(["import", str(table)])
        assert main(["release", "build"]) == 1
        assert "Gemeindegrenzen" in capsys.readouterr().err
        assert current_release() is None


class TestStatusAndWithdraw:
    def test_an_empty_installation_has_a_status(self, capsys):
        assert main(["status"]) == 0
        assert capsys.readouterr().out == "Eingestellter Datenstand: noch keiner\n"

    def test_deliveries_are_listed_also_those_taken_back(self, table: Path, capsys):
        main(["import", str(table)])
        assert main(["withdraw", "1"]) == 0
        assert "Lieferung 1 ist zurückgezogen." in capsys.readouterr().out
        assert main(["status"]) == 0
        line = r"1  \d\d\.\d\d\.\d{4}, \d\d:\d\d Uhr  kita\.csv  \(zurückgezogen\)"
        assert re.search(line, capsys.readouterr().out)

    def test_what_is_not_there_cannot_be_taken_back(self, table: Path, capsys):
        main(["import", str(table)])
        assert main(["withdraw", "7"]) == 1
        assert "keine gültige Lieferung mit der Nummer 7" in capsys.readouterr().err


class TestOutcome:
    @pytest.mark.parametrize(("words", "code"), [(["status"], "0"), (["release", "use", "x"], "1")])
    def test_a_job_finds_how_it_ended(self, tmp_path: Path, words: list[str], code: str):
        main(["--job", str(tmp_path), *words])
        assert (tmp_path / "outcome").read_text(encoding="utf-8") == code
        assert [path.name for path in tmp_path.iterdir() if "outcome" in path.name] == ["outcome"]

    def test_a_bug_crashes_visibly_and_counts_as_failed(self, tmp_path: Path, monkeypatch):
        def broken() -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("monitoring.commands.list_releases", broken)
        with pytest.raises(ZeroDivisionError):
            main(["--job", str(tmp_path), "release", "list"])
        assert (tmp_path / "outcome").read_text(encoding="utf-8") == "1"


def test_every_command_and_option_is_documented():
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in documents)
    lines = re.findall(r"python -m monitoring [^`\n]+", text)
    lacking = [
        " ".join((*words, option))
        for words, option in spoken(_parser())
        if not any(f"monitoring {' '.join(words)}" in line and option in line for line in lines)
    ]
    assert lacking == []


def spoken(parser: argparse.ArgumentParser, *words: str) -> list[tuple[tuple[str, ...], str]]:
    """Every command with each of its options, and with none."""
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                found += spoken(inner, *words, name)
        elif action.option_strings and action.help is not argparse.SUPPRESS:
            found += [(words, option) for option in action.option_strings if words]
    own = [pair for pair in found if pair[1] not in {"-h", "--help"}]
    return own if any(len(pair[0]) > len(words) for pair in found) else [*own, (words, "")]
