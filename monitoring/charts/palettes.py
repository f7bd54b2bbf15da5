"""Colours of map classes, distinguishable in greyscale print and with colour blindness.

Anchors of YlGnBu, PuOr and BrBG: Cynthia Brewer, ColorBrewer 2.0; of cividis: Nuñez,
Anderton and Renslow, PLOS ONE 13/7 (2018). Colours between anchors are interpolated.
"""

from monitoring.charts.theme import mixed

SEQUENTIAL = {
    "YlGnBu": "ffffd9 edf8b1 c7e9b4 7fcdbb 41b6c4 1d91c0 225ea8 253494 081d58".split(),
    "cividis": "fee838 e1cc55 c3b369 a59c74 8a8678 707173 575d6d 3b496c 123570 00224e".split(),
    "petrol": "eef5f6 cfe4e7 a6cdd3 78b2bb 4b95a1 287886 0b5563 063a45".split(),
}
DIVERGING = {
    "PuOr": "2d004b 542788 8073ac b2abd2 d8daeb f7f7f7 fee0b6 fdb863 e08214 b35806 7f3b08".split(),
    "BrBG": "543005 8c510a bf812d dfc27d f6e8c3 f5f5f5 c7eae5 80cdc1 35978f 01665e 003c30".split(),
}
PALETTES = {**SEQUENTIAL, **DIVERGING}
_ENDS = {"YlGnBu": (0.12, 0.92), "petrol": (0.08, 1.0), "PuOr": (0.1, 0.9), "BrBG": (0.1, 0.9)}


def colours(name: str, k: int) -> list[str]:
    """``k`` colours of a palette from low to high; a diverging one is symmetric around its middle.

    The ends of some palettes are cut off: nearly white areas vanish on paper, nearly black
    ones swallow their borders. One single class has the colour of the middle.
    """
    anchors = PALETTES[name]
    low, high = _ENDS.get(name, (0.0, 1.0))
    if k == 1:
        return [_at(anchors, (low + high) / 2)]
    return [_at(anchors, low + (high - low) * i / (k - 1)) for i in range(k)]


def _at(anchors: list[str], share: float) -> str:
    place = share * (len(anchors) - 1)
    left = min(int(place), len(anchors) - 2)
    return mixed("#" + anchors[left], "#" + anchors[left + 1], place - left)
