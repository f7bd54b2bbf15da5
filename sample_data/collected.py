"""All figures of the sample, by atom, with the territory they belong to."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from sample_data import services, social
from sample_data.demography import YEARS, People, simulate
from sample_data.history import History, build_history
from sample_data.setting import Counts, setting
from sample_data.territory import Land, build_land
from sample_data.units import Units, all_levels


@dataclass(frozen=True, eq=False)
class Collected:
    """Figures by atom: ``counts[figure][year]``, ``elections[figure][day]``; by atom and sex:

    ``flows[figure][year]`` and ``foreign[year]``.
    """

    land: Land
    history: History
    people: People
    counts: dict[str, Counts]
    flows: dict[str, Counts]
    foreign: Counts
    elections: dict[str, dict[str, np.ndarray]]
    census: np.ndarray

    def units(self, year: int) -> Units:
        """Areas of all levels at the end of a year."""
        return self.units_on(f"{year}-12-31")

    @cache  # noqa: B019 - one instance per run
    def units_on(self, day: str) -> Units:
        """Areas of all levels on a day."""
        return all_levels(self.history, day, len(self.land.atoms))


def collect() -> Collected:
    """The whole sample in memory, the same on every call."""
    land = build_land()
    people = simulate(land)
    where, rng = setting(land, people)
    foreign = social.foreigners(where, rng)
    counts = {
        **social.labour(where, rng),
        **social.benefits(where),
        **social.care(where, rng),
        **social.housing(where, rng),
        **social.taxes(where, rng),
        **services.child_care(where, rng),
        **services.youth_and_school(where, rng),
        **services.doctors(where, rng),
        "erwerbsfaehige": {year: where.ages(year, 15, 64) for year in YEARS},
    }
    flows = {
        "geburten": people.births,
        "sterbefaelle": people.deaths,
        "zuzuege": people.arrivals,
        "fortzuege": people.departures,
    }
    elections = services.elections(where, rng, foreign)
    mean = (where.ages(2021, 0) + where.ages(2022, 0)) / 2
    census = where.whole(mean * (1 + rng.normal(-0.006, 0.011, len(mean))))
    return Collected(land, build_history(land), people, counts, flows, foreign, elections, census)
