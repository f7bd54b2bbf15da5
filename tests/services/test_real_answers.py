"""The offices' real archives, as their databases send them, fetched from a server."""

import pandas as pd
import pytest

from monitoring.catalogue import load_catalogue
from monitoring.commands import main
from monitoring.readers import read
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from tests.readers.test_real_files import FOLDER
from tests.services.office import NAME, Office, Reply

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the offices' real files are not here: set KREISBLICK_REALDATA"
)


@pytest.mark.parametrize(
    ("service", "table"), [("regionalstatistik", "12411-01-01-4"), ("zensus", "1000A-0000")]
)
def test_a_real_table_comes_in_like_the_file(
    service: str, table: str, office: Office, installation, monkeypatch
):
    installation.write_text(
        installation.read_text(encoding="utf-8").replace("0.05", "5"), encoding="utf-8"
    )
    monkeypatch.setenv(f"KREISBLICK_{service.upper()}_NAME", NAME)
    file = FOLDER / "genesis_flat_csv" / f"{table}_de_original.zip"
    office.reply("data/tablefile", Reply(file.read_bytes(), kind="application/zip"))
    assert main(["daten", "holen", service, table]) == 0
    expected = read(file, catalogue=load_catalogue()).figures
    with open_store(store_path()) as connection:
        stored = connection.execute("SELECT key, value FROM figure").df()
    assert len(stored) == len(expected) > 400
    pd.testing.assert_series_equal(
        stored["value"].sort_values(ignore_index=True),
        expected["value"].sort_values(ignore_index=True),
        check_dtype=False,
        check_names=False,
    )
