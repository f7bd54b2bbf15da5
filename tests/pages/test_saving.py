"""Nothing that a page draws is left out when it comes to saving."""

import json

import pytest

from tests.pages.conftest import OpenPage, faultless
from tests.pages.figures import KREIS, largest

# Tables that go along with what the button "Mitnehmen" takes.
BY_THE_PAGE = {"karte": 1, "bedarfsanalyse": 1, "daten": 1}
PAGES = (
    "start", "karte", "zeitreihen", "kreisvergleich", "gebietsprofil", "bedarfsanalyse", "daten",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_and_table_can_be_saved(open_page: OpenPage, release, name: str):
    link = {"gebiet": KREIS, "ebene": "gemeinde", "indikator": "altenquotient"}
    app = faultless(open_page(name, **link, flaeche=largest(release, 1)[0]))
    labels = [button.label for button in app.button]
    charts = [label for label in labels if label.startswith("Diagramm speichern: ")]
    drawn = {json.loads(chart.proto.spec)["description"] for chart in app.get("vega_lite_chart")}
    assert len(drawn) == len(charts) == len(set(charts))  # some are drawn wide and narrow
    assert charts or name in ("start", "daten")
    own = [label for label in labels if label.startswith("Tabelle speichern: ")]
    assert len(data_tables(app)) == len(own) + BY_THE_PAGE.get(name, 0)
    assert labels.count("Mitnehmen") == 1


def data_tables(app) -> list:
    """Tables that the browser makes of data; Streamlit's own offer one form of numbers alone."""
    assert len(app.dataframe) == 0
    return [part for part in app.get("html") if "data-table=" in part.proto.body]
