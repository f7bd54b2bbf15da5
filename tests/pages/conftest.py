"""Pages run without a browser, on the sample release or on installations of another kind."""

import html
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.pages.figures import open_current
from tests.pages.ortsteile import ortsteile_release, with_ortsteile  # noqa: F401  # fixtures for all tests here
from tests.pages.raeume import raeume_release, with_raeume  # noqa: F401  # fixtures for all tests here

SHELL = ROOT / "monitoring" / "ui" / "shell.py"
OpenPage = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def whole_errors() -> Iterator[None]:
    """Errors with their message, which the product keeps in its log."""
    before = config.get_option("client.showErrorDetails")
    config.set_option("client.showErrorDetails", "full")
    yield
    config.set_option("client.showErrorDetails", before)


@pytest.fixture
def installation(sample_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample release with an own, empty workspace."""
    monkeypatch.setenv("KREISBLICK_DATA", str(sample_data_dir))
    monkeypatch.setenv("KREISBLICK_WORKSPACE_URL", f"sqlite:///{tmp_path / 'workspace.sqlite'}")
    monkeypatch.delenv("KREISBLICK_KREIS", raising=False)
    return sample_data_dir


@pytest.fixture
def release(installation: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample release, to ask what a page must show."""
    connection = open_current(installation)
    yield connection
    connection.close()


@pytest.fixture
def open_page(installation: Path) -> OpenPage:
    """Opens a page as a link does: ``open_page("karte", indikator="altenquotient")``."""
    return opened


def opened(name: str, **link: str) -> AppTest:
    """A page in a session of its own, after its first run."""
    app = AppTest.from_file(SHELL, default_timeout=120)
    if name == "start":
        app.query_params.update(link)
        return app.run()
    return turn_to(app, name, **link)


def turn_to(app: AppTest, name: str, **link: str) -> AppTest:
    """Go to another page in the same session, with what the way there says in its link."""
    for key in list(app.query_params):
        del app.query_params[key]
    for key, value in link.items():
        app.query_params[key] = value
    app.switch_page(f"../../pages/{name}.py")
    return app.run()


def unfolded(app: AppTest, name: str) -> AppTest:
    """The page once somebody has opened the part that stays empty until then."""
    app.session_state[name] = True
    return app.run()


def said(app: AppTest) -> str:
    """All words in HTML on the page, without its marks."""
    texts = [str(element.proto.body) for element in app.get("html")]
    bare = [re.sub(r"<style.*?</style>|<[^>]+>", "\n", text, flags=re.DOTALL) for text in texts]
    return re.sub(r"\s*\n\s*", "\n", html.unescape("\n".join(bare)))


def block(app: AppTest, css_class: str) -> list[str]:
    """Lines of the first HTML block of a class."""
    for element in app.get("html"):
        body = str(element.proto.body)
        if f'class="{css_class}"' in body:
            bare = re.sub(r"<[^>]+>", "\n", body)
            return [line.strip() for line in html.unescape(bare).splitlines() if line.strip()]
    raise AssertionError(f"no block of class {css_class}")


class TableReader(HTMLParser):
    """Collects the tables of a text: each a list of rows, a row a list of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self.inside = True
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data


def tables(app: AppTest) -> list[list[list[str]]]:
    """Every table on the page; the first row holds its heads."""
    return [table for element in app.get("html") for table in _tables_in(str(element.proto.body))]


def _tables_in(body: str) -> list[list[list[str]]]:
    """Tables that the server writes, or the data that the page makes a table of."""
    data = re.search(r"data-table='([^']*)'", body)
    if data is None:
        reader = TableReader()
        reader.feed(re.sub(r"<style.*?</style>", "", body, flags=re.DOTALL))
        return reader.tables
    table = json.loads(html.unescape(data[1]))
    rows = [[cell if isinstance(cell, str) else cell[0] for cell in row] for row in table["rows"]]
    return [[["".join(head) for head in table["heads"]], *rows]]


def charts(app: AppTest) -> list[dict[str, Any]]:
    """Specifications of the charts, in their order."""
    return [json.loads(element.proto.spec) for element in app.get("vega_lite_chart")]


def chart_data(app: AppTest, position: int) -> list[pd.DataFrame]:
    """The rows behind each layer of a chart."""
    return [pd.DataFrame(layer["data"]["values"]) for layer in charts(app)[position]["layer"]]


def faultless(app: AppTest) -> AppTest:
    """The page itself, once it is certain that it ran to its end."""
    assert not app.exception, [(error.message, error.stack_trace) for error in app.exception]
    return app
