"""Tables of repeated texts as whole numbers, so that large ones compare and sort quickly."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_LARGEST = 2**62


def text_codes(column: pd.Series) -> tuple[NDArray[np.int32], list[str]]:
    """Position of each cell in the sorted list of the column's texts; a blank is ``""``."""
    codes, distinct = pd.factorize(column, use_na_sentinel=True)
    texts = [*(_text(value) for value in distinct), ""]
    ordered = sorted(set(texts))
    place = {text: position for position, text in enumerate(ordered)}
    table = np.array([place[text] for text in texts], dtype=np.int32)
    return table[codes], ordered


def row_codes(columns: Iterable[tuple[NDArray[np.integer], int]], rows: int) -> NDArray[np.int64]:
    """One number per row, equal where all columns are; columns come as (codes, how many).

    Numbers sort as the columns do, the first column first.
    """
    combined = np.zeros(rows, dtype=np.int64)
    size = 1
    for codes, count in columns:
        if size * count >= _LARGEST:
            distinct, combined = np.unique(combined, return_inverse=True)
            size = len(distinct)
        combined = combined * count + codes
        size *= count
    return combined.astype(np.int64)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
