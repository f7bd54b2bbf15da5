"""Areas of our own simple table: their Gebietsstand, and those that bring no figures."""

from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import read
from tests.readers import excerpts
from tests.readers.excerpts import own


def test_figures_of_many_years_have_the_areas_of_their_own_period(tmp_path: Path):
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", "16056;2019;1", "16063;2022;2")
    told = read(path, catalogue=excerpts.catalogue(), gebietsstand="zeitraum")
    assert told.figures["gebietsstand"].tolist() == ["2019-12-31", "2022-12-31"]
    assert "no_gebietsstand" not in {finding.kind for finding in told.findings}
    assert "no_gebietsstand" in {
        finding.kind for finding in read(path, catalogue=excerpts.catalogue()).findings
    }


def test_a_column_tells_the_gebietsstand_of_each_row(tmp_path: Path):
    path = own(
        tmp_path / "a.csv",
        "ags;zeitraum;gebietsstand;hilfen",
        "16063;2019;zeitraum;1",
        "16063;2020/21;zeitraum;1",
        "16063;2020-06;zeitraum;1",
        "16063;2021;01.07.2021;2",
        "16063;2022;;3",
    )
    delivery = read(path, catalogue=excerpts.catalogue())
    assert delivery.figures["gebietsstand"].tolist() == [
        "2019-12-31", "2020-12-31", "2020-06-30", "2021-07-01", None,
    ]  # fmt: skip
    assert "no_gebietsstand" in {finding.kind for finding in delivery.findings}
    filled = read(path, catalogue=excerpts.catalogue(), gebietsstand="zeitraum").figures
    assert filled["gebietsstand"].tolist()[-2:] == ["2021-07-01", "2022-12-31"]


@pytest.mark.parametrize(
    ("told", "given", "message"),
    [("2021-13-01", None, "nicht verständlich"), ("2021-07-01", "2020-12-31", "widerspricht")],
)
def test_a_gebietsstand_that_is_none_or_another_is_refused(tmp_path: Path, told, given, message):
    path = own(tmp_path / "a.csv", "ags;zeitraum;gebietsstand;hilfen", f"16063;2019;{told};1")
    with pytest.raises(InputError, match=message) as caught:
        read(path, catalogue=excerpts.catalogue(), gebietsstand=given)
    assert (caught.value.row, caught.value.column) == (2, "gebietsstand")


def test_a_planungsraum_is_told_that_it_is_summed(tmp_path: Path):
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", "16068051;2019;1", "16061P01;2019;1")
    with pytest.raises(InputError, match="Für Planungsräume werden keine Zahlen") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert caught.value.row == 3
