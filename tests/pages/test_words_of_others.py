"""Titles, units and names come from files: pages show whatever they hold and obey none of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from monitoring.ui import cached
from tests.pages.conftest import faultless, opened
from tests.pages.figures import KREIS

LINK = "![x](u)"
MARKED = re.compile(r"(?<!\\)!\[x\]\(u\)")
PAGES = {
    "start": {},
    "karte": {},
    "zeitreihen": {"indikator": "altenquotient"},
    "kreisvergleich": {"indikator": "altenquotient"},
    "gebietsprofil": {},
    "bedarfsanalyse": {"auswahl": "altenquotient,personen_je_wohnung"},
    "daten": {},
}


@pytest.fixture
def hostile(own_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The sample release with a picture from elsewhere in every word of the catalogue and name."""
    monkeypatch.setenv("KREISBLICK_DATA", str(own_data_dir))
    monkeypatch.setenv("KREISBLICK_WORKSPACE_URL", f"sqlite:///{tmp_path / 'workspace.sqlite'}")
    name = json.loads((own_data_dir / "current.json").read_text(encoding="utf-8"))["release"]
    with duckdb.connect(own_data_dir / "releases" / name / "release.duckdb") as connection:
        for table, column in connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE column_name IN ('title', 'topic_title', 'unit', 'caution', 'label', 'name') "
            "AND data_type = 'VARCHAR' AND table_name IN (SELECT table_name FROM duckdb_tables())"
        ).fetchall():
            connection.execute(f'UPDATE "{table}" SET "{column}" = ? || "{column}"', [LINK])
    cached.close()
    yield own_data_dir
    cached.close()


def obeyed(app: AppTest) -> list[str]:
    """Texts that Streamlit reads as Markdown and that hold the picture as one."""
    protos = [
        getattr(element, "proto", None)
        for tree in (app.main, app.sidebar)
        for element in tree
        if element.type not in ("html", "vega_lite_chart", "text")
    ]
    texts = [
        str(getattr(proto, field, "")) for proto in protos for field in ("body", "label", "help")
    ]
    texts += [
        option.content
        for proto in protos
        for option in getattr(proto, "options", ())
        if hasattr(option, "content")  # of pills; those of a selectbox are plain
    ]
    return [text for text in texts if MARKED.search(text)]


@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_file_is_markdown(name: str, hostile: Path):
    app = faultless(opened(name, gebiet=KREIS, **PAGES[name]))
    assert LINK in "".join(str(element.proto) for element in app.main).replace("\\", "")
    assert not obeyed(app)
