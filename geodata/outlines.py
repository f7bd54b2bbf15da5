"""Groups of areas that a map outlines in colours of their own, over whatever the areas show."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NO_GROUP = -1


@dataclass(frozen=True)
class Outlines:
    """``groups`` has the number of a group for each area of the layer, or -1; ``colours``
    (``#rrggbb``) and ``names`` are the groups'.
    """

    groups: tuple[int, ...]
    colours: tuple[str, ...]
    names: tuple[str, ...]


def arcs_between(
    rings: Sequence[list[list[int]]], drawn: Iterable[int], groups: Sequence[int]
) -> dict[tuple[int, int], list[int]]:
    """Arcs by the two groups they lie between, the higher number first; -1 is no group, and what
    lies beyond the ``drawn`` areas. ``rings`` are arc numbers (``~i`` is arc i backwards).
    """
    sides: dict[int, list[int]] = defaultdict(list)
    for area in drawn:
        for ring in rings[area]:
            for number in ring:
                sides[number if number >= 0 else ~number].append(groups[area])
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for arc, beside in sorted(sides.items()):
        both = beside if len(beside) > 1 else [*beside, NO_GROUP]
        if min(both) != max(both):
            found[max(both), min(both)].append(arc)
    return dict(found)
