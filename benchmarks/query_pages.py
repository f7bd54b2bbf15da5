"""What the pages ask: recorded from the pages themselves, to be asked again and timed.

Every page runs without a browser for random indicators and areas; each question that reaches the
release is written down once, as the app's own cache would ask it once.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
from streamlit.testing.v1 import AppTest

from benchmarks.map_pages import ROOT
from monitoring.ui import cached

SHELL = ROOT / "monitoring" / "ui" / "shell.py"
PAGES = (
    "start",
    "karte",
    "zeitreihen",
    "kreisvergleich",
    "gebietsprofil",
    "bedarfsanalyse",
    "daten",
)
Question = tuple[Callable[..., Any], dict[str, Any]]
View = list[Question]


def record(data: Path, release: duckdb.DuckDBPyConnection, draws: int) -> dict[str, list[View]]:
    """For each page the questions of ``draws`` views of it, on the release in use of ``data``."""
    os.environ["KREISBLICK_DATA"] = str(data)
    choices = _choices(release)
    asked: dict[str, Question] = {}

    def recorder(release: str, question: Any, frozen: tuple[Any, ...]) -> Any:
        words = {key: list(v) if isinstance(v, tuple) else v for key, v in frozen}
        asked[f"{question.__name__}{frozen}"] = (question, words)
        return question(cached._connection(release), **words)

    heard, cached._answer = cached._answer, recorder
    draw = random.Random(len(PAGES) * draws)
    app = AppTest.from_file(SHELL, default_timeout=300).run()
    found: dict[str, list[View]] = {page: [] for page in PAGES}
    for _ in range(draws):
        link = {name: draw.choice(values) for name, values in choices.items()}
        for page in PAGES:
            _turn_to(app, page, link)
            asked.clear()
            cached._kept.cache_clear()
            cached._recent.cache_clear()
            app.run()
            if app.exception:
                raise RuntimeError(f"{page} {link}: {app.exception[0].message}")
            found[page].append(list(asked.values()))
    cached._answer = heard
    return found


def _choices(release: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    rows = release.execute(
        "SELECT DISTINCT indicator FROM value WHERE level = 'gemeinde' ORDER BY 1"
    ).fetchall()
    kreise = release.execute(
        "SELECT parent FROM area WHERE level = 'gemeinde' GROUP BY 1 HAVING count(*) > 1 ORDER BY 1"
    ).fetchall()
    return {"indikator": [row[0] for row in rows], "gebiet": [row[0] for row in kreise]}


def _turn_to(app: AppTest, page: str, link: dict[str, str]) -> None:
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page(f"../../pages/{page}.py")
