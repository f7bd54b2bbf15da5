"""Before and after of a territorial change."""

import altair as alt
import pandas as pd
import pytest

from monitoring.charts.reforms import before_after

CHANGES = pd.DataFrame(
    [("Anrode", "Unstruttal", 300.0, 0.3), ("Anrode", "Dingelstädt", 700.0, 0.7),
     ("Menteroda", "Unstruttal", 1000.0, 1.0)],
    columns=["from_name", "to_name", "people", "share"],
)  # fmt: skip


def ribbons(changes: pd.DataFrame) -> pd.DataFrame:
    spec = before_after(changes)
    alt.LayerChart.from_dict(spec, validate=True)
    return pd.DataFrame(spec["layer"][0]["data"]["values"])


def test_ribbons_are_as_wide_as_their_people_on_both_sides():
    points = ribbons(CHANGES).assign(width=lambda each: each["top"] - each["bottom"])
    for end in (0.0, 1.0):
        widths = points[points["x"] == end].set_index("link")["width"]
        assert widths["1"] / widths["0"] == pytest.approx(7 / 3)
        assert widths["2"] / widths["0"] == pytest.approx(10 / 3)


@pytest.mark.parametrize("end", [0.0, 1.0])
def test_ribbons_never_lie_on_each_other_at_their_ends(end: float):
    points = ribbons(CHANGES)
    here = points[points["x"] == end].sort_values("bottom")
    assert (here["bottom"].iloc[1:].to_numpy() >= here["top"].iloc[:-1].to_numpy() - 1e-9).all()
    assert here["bottom"].min() >= -1e-9
    assert here["top"].max() <= 1 + 1e-9


def test_each_ribbon_tells_who_gave_whom_how_much():
    assert set(ribbons(CHANGES)["tip"]) == {
        "Anrode an Unstruttal: 300 Einwohner (30,0 %)",
        "Anrode an Dingelstädt: 700 Einwohner (70,0 %)",
        "Menteroda an Unstruttal: 1.000 Einwohner (100,0 %)",
    }


def test_without_people_the_width_means_nothing_and_that_is_said():
    spec = before_after(CHANGES.assign(people=[300.0, None, 1000.0]))
    assert "ohne Bedeutung" in " ".join(spec["title"]["text"])
