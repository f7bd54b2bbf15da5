"""Checks of a delivery against a tiny store."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitoring.checks import checked
from monitoring.readers.contract import Delivery, Finding
from tests.tiny_store import base_figure, catalogue, store

Check = Callable[..., dict[str, Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """The first finding of each kind about the last delivery; the others are in the store."""

    def checked_last(*deliveries: Delivery):
        path = tmp_path / "store.duckdb"
        store(path, *deliveries[:-1])
        known = catalogue(bases=[base_figure("faelle"), base_figure("quote", additive=False)])
        (result,) = checked([("neu.csv", deliveries[-1])], path, known)
        return {finding.kind: finding for finding in reversed(result.findings)}

    return checked_last
