"""BBSR's conversion keys: shares of each old area in the new ones, by pairs of Stichtage."""

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts
from tests.readers.change_excerpts import KEY_HEADS, key_row, keys_book
from tests.readers.test_real_files import FOLDER


def delivered(tmp_path, *rows: list[object], **options) -> Delivery:
    path = keys_book(tmp_path / "referenz.xlsx", *rows, **options)
    return read(path, catalogue=excerpts.catalogue())


def test_a_merged_gemeinde_gets_its_zero_back_and_its_people_counted(tmp_path):
    found = delivered(tmp_path, key_row(6001001, 6001002), key_row(6001002, 6001002))
    (one,) = found.changes.to_dict("records")
    assert (one["from_key"], one["to_key"], one["kind"]) == ("06001001", "06001002", "dissolved")
    assert (one["after"], one["until"]) == ("2021-12-31", "2022-12-31")
    assert (one["population"], one["km2"], one["share_population"]) == (350, 12.5, 1)


def test_a_divided_gemeinde_has_shares_of_people_and_of_area(tmp_path):
    rows = key_row(6001001, 6001001, 0.75, 0.9), key_row(6001001, 6001002, 0.25, 0.1)
    found = delivered(tmp_path, *rows).changes.set_index("to_key")
    assert found["kind"].unique().tolist() == ["partial"]
    assert found["share_area"].to_dict() == {"06001001": 0.75, "06001002": 0.25}
    assert found["share_population"].to_dict() == {"06001001": 0.9, "06001002": 0.1}


def test_a_kreis_is_written_with_three_more_zeros(tmp_path):
    heads = tuple(
        head.replace("Gemeinden\n", "Kreise\n").replace("Gemeinde", "Kreis") for head in KEY_HEADS
    )
    found = delivered(tmp_path, key_row(1001000, 1002000), heads=heads)
    assert found.changes[["level", "from_key", "to_key", "kind"]].to_numpy().tolist() == [
        ["kreis", "01001", "01002", "rekeyed"]
    ]
    assert {span.level for span in found.coverage} == {"kreis"}


def test_what_stays_is_no_change_but_the_span_is_covered(tmp_path):
    found = delivered(tmp_path, key_row(6001001, 6001001, new_name="Ort 6001001"))
    assert found.changes.empty
    (span,) = found.coverage
    assert (span.after, span.until, span.exact) == ("2021-12-31", "2022-12-31", False)


def test_small_rounding_is_taken_out(tmp_path):
    rows = key_row(6001001, 6001002, 0.3333, 1), key_row(6001001, 6001003, 0.6665, 0)
    assert delivered(tmp_path, *rows).changes["share_area"].sum() == pytest.approx(1, abs=1e-12)


def test_shares_that_do_not_make_a_whole_are_refused(tmp_path):
    rows = key_row(6001001, 6001002, 0.5, 1), key_row(6001001, 6001003, 0.3, 0)
    with pytest.raises(InputError, match="ergeben zusammen nicht 1") as caught:
        delivered(tmp_path, *rows)
    assert (caught.value.row, caught.value.sheet, caught.value.found) == (2, "2021", "0,8000")


def test_a_heading_without_its_day_is_refused(tmp_path):
    heads = ("Gemeinden", *KEY_HEADS[1:])
    with pytest.raises(InputError, match="fehlt das Datum"):
        delivered(tmp_path, key_row(6001001, 6001002), heads=heads)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
class TestRealWorkbooks:
    def test_gemeinden_and_what_destatis_says_of_2023_agree(self):
        folder = FOLDER / "territorial_changes"
        keys = read(folder / "bbsr_ref-gemeinden-ab-2020.xlsx", catalogue=excerpts.catalogue())
        days = read(folder / "gebietsaenderungen_2023.xlsx", catalogue=excerpts.catalogue())
        columns = ["from_key", "to_key"]
        bbsr = keys.changes[keys.changes["until"] == "2023-12-31"].set_index(columns)
        destatis = days.changes[days.changes["level"] == "gemeinde"].set_index(columns)
        shares = bbsr.join(destatis.add_suffix("_days"), how="left", validate="one_to_one")
        moved = shares[shares["kind"].isin(["dissolved", "partial"])]
        both = moved.dropna(subset="share_population_days")
        assert len(both) == len(moved) == 28
        people = (both["share_population"] - both["share_population_days"]).abs()
        assert people.max() < 0.001

    def test_kreise_of_thirty_years_come_in_whole(self):
        path = FOLDER / "territorial_changes" / "bbsr_ref-kreise-umrech-2021-1990-2020.xlsx"
        found = read(path, catalogue=excerpts.catalogue())
        assert len(found.coverage) == 31
        sums = found.changes.groupby(["from_key", "after"])["share_population"].sum()
        assert sums.to_numpy() == pytest.approx(1)
