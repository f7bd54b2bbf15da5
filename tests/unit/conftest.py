"""Pages that hand over what they offer to take along, instead of offering it."""

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest

from monitoring import ui
from monitoring.ui import takeaway
from tests.pages.conftest import opened

# All are loaded before one is replaced: a page loaded later would keep the replacement for good.
PARTS = [
    importlib.import_module(f"{ui.__name__}.{part.name}")
    for part in pkgutil.iter_modules(ui.__path__)
    if part.name != "shell"
]


@pytest.fixture
def offered(sample_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Opens a page and gives the maker of its view, or of the ``part`` that is asked for."""
    monkeypatch.setenv("KREISBLICK_DATA", str(sample_data_dir))
    monkeypatch.setenv("KREISBLICK_WORKSPACE_URL", f"sqlite:///{tmp_path / 'workspace.sqlite'}")
    makers: dict[str, takeaway.Maker] = {}

    def keep(prepare: takeaway.Prepare, _name: str, *, part: str = "", **_: object) -> None:
        makers[part] = prepare()

    for module in PARTS:
        if hasattr(module, "show_takeaway"):
            monkeypatch.setattr(module, "show_takeaway", keep)

    def open_page(name: str, part: str = "", **link: str) -> takeaway.Maker:
        makers.clear()
        assert not opened(name, **link).exception
        return makers[part]

    return open_page
