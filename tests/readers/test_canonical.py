"""The fingerprint: the same content, however sorted and named; another content, another one."""

import dataclasses
import random
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.readers import Delivery, canonical_hash, read
from monitoring.readers.assembly import stacked
from monitoring.readers.codes import row_codes, text_codes
from tests.readers import excerpts
from tests.readers.excerpts import flat, flat_row, own

CATALOGUE = excerpts.catalogue()
ROW = st.tuples(
    st.sampled_from(["16068051", "16068006", "16068", "16"]),
    st.sampled_from(["2018", "2019-12-31"]),
    st.one_of(st.integers(0, 99).map(str), st.sampled_from(["-", ".", "•", "1,5", "7p"])),
)
ROWS = st.lists(ROW, min_size=1, max_size=8, unique_by=lambda row: row[:2])


def shuffled(delivery: Delivery, seed: int) -> Delivery:
    def mixed(table: Any) -> Any:
        return table.sample(frac=1, random_state=seed).reset_index(drop=True)

    shapes = delivery.boundaries
    return dataclasses.replace(
        delivery,
        figures=mixed(delivery.figures),
        areas=mixed(delivery.areas),
        boundaries=None if shapes is None else mixed(shapes),
    )


@given(rows=ROWS, seed=st.integers(0, 1000))
def test_neither_order_nor_name_of_the_file_matters(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], seed: int
):
    folder = tmp_path_factory.mktemp("own")
    lines = [";".join(row) for row in rows]
    mixed = random.Random(seed).sample(lines, len(lines))
    first = read(own(folder / "a.csv", "ags;zeitraum;hilfen", *lines), catalogue=CATALOGUE)
    second = read(own(folder / "b.csv", "ags;zeitraum;hilfen", *mixed), catalogue=CATALOGUE)
    assert canonical_hash(first) == canonical_hash(second)


@given(rows=ROWS, position=st.integers(0, 7), value=st.integers(100, 999))
def test_another_value_is_another_content(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    position: int,
    value: int,
):
    folder = tmp_path_factory.mktemp("own")
    lines = [";".join(row) for row in rows]
    first = read(own(folder / "a.csv", "ags;zeitraum;hilfen", *lines), catalogue=CATALOGUE)
    key, period, _ = rows[position % len(rows)]
    lines[position % len(rows)] = f"{key};{period};{value}"
    second = read(own(folder / "a.csv", "ags;zeitraum;hilfen", *lines), catalogue=CATALOGUE)
    assert canonical_hash(first) != canonical_hash(second)


def test_every_format_has_an_order_free_fingerprint(tmp_path: Path):
    shapes = tmp_path / "vg250_2021-01-01.gpkg"
    excerpts.areas().to_file(shapes)
    for path in (
        excerpts.gv(tmp_path / "gv.xlsx"),
        excerpts.inkar(tmp_path / "inkar.xlsx"),
        flat(tmp_path / "flat.csv", flat_row("1"), flat_row("2", second=("GES", "GESM"))),
        shapes,
    ):
        delivery = read(path, catalogue=CATALOGUE)
        assert canonical_hash(delivery) == canonical_hash(shuffled(delivery, 3))
        assert canonical_hash(delivery) == canonical_hash(
            dataclasses.replace(delivery, title="anders", findings=())
        )


def test_reader_source_gebietsstand_and_shape_count(tmp_path: Path):
    path = tmp_path / "vg250_2021-01-01.gpkg"
    excerpts.areas().to_file(path)
    delivery = read(path, catalogue=CATALOGUE)
    moved = delivery.boundaries
    assert moved is not None
    others = [
        dataclasses.replace(delivery, reader="table"),
        dataclasses.replace(delivery, source="eigene"),
        read(path, catalogue=CATALOGUE, gebietsstand="2021-12-31"),
        dataclasses.replace(delivery, boundaries=moved.assign(geometry=moved.buffer(1))),
    ]
    prints = {canonical_hash(each) for each in (delivery, *others)}
    assert len(prints) == 5


def test_missing_suppressed_and_zero_are_three_contents(tmp_path: Path):
    prints = set()
    for value in ("0", "-", ".", "/"):
        lines = ["ags;zeitraum;hilfen", f"16068051;2019;{value}", "16068006;2019;1"]
        delivery = read(own(tmp_path / "a.csv", *lines), catalogue=CATALOGUE)
        prints.add(canonical_hash(delivery))
    assert len(prints) == 4


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.sampled_from("xy")), min_size=1
    )
)
def test_row_codes_are_equal_where_rows_are_and_sort_like_them(rows: list[tuple[str, int, str]]):
    table = pd.DataFrame(rows, columns=["a", "b", "c"])
    coded = [text_codes(table[name]) for name in table]
    codes = row_codes([(column, len(texts)) for column, texts in coded], len(table))
    huge = row_codes([(column, 2**40) for column, _ in coded], len(table))
    by_code = [rows[i] for i in np.argsort(codes, kind="stable")]
    assert by_code == sorted(rows)
    assert [rows[i] for i in np.argsort(huge, kind="stable")] == by_code


def test_texts_held_once_are_the_same_content(tmp_path: Path):
    """A text in each row or each distinct text once: nobody sees it in the fingerprint."""
    lines = ["16068051;2018;1", "16068006;2019;•", "16068051;2019;-"]
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", *lines)
    delivery = read(path, catalogue=CATALOGUE)
    texts = delivery.figures.select_dtypes("category").columns
    assert {"key", "level", "period", "sex", "status", "quality"} <= {*texts}
    plain = delivery.figures.astype(dict.fromkeys(texts, object))
    assert canonical_hash(dataclasses.replace(delivery, figures=plain)) == canonical_hash(delivery)


def test_parts_with_other_categories_are_stacked_in_order():
    parts = [
        pd.DataFrame({"period": pd.Categorical(["2018", "2019"]), "value": [1.0, 2.0]}),
        pd.DataFrame({"period": pd.Categorical(["2019", "2020-12-31"]), "value": [3.0, 4.0]}),
    ]
    table = stacked(parts)
    assert table["period"].tolist() == ["2018", "2019", "2019", "2020-12-31"]
    assert table["value"].tolist() == [1, 2, 3, 4]
    assert isinstance(table["period"].dtype, pd.CategoricalDtype)
