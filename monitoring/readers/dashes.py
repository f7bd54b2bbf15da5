"""What an office's dash says: nothing there, or that there was no such area."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from monitoring.catalogue.model import BaseFigure
from monitoring.figures import Status

_PERIOD_OF_AREA = ["base_figure", "key", "period"]


def without_gone_areas(figures: pd.DataFrame, bases: Mapping[str, BaseFigure]) -> pd.DataFrame:
    """Figures in which a dash of a base figure that is never zero is ``not_applicable``.

    But in a sex or age band, where another one of the area and period has something else: there
    the area was, and nobody of the band.
    """
    never = [name for name, base in bases.items() if base.never_zero]
    dashed = (figures["status"] == Status.NIL.value) & figures["base_figure"].isin(never)
    if not dashed.any():
        return figures
    whole = (figures["sex"] == "total") & (figures["age_from"] == 0) & figures["age_to"].isna()
    near = figures["key"].isin(figures.loc[dashed, "key"].unique())
    there = _places(figures[near & ~dashed])
    gone = dashed.to_numpy(copy=True)
    gone[gone] = whole[dashed] | ~_places(figures[dashed]).isin(there)
    return figures.assign(
        status=figures["status"].astype(object).mask(gone, Status.NOT_APPLICABLE.value),
        value=np.where(gone, np.nan, figures["value"]),
    )


def _places(figures: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(figures[_PERIOD_OF_AREA].astype("str"))
