"""Ortsteile in a release: a level below the Gemeinde, summed where they are the whole of it."""

import json

import duckdb
import pytest

from monitoring.build.release import build_release
from monitoring.commands import main
from monitoring.planungsraeume import COLOURS, known_sets, ortsteile_path
from monitoring.release.location import database_path, list_releases
from monitoring.settings import store_path
from tests.ortsteile import strips, written
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    A,
    B,
    boundaries,
    catalogue,
    changes,
    figures,
    indicator,
    store,
    together,
)

FIRST, SECOND = f"{A}T01", f"{A}T02"
RATE = catalogue(indicator("plaetze", "plaetze"), indicator("quote", "plaetze", "kinder"))
OF_PARTS = together(
    figures("plaetze", {FIRST: 1, SECOND: 2}), figures("kinder", {FIRST: 4, SECOND: 6})
)


@pytest.fixture
def known(data_dir):
    """A store with five Gemeinden."""
    store(store_path(), boundaries())


def imported(table, tmp_path, *words: str, name: str = "teile.geojson") -> int:
    return main(["raeume", "import", *words, str(written(table, tmp_path / name))])


def built(cat=RATE, **options):
    """Rows of the release by SQL, and what the build said."""
    said: list[str] = []
    identifier = build_release(store_path(), cat, report=said.append, **options)["id"]

    def ask(sql: str) -> list[tuple]:
        with duckdb.connect(str(database_path(identifier)), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return ask, said


def values(ask, level: str, indicator_id: str = "plaetze") -> dict[str, tuple]:
    rows = ask(
        f"SELECT ags, value, status FROM value WHERE level = '{level}' "
        f"AND indicator = '{indicator_id}' AND status <> 'missing'"
    )
    return {ags: tuple(rest) for ags, *rest in rows}


def test_they_are_areas_with_name_parent_area_colour_and_a_layer(known, tmp_path):
    assert imported(strips(2), tmp_path) == 0
    store(store_path(), OF_PARTS)
    ask, _ = built()
    assert ask("SELECT ags, name, parent, area_km2 FROM area WHERE level = 'ortsteil'") == [
        (FIRST, "Teil 1", A, pytest.approx(50)),
        (SECOND, "Teil 2", A, pytest.approx(50)),
    ]
    assert ask("SELECT ags, colour, set_name, whole FROM planungsraum") == [
        (FIRST, COLOURS[0], f"Ortsteile von Ort {A}", True),
        (SECOND, COLOURS[1], f"Ortsteile von Ort {A}", True),
    ]
    assert list_releases()[0]["layers"]["ortsteil"]["areas"] == 2
    assert ask(f"SELECT neighbour FROM neighbour WHERE ags = '{FIRST}'") == [(SECOND,)]


def test_their_figures_are_theirs_and_their_sum_is_the_gemeindes(known, tmp_path):
    imported(strips(2), tmp_path)
    store(store_path(), OF_PARTS)
    ask, _ = built()
    assert values(ask, "ortsteil") == {FIRST: (1, "reported"), SECOND: (2, "reported")}
    assert values(ask, "ortsteil", "quote")[FIRST] == (25, "reported")
    assert values(ask, "gemeinde")[A] == (3, "reported")
    assert values(ask, "gemeinde", "quote")[A] == (30, "reported")


def test_what_the_gemeinde_delivers_counts_and_the_difference_is_told(known, tmp_path):
    imported(strips(2), tmp_path)
    store(store_path(), OF_PARTS, figures("plaetze", dict.fromkeys(GEMEINDEN, 5)))
    ask, _ = built()
    assert values(ask, "gemeinde")[A] == (5, "reported")
    assert values(ask, "kreis")[KREIS] == (15, "reported")
    told = ask("SELECT level, ags, delivered, summed FROM sum_difference")
    assert told == [("gemeinde", A, 5, 3)]


@pytest.mark.parametrize(
    ("table", "given"),
    [(strips(2, share=0.8), {FIRST: 1, SECOND: 2}), (strips(2), {FIRST: 1})],
    ids=["not the whole Gemeinde", "one without a figure"],
)
def test_a_sum_that_would_not_be_whole_is_not_made(known, tmp_path, table, given):
    imported(table, tmp_path)
    store(store_path(), figures("plaetze", given))
    ask, _ = built()
    assert values(ask, "gemeinde").get(A, (None,))[0] is None


def test_a_secret_ortsteil_leaves_the_sum_secret(known, tmp_path):
    imported(strips(2), tmp_path)
    store(store_path(), figures("plaetze", {FIRST: 1, SECOND: "suppressed"}))
    ask, _ = built()
    assert values(ask, "gemeinde")[A] == (None, "suppressed")


def test_versions_replace_one_another_and_go_out_as_they_came_in(known, tmp_path):
    imported(strips(2), tmp_path)
    imported(strips(3), tmp_path, name="neu.geojson")
    newest, oldest = known_sets()
    assert newest.in_force
    assert not oldest.in_force
    assert "3 Ortsteile aus 1 Gemeinde" in newest.line
    assert newest.csv is None
    content = json.loads(ortsteile_path(newest.id).read_text(encoding="utf-8"))
    assert [one["properties"]["name"] for one in content["features"]] == [
        "Teil 1",
        "Teil 2",
        "Teil 3",
    ]
    out = tmp_path / "aus.geojson"
    assert main(["raeume", "export", str(newest.id), str(out)]) == 0
    assert main(["raeume", "import", str(out)]) == 0
    ask, _ = built()
    assert ask("SELECT ags, round(area_km2, 3) FROM area WHERE level = 'ortsteil' ORDER BY 1") == [
        (f"{A}T0{place}", pytest.approx(33.333)) for place in (1, 2, 3)
    ]
    assert main(["raeume", "withdraw", str(newest.id + 1)]) == 0
    assert [one.in_force for one in known_sets()] == [False, True, False]


def test_a_gemeinde_is_divided_by_one_set_only(known, tmp_path, capsys):
    imported(strips(2), tmp_path)
    assert imported(strips(3), tmp_path, "--name", "Bezirke", name="b.geojson") != 0
    assert "schon in der Einteilung „Ortsteile von Ort" in capsys.readouterr().err
    assert len(known_sets()) == 1


def test_ortsteile_of_a_gemeinde_that_is_gone_stay_out_and_are_told(data_dir, tmp_path):
    store(store_path(), boundaries(stand="2019-12-31"))
    imported(strips(2), tmp_path)
    store(store_path(), changes({A: {B: 1.0}}), figures("plaetze", dict.fromkeys(GEMEINDEN[1:], 1)))
    ask, said = built(gebietsstand="2020-12-31")
    assert ask("SELECT count(*) FROM area WHERE level = 'ortsteil'") == [(0,)]
    assert any(f"2 Ortsteile fehlen in diesem Datenstand, denn die Gemeinde {A}" in s for s in said)


def test_of_a_gemeinde_that_grew_they_are_no_longer_the_whole(data_dir, tmp_path):
    store(store_path(), boundaries(stand="2019-12-31"))
    imported(strips(2), tmp_path)
    store(store_path(), changes({B: {A: 1.0}}), OF_PARTS)
    ask, _ = built(gebietsstand="2020-12-31")
    assert ask("SELECT DISTINCT whole FROM planungsraum") == [(False,)]
    assert values(ask, "ortsteil") == {FIRST: (1, "reported"), SECOND: (2, "reported")}
    assert values(ask, "gemeinde").get(A, (None,))[0] is None


def test_without_boundaries_of_gemeinden_nothing_is_stored(data_dir, tmp_path, capsys):
    assert imported(strips(2), tmp_path) != 0
    assert "Gemeinden bekannt" in capsys.readouterr().err
