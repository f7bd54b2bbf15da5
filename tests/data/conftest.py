"""Releases of tiny stores: build one, ask it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from monitoring.build.release import build_release
from monitoring.catalogue import Catalogue
from monitoring.readers import Delivery
from monitoring.release.location import database_path
from monitoring.settings import store_path
from tests import tiny_store

Rows = pd.DataFrame
Build = Callable[..., Callable[..., Any]]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty installation."""
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def build(data_dir: Path) -> Build:
    """Store deliveries and build a release; gives a function that asks it by SQL."""

    def built(catalogue: Catalogue, *deliveries: Delivery, **options: Any) -> Callable[..., Rows]:
        tiny_store.store(store_path(), *deliveries)
        identifier = build_release(store_path(), catalogue, **options)["id"]

        def asked(sql: str, **parameters: Any) -> Rows:
            with duckdb.connect(str(database_path(identifier)), read_only=True) as connection:
                return connection.execute(sql, parameters or None).df()

        return asked

    return built


@pytest.fixture
def compute(build: Build) -> Callable[..., dict[str, tuple[Any, ...]]]:
    """Build with one indicator; gives (value, status) by key, or other columns of ``value``."""

    def computed(
        catalogue: Catalogue,
        *deliveries: Delivery,
        period: str = "2020",
        columns: str = "value, status",
        **options: Any,
    ) -> dict[str, tuple[Any, ...]]:
        ask = build(catalogue, *deliveries, **options)
        rows = ask(f"SELECT ags, {columns} FROM value WHERE period = $period", period=period)
        plain = rows.astype(object).where(rows.notna(), None)
        return {row[0]: tuple(row[1:]) for row in plain.itertuples(index=False)}

    return computed
