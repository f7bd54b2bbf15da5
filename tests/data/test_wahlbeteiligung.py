"""From the file of the Bundeswahlleiterin to the indicator of a Kreis."""

from pathlib import Path

import duckdb
import pytest

from monitoring.commands import main
from monitoring.release.location import database_path, list_releases


def test_wahlbeteiligung_of_2025_is_that_of_the_file(realdata: Path, data_dir: Path):
    for name in ("boundaries/vg5000_2021-01-01_de", "elections/btw2025kreis.csv"):
        assert main(["import", str(realdata / name)]) == 0
    assert main(["release", "build", "--land", "16", "--title", "Wahl"]) == 0
    (release,) = list_releases()
    with duckdb.connect(str(database_path(release["id"])), read_only=True) as connection:
        found = connection.execute(
            "SELECT indicator, value, numerator, denominator FROM value WHERE ags = '16068'"
            " AND period = '2025-02-23' AND indicator IN ('wahlbeteiligung',"
            " 'zweitstimmenanteil_linke', 'ungueltige_zweitstimmen') ORDER BY indicator"
        ).fetchall()
    assert [row[0] for row in found] == [
        "ungueltige_zweitstimmen", "wahlbeteiligung", "zweitstimmenanteil_linke",
    ]  # fmt: skip
    assert found[0][2:] == (343, 44_633)
    assert found[1][2:] == (44_633, 55_130)
    assert found[1][1] == pytest.approx(80.9596, abs=1e-4)
    assert found[2][2:] == (6_212, 44_290)
