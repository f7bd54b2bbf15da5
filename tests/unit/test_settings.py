"""Settings: a default that works, and one name each that changes it."""

from pathlib import Path

import pytest

from monitoring import settings

NAMES = (
    "KREISBLICK_DATA",
    "KREISBLICK_WORKSPACE_URL",
    "KREISBLICK_TILES_URL",
    "KREISBLICK_TILES_ATTRIBUTION",
    "KREISBLICK_KREIS",
    "KREISBLICK_SERVICES",
    "KREISBLICK_ACCESS",
)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_settings_everything_lies_in_the_checkout():
    data = settings.ROOT / "data"
    assert settings.data_folder() == data
    assert settings.store_path() == data / "store.duckdb"
    assert settings.releases_folder() == data / "releases"
    assert settings.pointer_path() == data / "current.json"
    assert settings.jobs_folder() == data / "jobs"
    assert settings.workspace_url() == f"sqlite:///{data / 'workspace.sqlite'}"


def test_without_settings_no_other_host_and_no_kreis_is_named():
    assert settings.tile_url() is None
    assert settings.tile_attribution() == ""
    assert settings.home_kreis() is None
    assert settings.services_path() is None
    assert settings.access_path() == Path.home() / ".config" / "kreisblick" / "zugang.toml"


@pytest.mark.parametrize("name", ["KREISBLICK_DATA", "KREISBLICK_KREIS", "KREISBLICK_TILES_URL"])
def test_an_empty_setting_is_none(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(name, "")
    assert settings.data_folder() == settings.ROOT / "data"
    assert settings.tile_url() is settings.home_kreis() is None


def test_the_data_folder_takes_everything_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path))
    for place in (settings.store_path, settings.releases_folder, settings.jobs_folder):
        assert place().is_relative_to(tmp_path)
    assert str(tmp_path) in settings.workspace_url()


def test_each_setting_is_read_where_it_is_used(monkeypatch: pytest.MonkeyPatch):
    for name in NAMES[1:]:
        monkeypatch.setenv(name, f"value of {name}")
    assert settings.workspace_url() == "value of KREISBLICK_WORKSPACE_URL"
    assert settings.tile_url() == "value of KREISBLICK_TILES_URL"
    assert settings.tile_attribution() == "value of KREISBLICK_TILES_ATTRIBUTION"
    assert settings.home_kreis() == "value of KREISBLICK_KREIS"
    assert settings.services_path() == Path("value of KREISBLICK_SERVICES")
    assert settings.access_path() == Path("value of KREISBLICK_ACCESS")
