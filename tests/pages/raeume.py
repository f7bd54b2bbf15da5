"""The sample installation with Planungsräume of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from monitoring.build.release import build_release
from monitoring.catalogue import load_catalogue
from monitoring.planungsraeume import Planungsraum
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.raeume import add_raeume
from monitoring.ui import cached
from tests.pages.figures import open_current

Release = duckdb.DuckDBPyConnection


def kreise(release: Release) -> list[str]:
    """Two Kreise of several Gemeinden."""
    rows = release.execute(
        "SELECT parent FROM area WHERE level = 'gemeinde' AND NOT unincorporated "
        "GROUP BY parent HAVING count(*) > 3 ORDER BY parent LIMIT 2"
    ).fetchall()
    return [row[0] for row in rows]


def rest(release: Release, kreis: str, without: set[str]) -> set[str]:
    rows = release.execute(
        "SELECT ags FROM area WHERE level = 'gemeinde' AND parent = ? AND NOT unincorporated",
        [kreis],
    ).fetchall()
    return {row[0] for row in rows} - without


@pytest.fixture(scope="session")
def with_raeume(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample installation with three Planungsräume in one Kreis and one across two Kreise."""
    folder = tmp_path_factory.mktemp("raeume") / "data"
    shutil.copytree(sample_data_dir, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KREISBLICK_DATA", str(folder))
        release = open_current(folder)
        (first, second, *_), (other, *_) = [
            [row[0] for row in release.execute(
                "SELECT ags FROM area WHERE level = 'gemeinde' AND parent = ? AND NOT "
                "unincorporated ORDER BY ags LIMIT 3", [kreis]).fetchall()]
            for kreis in kreise(release)
        ]  # fmt: skip
        third = sorted(rest(release, kreise(release)[0], {first, second}))
        release.close()
        middle = third.pop()
        raeume = [
            Planungsraum("01", "Oberes Tal", "#1f6f78", (first,)),
            Planungsraum("02", "Unteres Tal", "#e69f00", tuple(third)),
            Planungsraum("03", "Mittleres Tal", "#56b4e9", (middle,)),
            Planungsraum("X", "Grenzland", "#56b4e9", tuple(sorted((second, other)))),
        ]
        with open_store(store_path()) as connection:
            add_raeume(
                connection, raeume, file="r.csv", set_name="Räume", valid_from=None,
                created_by="Test",
            )  # fmt: skip
        build_release(store_path(), load_catalogue())
    return folder


@pytest.fixture
def raeume_release(
    with_raeume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Release]:
    yield from in_use(with_raeume, tmp_path, monkeypatch)


def in_use(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Release]:
    """The release of an installation that the pages then show, with an empty workspace."""
    monkeypatch.setenv("KREISBLICK_DATA", str(data))
    monkeypatch.setenv("KREISBLICK_WORKSPACE_URL", f"sqlite:///{tmp_path / 'workspace.sqlite'}")
    monkeypatch.delenv("KREISBLICK_KREIS", raising=False)
    connection = open_current(data)
    yield connection
    connection.close()
    cached.close()
