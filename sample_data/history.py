"""Which Gemeinden, Verbände and Kreise there were on a day, with their official keys."""

from dataclasses import dataclass, replace

import numpy as np

from sample_data import names
from sample_data.changes import MERGERS, RENAMING, SPLIT, Merger
from sample_data.territory import CITY_KREIS, Atom, Land

LAND = "99"
FIRST_DAY = "1994-07-01"
LAST_STAND = "2024-12-31"
NOT_IN_VERBAND = ("city", "centre", "town", "unincorporated")


@dataclass(frozen=True)
class Gemeinde:
    """A Gemeinde (or gemeindefreies Gebiet) as it is from ``since`` on; atoms by number."""

    ags: str
    name: str
    kind: str
    verband: str  # four digits VB of the ARS
    atoms: tuple[int, ...]
    since: str

    @property
    def kreis(self) -> str:
        """Key of the Kreis."""
        return self.ags[:5]

    @property
    def ars(self) -> str:
        """Twelve-digit ARS."""
        return self.ags[:5] + self.verband + self.ags[5:]


@dataclass(frozen=True)
class History:
    """All states of the Land, oldest first: the day from which each holds, and its Gemeinden."""

    states: tuple[tuple[str, tuple[Gemeinde, ...]], ...]
    verband_names: dict[str, str]  # 9-digit ARS of Verwaltungsgemeinschaften

    def on(self, day: str) -> tuple[Gemeinde, ...]:
        """Gemeinden on a day, ordered by ARS."""
        held = [gemeinden for since, gemeinden in self.states if since <= day]
        return tuple(sorted(held[-1], key=lambda g: g.ars))

    def ever(self) -> dict[str, Gemeinde]:
        """Every key there ever was, with its latest form, ordered by key."""
        latest = {g.ags: g for _, gemeinden in self.states for g in gemeinden}
        return dict(sorted(latest.items()))


def build_history(land: Land) -> History:
    """The states of the Land since 2010."""
    verbaende, verband_names = _verbaende(land)
    now = _first_state(land, verbaende)
    states = [(FIRST_DAY, tuple(now))]
    next_key = {
        key: max(int(g.ags[5:]) for g in now if g.kreis == key and g.ags[5] != "9") + 1
        for key in _kreise()
    }
    days = sorted({m.day for m in MERGERS} | {SPLIT.day, RENAMING.day})
    for day in days:
        for merger in (m for m in MERGERS if m.day == day):
            now = _merge(now, merger, next_key, land)
        if SPLIT.day == day:
            now = _split(now, land)
        if RENAMING.day == day:
            now = [_rename(g, day) for g in now]
        states.append((day, tuple(now)))
    return History(tuple(states), verband_names)


def _kreise() -> list[str]:
    return [key for key in names.KREIS_NAMES if key != CITY_KREIS]


def _first_state(land: Land, verbaende: dict[str, str]) -> list[Gemeinde]:
    """Gemeinden of 2010 with numbers in alphabetical order, with the gaps such lists have."""
    state = []
    for kreis in names.KREIS_NAMES:
        rng = np.random.default_rng(int(kreis))
        members: dict[str, list[int]] = {}
        for number, atom in enumerate(land.atoms):
            name, _, half = atom.name.partition("|")
            home = SPLIT.kreis if half else atom.kreis
            if home == kreis:
                members.setdefault(name, []).append(number)
        key = 0
        for name in sorted(members):
            atoms = tuple(members[name])
            kind = land.atoms[atoms[0]].kind
            key += 1 if rng.uniform() < 0.85 else 2
            number = {"city": 0, "unincorporated": 901}.get(kind, key)
            ags = f"{kreis}{number:03d}"
            verband = verbaende.get(name + kreis, _own_number(ags, kind))
            state.append(Gemeinde(ags, name, kind, verband, atoms, FIRST_DAY))
    return state


def _own_number(ags: str, kind: str) -> str:
    """VB of a Gemeinde outside any Verband: its own number; gemeindefreie Gebiete begin with 9."""
    return f"9{ags[5:]}" if kind == "unincorporated" else f"0{ags[5:]}"


def _verbaende(land: Land) -> tuple[dict[str, str], dict[str, str]]:
    """VB by Gemeinde (name + Kreis) and names of the Verwaltungsgemeinschaften by 9-digit ARS."""
    of_gemeinde: dict[str, str] = {}
    titles: dict[str, str] = {}
    for kreis, verband_names in names.VERBAND_NAMES.items():
        members = [a for a in land.atoms if a.kreis == kreis and _may_join(a)]
        seats = _seats(members, len(verband_names))
        for atom in members:
            gaps = np.hypot(*(seats - [atom.east, atom.north]).T)
            if gaps.min() < 12_500:
                of_gemeinde[atom.name + kreis] = f"50{gaps.argmin() + 1:02d}"
        for number, title in enumerate(verband_names, start=1):
            titles[f"{kreis}50{number:02d}"] = title
    return of_gemeinde, titles


def _may_join(atom: Atom) -> bool:
    return (
        atom.kind not in NOT_IN_VERBAND
        and "|" not in atom.name
        and not (atom.kind == "suburb" and atom.km2 > 24)
    )


def _seats(members: list[Atom], count: int) -> np.ndarray:
    """Middles of ``count`` groups of neighbours: spread out first, then moved into their groups."""
    points = np.array([[a.east, a.north] for a in members])
    seats = [points[0]]
    while len(seats) < count:
        seats.append(points[np.min([np.hypot(*(points - s).T) for s in seats], axis=0).argmax()])
    places = np.array(seats)
    for _ in range(12):
        mine = np.hypot(*(points[:, None] - places[None]).transpose(2, 0, 1)).argmin(axis=1)
        places = np.array([points[mine == k].mean(axis=0) for k in range(count)])
    return places


def _merge(
    now: list[Gemeinde], merger: Merger, next_key: dict[str, int], land: Land
) -> list[Gemeinde]:
    parts = [g for g in now if g.kreis == merger.kreis and g.name in merger.members]
    atoms = tuple(sorted(number for g in parts for number in g.atoms))
    town = next((g for g in parts if g.name == merger.result), None)
    if town:
        merged = replace(town, atoms=atoms, since=merger.day)
    else:
        ags = f"{merger.kreis}{next_key[merger.kreis]:03d}"
        next_key[merger.kreis] += 1
        shared = sorted(g.verband for g in parts if g.verband.startswith("5"))
        verband = shared[0] if merger.stays_in_verband and shared else f"0{ags[5:]}"
        kind = max((land.atoms[n] for n in atoms), key=lambda a: a.km2).kind
        merged = Gemeinde(ags, merger.result, kind, verband, atoms, merger.day)
    return [g for g in now if g not in parts] + [merged]


def _split(now: list[Gemeinde], land: Land) -> list[Gemeinde]:
    """Each half goes to the Gemeinde named behind the second bar of its atom."""
    gone = next(g for g in now if g.name == SPLIT.name)
    now = [g for g in now if g is not gone]
    for number in gone.atoms:
        atom = land.atoms[number]
        taker = next(g for g in now if g.kreis == atom.kreis and g.name == atom.name.split("|")[2])
        grown = replace(taker, atoms=tuple(sorted((*taker.atoms, number))), since=SPLIT.day)
        now = [grown if g is taker else g for g in now]
    return now


def _rename(gemeinde: Gemeinde, day: str) -> Gemeinde:
    if (gemeinde.kreis, gemeinde.name) != (RENAMING.kreis, RENAMING.before):
        return gemeinde
    return replace(gemeinde, name=RENAMING.after, since=day)
