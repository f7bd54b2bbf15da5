"""Boundaries made of earlier ones: credit, approximate Gemeinden, the table on the page Daten."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from monitoring.build.release import build_release
from monitoring.catalogue import load_catalogue
from monitoring.release.location import current_release, list_releases
from monitoring.reports.formats import write
from monitoring.settings import store_path
from monitoring.ui.cached import answering_from
from monitoring.ui.daten_agreement import boundaries_view_maker
from monitoring.ui.notes import boundary_note
from tests.pages.conftest import OpenPage, faultless, opened, said, tables
from tests.pages.figures import label, open_current
from tests.pages.raeume import in_use, kreise
from tests.tiny_store import changes, directory, store

Release = duckdb.DuckDBPyConnection
LATER = "2026-07-31"


def three(release: Release) -> list[str]:
    """Gemeinden of a Landkreis."""
    rows = release.execute(
        "SELECT ags FROM area WHERE level = 'gemeinde' AND parent = ? AND NOT unincorporated "
        "ORDER BY ags LIMIT 3", [kreise(release)[0]],
    ).fetchall()  # fmt: skip
    return [row[0] for row in rows]


@pytest.fixture(scope="module")
def with_reform(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a later date, when two Gemeinden had divided a third among them."""
    folder = tmp_path_factory.mktemp("reform") / "data"
    shutil.copytree(sample_data_dir, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KREISBLICK_DATA", str(folder))
        release = open_current(folder)
        first, second, gone = three(release)
        km2 = dict(release.execute("SELECT ags, area_km2 FROM area").fetchall())
        release.close()
        span = (list_releases()[0]["gebietsstand"], LATER)
        official = {first: km2[first] + 0.6 * km2[gone], second: km2[second] + 0.4 * km2[gone]}
        store(
            store_path(),
            changes({gone: {first: 0.6, second: 0.4}}, day="2026-07-01", span=span),
            directory(official, stand=LATER),
        )
        build_release(store_path(), load_catalogue(), gebietsstand=LATER)
    return folder


@pytest.fixture
def reform(with_reform: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Release]:
    yield from in_use(with_reform, tmp_path, monkeypatch)


def test_the_map_says_of_when_its_boundaries_are_and_which_are_approximate(reform: Release):
    first, second, *_ = three(reform)
    names = {label(reform, first), label(reform, second)}
    app = faultless(opened("karte", gebiet=first[:5]))
    made = "frei erfunden, vom 31.12.2024 auf den 31.07.2026 fortgeschrieben; genähert: "
    assert made in said(app)
    told = said(app).split(made)[1].split(" · ")[0]
    assert set(told.split(" und ")) == names
    with answering_from(str(current_release())):
        assert boundary_note(first[:5]) == made + told
        assert boundary_note("98") == made.split(";", maxsplit=1)[0]


def test_the_page_daten_lists_them_with_both_areas(reform: Release):
    first, second, *_ = three(reform)
    app = faultless(opened("daten"))
    found = next(each for each in tables(app) if "Amtlich" in " ".join(each[0]))
    assert {line[1] for line in found[1:]} == {first, second}
    share = next(place for place, head in enumerate(found[0]) if head.startswith("Unterschied"))
    assert {line[share][0] for line in found[1:]} == {"+", "−"}
    with answering_from(str(current_release())):
        made = boundaries_view_maker("Warum")()
    assert len(made.table.rows) == 2
    assert "Gezeichnet" in write(made, "csv").decode("utf-8-sig")


def test_boundaries_as_delivered_need_no_word(open_page: OpenPage):
    app = faultless(open_page("daten"))
    assert not any("Grenzen" in element.value for element in app.subheader)
    assert "fortgeschrieben" not in said(faultless(open_page("karte")))
