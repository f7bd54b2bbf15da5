"""The part Gebietsreformen of the page Zeitreihen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from monitoring.build.release import build_release
from monitoring.catalogue import load_catalogue
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.deliveries import withdraw
from monitoring.ui import cached
from monitoring.ui.gebietsreformen import changes_table, day_of, named_by_size
from monitoring.ui.notes import note_text
from tests.pages.conftest import OpenPage, block, faultless, opened, tables, unfolded
from tests.pages.figures import KREIS, rows
from tests.pages.raeume import Release, in_use

MERGED = "99002020"


@pytest.fixture(scope="module")
def unchanged(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample whose territorial changes were withdrawn."""
    folder = tmp_path_factory.mktemp("unchanged") / "data"
    shutil.copytree(sample_data_dir, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KREISBLICK_DATA", str(folder))
        with open_store(store_path()) as connection:
            (number,) = connection.execute(
                "SELECT id FROM delivery WHERE reader = 'gebietsaenderungen'"
            ).fetchone() or (0,)
            withdraw(connection, number)
        build_release(store_path(), load_catalogue())
    return folder


@pytest.fixture
def without_changes(
    unchanged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenPage]:
    """Opens pages of the sample whose territorial changes were withdrawn."""
    for _ in in_use(unchanged, tmp_path, monkeypatch):
        yield opened


def test_before_and_after_of_a_gemeinde_and_all_changes(open_page: OpenPage, release: Release):
    app = faultless(unfolded(open_page("zeitreihen", gebiet=KREIS), "gebietsreformen"))
    changed = rows(
        release,
        "FROM area_change WHERE to_key LIKE $1 || '%' OR from_key LIKE $1 || '%'",
        KREIS,
    )
    assert changed
    assert [len(table) - 1 for table in tables(app)].count(len(changed)) == 1
    assert {row["to_name"] for row in changed} == set(app.selectbox(key="reform").options)


def test_without_changes_the_part_says_so_and_what_is_missing(without_changes: OpenPage):
    app = faultless(unfolded(without_changes("zeitreihen", gebiet=KREIS), "gebietsreformen"))
    assert any("keine Gebietsänderungen" in info.value for info in app.info)
    assert any("Es fehlen die Gebietsänderungen nach dem" in line.value for line in app.caption)


def test_without_changes_a_merged_gemeinde_compares_with_nothing(without_changes: OpenPage):
    app = without_changes("karte", gebiet=KREIS, indikator="bevoelkerung", zeitraum="2013-12-31")
    assert "nicht vergleichbar (≠)" in block(faultless(app), "kb-legend")
    assert [line[2] for line in tables(app)[-1] if line[1] == MERGED] == ["≠"]


@pytest.mark.parametrize(
    ("after", "until", "text"),
    [
        ("2022-12-31", "2023-01-01", "01.01.2023"),
        ("2020-12-31", "2021-12-31", "31.12.2020 bis 31.12.2021"),
    ],
)
def test_a_day_or_the_span_it_lies_in(after: str, until: str, text: str):
    assert day_of(after, until) == text


def test_a_row_tells_who_handed_how_much_to_whom():
    row = (
        "A1",
        "Anrode",
        "B1",
        "Unstruttal",
        "partial",
        "2022-12-31",
        "2023-01-01",
        0.25,
        0.3,
        750,
    )
    columns = ["from_key", "from_name", "to_key", "to_name", "kind", "after", "until"]
    columns += ["share_population", "share_area", "population"]
    (cells,) = changes_table(pd.DataFrame([row], columns=columns)).rows
    told = [cell.value for cell in cells]
    assert told[:4] == ["01.01.2023", "Anrode", "Unstruttal", "Teil abgegeben"]
    assert told[4:] == [750, 25, "A1", "B1"]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("estimated,share_12", "zu 12\u00a0% geschätzt"),
        ("estimated,share_0", "zu weniger als 1\u00a0% geschätzt"),
        ("estimated", "geschätzter Wert"),
    ],
)
def test_an_estimate_says_how_much_of_it_is_one(note: str, text: str):
    assert note_text(note) == text


def test_a_release_from_before_opens_and_says_what_to_do(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
):
    known = cached.manifest

    def older():
        tables = {k: v for k, v in known()["tables"].items() if k != "area_change"}
        return {**known(), "tables": tables}

    monkeypatch.setattr(cached, "manifest", older)
    app = open_page("zeitreihen", gebiet=KREIS)
    unfolded(app, "gebietsreformen")
    faultless(app)
    assert any("Erstellen Sie unter **Einlesen** einen neuen" in info.value for info in app.info)


def test_gemeinden_are_offered_before_kreise_and_the_most_changes_first():
    kreise = [("16042", "16054", "Suhl"), ("16024", "16054", "Suhl"), ("16070", "16054", "Suhl")]
    gemeinden = [("1", "16070002", "B"), ("2", "16070001", "A"), ("3", "16070001", "A")]
    changes = pd.DataFrame([*kreise, *gemeinden], columns=["from_key", "to_key", "to_name"])
    assert list(named_by_size(changes).values()) == ["A", "B", "Suhl"]
