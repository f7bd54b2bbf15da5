"""Nothing that a page draws is left out when it comes to saving."""

import pytest

from tests.pages.conftest import OpenPage, faultless
from tests.pages.figures import KREIS, largest

BY_THE_PAGE = {"zeitreihen": 1, "kreisvergleich": 1}  # charts that the whole page takes along
PAGES = (
    "start", "karte", "zeitreihen", "kreisvergleich", "gebietsprofil", "bedarfsanalyse", "daten",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_can_be_saved(open_page: OpenPage, release, name: str):
    link = {"gebiet": KREIS, "ebene": "gemeinde", "indikator": "altenquotient"}
    app = faultless(open_page(name, **link, flaeche=largest(release, 1)[0]))
    labels = [button.label for button in app.button]
    charts = len(app.get("vega_lite_chart"))
    assert charts == labels.count("Diagramm speichern") + BY_THE_PAGE.get(name, 0)
    assert charts > 0 or name in ("start", "daten")
    assert labels.count("Mitnehmen") == 1


@pytest.mark.parametrize("name", PAGES)
def test_every_table_can_be_saved_with_both_forms_of_numbers(open_page: OpenPage, name: str):
    """Streamlit's own tables offer but one."""
    assert len(faultless(open_page(name)).dataframe) == 0
