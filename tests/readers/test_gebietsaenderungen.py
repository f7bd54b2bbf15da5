"""Destatis' workbooks of territorial changes: a row for each pair of giving and receiving area."""

from pathlib import Path

import pandas as pd
import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, canonical_hash, read
from tests.readers import change_excerpts, excerpts
from tests.readers.change_excerpts import change_row as row
from tests.readers.test_real_files import FOLDER


def delivered(
    tmp_path: Path, *rows: list[object], title: str = change_excerpts.CHANGES_TITLE
) -> Delivery:
    path = change_excerpts.changes_book(tmp_path / "gebietsaenderungen.xlsx", *rows, title=title)
    return read(path, catalogue=excerpts.catalogue())


class TestChanges:
    def test_a_dissolved_gemeinde_goes_as_a_whole(self, tmp_path):
        found = delivered(tmp_path, row("98001001", "98001002", 1, 5_000_000, 400)).changes
        one = found.iloc[0]
        assert (one["kind"], one["after"], one["until"]) == (
            "dissolved",
            "2022-12-31",
            "2023-01-01",
        )
        assert (one["population"], one["km2"]) == (400, 5)
        assert (one["share_population"], one["share_area"]) == (1, 1)

    def test_of_a_divided_gemeinde_each_part_has_its_share(self, tmp_path):
        found = delivered(
            tmp_path,
            row("98001001", "98001002", "1", 3_000_000, 100),
            row("98001001", "98002001", "1", 1_000_000, 300),
        ).changes
        assert found["share_population"].tolist() == [0.25, 0.75]
        assert found["share_area"].tolist() == [0.75, 0.25]

    def test_what_remains_under_the_old_key_is_a_part_too(self, tmp_path):
        found = delivered(
            tmp_path,
            row("98001001", "98001002", 2, 1_000_000, 0),
            row("98001001", "98001001", 2, 3_000_000, 700),
        ).changes
        assert found["share_population"].tolist() == [0, 1]
        assert found["share_area"].tolist() == [0.25, 0.75]

    def test_without_people_the_area_counts(self, tmp_path):
        found = delivered(
            tmp_path,
            row("98001001", "98001002", 1, 1_000_000, 0),
            row("98001001", "98001003", 1, 3_000_000, 0),
        ).changes
        assert found["share_population"].tolist() == [0.25, 0.75]

    def test_a_part_without_the_rest_has_no_share_and_is_told(self, tmp_path):
        found = delivered(tmp_path, row("98001001", "98001002", 2, 1_000_000, 50))
        assert found.changes["share_population"].isna().all()
        assert [(finding.kind, finding.place) for finding in found.findings] == [
            ("unknown_shares", "98001001")
        ]

    def test_a_key_may_stay_when_the_verband_changes(self, tmp_path):
        verband = {
            "unit": "Gemeindeverband", "old_ars": "980015001", "old": "", "new_ars": "980015002",
            "new": "",
        }  # fmt: skip
        found = delivered(
            tmp_path,
            row("98001001", "98001001", 3),
            row("98001001", "98001001", "3, 4", **verband),
        ).changes
        assert found["kind"].tolist() == ["rekeyed", "rekeyed"]
        assert found["from_key"].tolist() == ["98001001", "980015001"]
        assert found["to_key"].tolist() == ["98001001", "980015002"]

    def test_the_span_comes_from_the_title(self, tmp_path):
        quarter = "Gebietsänderungen vom 01.04. bis 30.06.2023"
        found = delivered(tmp_path, row("98001001", "98001002", 1, day="01.06.2023"), title=quarter)
        assert {(one.after, one.until) for one in found.coverage} == {("2023-03-31", "2023-06-30")}

    def test_a_span_without_any_change_is_worth_knowing(self, tmp_path):
        found = delivered(tmp_path)
        assert found.changes.empty
        assert len(found.coverage) == 2

    def test_another_order_of_rows_is_the_same_delivery(self, tmp_path):
        rows = [row("98001001", "98001002", 1), row("98001003", "98001002", 1)]
        assert canonical_hash(delivered(tmp_path, *rows)) == canonical_hash(
            delivered(tmp_path, *reversed(rows))
        )

    def test_another_share_is_another_delivery(self, tmp_path):
        one, other = (
            delivered(tmp_path, row("98001001", "98001002", 1, 100, people)) for people in (5, 6)
        )
        assert canonical_hash(one) != canonical_hash(other)


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        ({"kind": "7"}, "F5", "Änderungsart"),
        ({"kind": ""}, "F5", "Änderungsart"),
        ({"old_ars": "980015001002"}, "D5", "passen nicht zueinander"),
        ({"old_ars": "98001"}, "C5", "keine bekannte Form"),
        ({"new": "98001003"}, "J5", "passen nicht zueinander"),
        ({"day": "31.02.2023"}, "M5", "Datum"),
        ({"day": "01.01.2022"}, "M5", "nicht im Zeitraum"),
        ({"legal": "bald"}, "L5", "Datum"),
        ({"people": "etwa 50"}, "H5", "Zahl"),
        ({"qm": -4}, "G5", "Zahl"),
        ({"unit": "Ortsteil"}, "B5", "Regionaleinheit"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path, cells, column, told):
    with pytest.raises(InputError) as caught:
        delivered(tmp_path, row("98001001", "98001002", 1, 100, 5, **cells))
    assert (caught.value.column, caught.value.row) == (column, 5)
    assert told in caught.value.what
    assert caught.value.remedy


def test_a_table_without_its_span_is_refused(tmp_path):
    with pytest.raises(InputError, match="Zeitraum"):
        delivered(tmp_path, row("98001001", "98001002", 1), title="Gebietsänderungen")


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
class TestRealWorkbook:
    @pytest.fixture(scope="class")
    def changes(self) -> pd.DataFrame:
        path = FOLDER / "territorial_changes" / "gebietsaenderungen_2023.xlsx"
        return read(path, catalogue=excerpts.catalogue()).changes

    def test_every_row_of_2023_comes_in(self, changes):
        assert changes["level"].value_counts().to_dict() == {"gemeinde": 43, "verband": 15}

    def test_shares_of_each_gemeinde_add_up_to_one(self, changes):
        gemeinden = changes[changes["level"] == "gemeinde"].groupby("from_key")
        for name in ("share_population", "share_area"):
            assert gemeinden[name].sum().to_numpy() == pytest.approx(1)

    def test_anrode_goes_to_three_in_two_kreise(self, changes):
        rows = changes[changes["from_key"] == "16064073"].set_index("to_key")["share_population"]
        assert rows.to_dict() == pytest.approx(
            {"16064071": 1126 / 3138, "16064046": 313 / 3138, "16061118": 1699 / 3138}
        )
