"""An office on this machine, and an installation that knows its address."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.services.office import NAME, PASSWORD, Office, login, open_office

QUICK = {
    "connect_s": 2, "silence_s": 2, "answer_s": 4, "job_s": 1, "poll_s": 0.01,
    "largest_mib": 0.05,
}  # fmt: skip
VG250 = {"path": "vg250_ebenen_0101/{year}/vg250.zip", "day": "01-01"}


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as one:
        one.reply("helloworld/logincheck", login())
        yield one


@pytest.fixture(autouse=True)
def installation(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every service lives at the office of the test; no proxy, no access of this machine."""
    services = {
        name: {"address": office.address}
        for name in ("genesis", "regionalstatistik", "zensus", "wegweiser")
    }
    services["bkg"] = {"address": office.address, "files": {"vg250": VG250}}
    own = tmp_path / "dienste.yml"
    own.write_text(yaml.safe_dump({"limits": QUICK, "services": services}), encoding="utf-8")
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    for name in [name for name in os.environ if name.startswith("KREISBLICK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("KREISBLICK_SERVICES", str(own))
    monkeypatch.setenv("KREISBLICK_ACCESS", str(tmp_path / "zugang.toml"))
    monkeypatch.setenv("KREISBLICK_REGIONALSTATISTIK_NAME", NAME)
    monkeypatch.setenv("KREISBLICK_REGIONALSTATISTIK_PASSWORD", PASSWORD)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return own
