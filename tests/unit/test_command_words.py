"""Words on the command line that cannot be meant: told in German, whatever they are made of."""

import os
from pathlib import Path

import pytest

from monitoring.commands import main

UNDECODABLE = os.fsdecode(b"Stand \xff")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--gebietsstand", "gestern"], "--gebietsstand: 'gestern' ist kein Tag wie 2021-01-01."),
        (["--gebietsstand", "2023-13-45"], "'2023-13-45' ist kein Tag"),
        (["--gebietsstand="], "ist kein Tag"),
        (["--title", UNDECODABLE], "--title: Darin stehen Zeichen, die keine Schrift sind."),
        (["--title", "zwei\nZeilen"], "--title: Darin"),
        (["--land", UNDECODABLE], "--land: Darin"),
    ],
)
def test_a_release_of_no_day_or_without_a_readable_title(words: list[str], told: str, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["release", "build", *words])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "name"),
    [
        *(
            (words, name)
            for words in (["import"], ["look"], ["raeume", "import"])
            for name in ("x" * 300, "x/" * 3000, os.fsdecode(b"\xff.csv"))
        ),
        (["release", "use"], "x" * 300),
    ],
)
def test_a_name_that_no_file_has(words: list[str], name: str, capsys):
    assert main([*words, name]) == 1
    assert "Abhilfe" in capsys.readouterr().err


def test_a_folder_of_everything_is_refused_at_once(tmp_path: Path, capsys):
    for number in range(2001):
        (tmp_path / f"{number}.txt").touch()
    assert main(["import", str(tmp_path)]) == 1
    assert "Der Ordner enthält zu viele Dateien." in capsys.readouterr().err
