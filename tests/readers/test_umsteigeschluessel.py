"""BBSR's conversion keys: shares of each old area in the new ones, by pairs of Stichtage."""

import math

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts
from tests.readers.change_excerpts import (
    JOB_HEADS,
    KEY_HEADS,
    LATER_HEADS,
    job_row,
    key_row,
    keys_book,
    later_row,
)
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


@pytest.mark.parametrize(
    ("heading", "written", "people"),
    [
        ("Bevölkerung am 31.12.2021", 1234, 1234),
        ("Bevölkerung am 31.12.2021 in 100", 12.34, 1234),
        ("Bevölkerung am 31.12.2021 in 1000", 86.6, 86600),
        ("Bevölkerung am 31.12.2021 in 1.000", 86.6, 86600),
    ],
)
def test_people_are_counted_in_what_the_heading_says(tmp_path, heading, written, people):
    heads = (*KEY_HEADS[:5], heading, *KEY_HEADS[6:])
    row = key_row(6001001, 6001002, population=written)
    assert delivered(tmp_path, row, heads=heads).changes["population"].tolist() == [people]


def test_sheets_since_2022_have_a_regionalschluessel_and_whole_people(tmp_path):
    rows = (
        later_row(6001001, 6001001, 0.9996, 1, population=12665, km2=80),
        later_row(6001001, 6001002, 0.0004, 0, population=12665, km2=80),
        later_row(6001003, 6001002, population=957),
    )
    found = delivered(tmp_path, *rows, heads=LATER_HEADS, sheet="2022")
    columns = ["from_key", "to_key", "from_name", "kind", "population", "km2", "share_area"]
    assert found.changes[columns].to_numpy().tolist() == [
        ["06001001", "06001001", "Ort 6001001", "partial", 12665, pytest.approx(79.968), 0.9996],
        ["06001001", "06001002", "Ort 6001001", "partial", 0, pytest.approx(0.032), 0.0004],
        ["06001003", "06001002", "Ort 6001003", "dissolved", 957, 12.5, 1],
    ]
    assert found.changes["share_employment"].isna().all()
    assert found.findings == ()


def test_shares_of_employment_are_taken_and_may_be_empty(tmp_path):
    rows = (
        job_row(6001001, 6001001, 0.75, 0.9, share=0.8, jobs=24.6),
        job_row(6001001, 6001002, 0.25, 0.1, share=0.2005, jobs=6.2),
        job_row(6001003, 6001003, 0.5, 0.6, share="", jobs=""),
        job_row(6001003, 6001002, 0.5, 0.4, share="", jobs=""),
        job_row(6001004, 6001002, share=1, jobs=0),
    )
    found = delivered(tmp_path, *rows, heads=JOB_HEADS)
    assert found.changes["share_employment"].tolist() == pytest.approx(
        [0.8 / 1.0005, 0.2005 / 1.0005, math.nan, math.nan, 1], nan_ok=True
    )
    assert found.changes["share_population"].tolist() == [0.9, 0.1, 0.6, 0.4, 1]
    assert [(one.kind, one.place, one.count) for one in found.findings] == [
        ("no_employment_share", "2021", 1)
    ]


def test_an_unpopulated_area_is_divided_by_its_area(tmp_path):
    rows = (
        job_row(9671444, 9671157, 0.01, 1, share=1, jobs=0, population=0, km2=0.3903),
        job_row(9671444, 9671444, 0.99, 1, share=1, jobs=0, population=0, km2=38.6397),
    )
    found = delivered(tmp_path, *rows, heads=JOB_HEADS)
    columns = ["from_key", "to_key", "kind", "population", "share_population", "share_area"]
    assert found.changes[columns].to_numpy().tolist() == [
        ["09671444", "09671157", "partial", 0, 0.01, 0.01],
        ["09671444", "09671444", "partial", 0, 0.99, 0.99],
    ]
    assert found.changes["share_employment"].isna().all()
    assert [(one.kind, one.place) for one in found.findings] == [
        ("no_people", "09671444"), ("no_employment_share", "2021"),
    ]  # fmt: skip


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

    def test_people_and_shares_of_employment_are_those_of_the_sheets(self):
        path = FOLDER / "territorial_changes" / "bbsr_ref-gemeinden-ab-2020.xlsx"
        found = read(path, catalogue=excerpts.catalogue())
        pair = ["until", "from_key", "to_key"]
        rows = found.changes.set_index(pair)
        velten, own = "12065332", "12065251"
        counted = rows.loc["2021-12-31", own, own]
        assert counted["population"] == 11720
        assert counted["share_employment"] == pytest.approx(0.98994368463395)
        counted = rows.loc["2021-12-31", own, velten]
        assert (counted["population"], counted["km2"]) == (120, 1.0366)
        assert counted["share_employment"] == pytest.approx(0.01005631536605)
        assert rows.loc["2022-12-31", velten, own]["share_employment"] == pytest.approx(0.01)
        whole = rows.loc["2023-12-31", "08425020", "08425020"]
        assert (whole["population"], whole["share_population"]) == (12665, 1)
        employment = found.changes.groupby("until")["share_employment"].count()
        assert employment.to_dict() == {"2021-12-31": 60, "2022-12-31": 12, "2023-12-31": 0}

    def test_an_unpopulated_forest_is_divided_by_its_area(self):
        path = FOLDER / "territorial_changes" / "bbsr_ref-gemeinden-ab-2020.xlsx"
        found = read(path, catalogue=excerpts.catalogue())
        forest = found.changes[found.changes["from_key"] == "09671456"]
        assert forest["share_population"].tolist() == [0.01, 0.49, 0.5]
        assert forest["population"].tolist() == [0, 0, 0]
        assert forest["share_employment"].isna().all()
        assert [(one.kind, one.place) for one in found.findings] == [
            ("no_people", "09671456"), ("no_employment_share", "2020"), ("no_people", "09374451"),
        ]  # fmt: skip

    def test_kreise_of_thirty_years_come_in_whole(self):
        path = FOLDER / "territorial_changes" / "bbsr_ref-kreise-umrech-2021-1990-2020.xlsx"
        found = read(path, catalogue=excerpts.catalogue())
        assert len(found.coverage) == 31
        sums = found.changes.groupby(["from_key", "after"])["share_population"].sum()
        assert sums.to_numpy() == pytest.approx(1)
        people = found.changes.set_index(["after", "from_key", "to_key"])["population"]
        assert people["1993-12-31", "16014", "16068"] == 2000
        assert people["2015-12-31", "03156", "03159"] == 73900
        has_jobs = found.changes.groupby("after")["share_employment"].count() > 0
        assert has_jobs[has_jobs].index.tolist() == [f"{year}-12-31" for year in range(1997, 2021)]
        jobs = found.changes.groupby(["from_key", "after"])["share_employment"].sum(min_count=1)
        assert jobs.dropna().to_numpy() == pytest.approx(1)
