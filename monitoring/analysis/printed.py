"""Values as they are printed: what classes, ranks and labels must agree on."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt


def printed_units(values: npt.NDArray[np.float64], decimals: int) -> npt.NDArray[np.int64]:
    """Values as whole units of the last printed decimal, rounded exactly as printing does.

    Halves go away from zero, as in :func:`monitoring.figures.number`. Scaling errs where a
    value lies on such a half; the decimal digits of the value itself decide those few.
    """
    scaled = values * 10**decimals
    units = np.rint(scaled)
    doubtful = np.abs(np.abs(scaled - np.floor(scaled)) - 0.5) < 1e-6
    for position in np.flatnonzero(doubtful):
        exact = Decimal(repr(float(values[position]))).scaleb(decimals)
        units[position] = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    whole: npt.NDArray[np.int64] = units.astype(np.int64)
    return whole
