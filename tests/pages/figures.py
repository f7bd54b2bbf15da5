"""What the pages must show, asked of the release itself and written the German way."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb

from monitoring.queries.ask import open_release

KREIS = "99002"
LAND = "99"
SIGNS = {"provisional": "{} p", "revised": "{} r", "estimated": "{} s", "limited": "({})"}
REASONS = {
    "suppressed": "•",
    "not_applicable": "×",
    "not_yet": "…",
    "unknown": "k. A.",
    "not_comparable": "≠",
}


def open_current(data_dir: Path) -> duckdb.DuckDBPyConnection:
    """The release in use, opened as the app opens it."""
    name = json.loads((data_dir / "current.json").read_text(encoding="utf-8"))["release"]
    return open_release(data_dir / "releases" / name / "release.duckdb")


def rows(release: duckdb.DuckDBPyConnection, sql: str, *words: object) -> list[dict[str, Any]]:
    """Answer of a query, one dictionary a row."""
    with release.cursor() as cursor:
        answer = cursor.execute(sql, words)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, line, strict=True)) for line in answer.fetchall()]


def values(
    release: duckdb.DuckDBPyConnection, indicator: str, level: str, period: str, within: str = KREIS
) -> dict[str, float | None]:
    """Value by key of every area of the map layer (None: no value)."""
    found = rows(
        release,
        "SELECT l.ags, v.value FROM layer_area l LEFT JOIN value v ON v.ags = l.ags AND "
        "v.level = l.level AND v.indicator = $1 AND v.period = $3 "
        "WHERE l.level = $2 AND l.ags LIKE $4 || '%'",
        *(indicator, level, period, within),
    )
    return {row["ags"]: row["value"] for row in found}


def series(release: duckdb.DuckDBPyConnection, indicator: str, key: str) -> dict[str, float]:
    """Value by period of one area, where there is one."""
    found = rows(
        release,
        "SELECT period, value FROM value_by_area WHERE indicator = ? AND ags = ? "
        "AND value IS NOT NULL ORDER BY period",
        *(indicator, key),
    )
    return {row["period"]: row["value"] for row in found}


WORDS = {"{} p": "vorläufig", "{} r": "berichtigt", "{} s": "geschätzt"}


def signs(release: duckdb.DuckDBPyConnection, indicator: str) -> dict[tuple[str, str], str]:
    """How a value stands in a table, by key and period: ``{}``, or with the office's mark."""
    found = rows(
        release, "SELECT ags, period, note FROM value_by_area WHERE indicator = ?", indicator
    )
    marks = {(r["ags"], r["period"]): (r["note"] or "").split(",") for r in found}
    return {
        place: next((SIGNS[mark] for mark in told if mark in SIGNS), "{}")
        for place, told in marks.items()
    }


def marked(
    release: duckdb.DuckDBPyConnection, indicator: str, key: str, period: str, text: str
) -> str:
    """A printed value as it stands in a table, with the office's mark."""
    return signs(release, indicator)[key, period].format(text)


def stand(release: duckdb.DuckDBPyConnection, indicator: str, key: str, period: str) -> str:
    """A period as a profile tells it: with the office's word about the value."""
    sign = signs(release, indicator)[key, period]
    return ", ".join([day(period), *([WORDS[sign]] if sign in WORDS else [])])


def latest(release: duckdb.DuckDBPyConnection, indicator: str, level: str = "gemeinde") -> str:
    """The newest period with any value."""
    found = rows(
        release,
        "SELECT max(period) AS period FROM value WHERE indicator = ? AND level = ? "
        "AND value IS NOT NULL",
        *(indicator, level),
    )
    return str(found[0]["period"])


def described(release: duckdb.DuckDBPyConnection, indicator: str) -> dict[str, Any]:
    """The indicator as the release describes it."""
    return rows(release, "SELECT * FROM indicator WHERE id = ?", indicator)[0]


def label(release: duckdb.DuckDBPyConnection, key: str) -> str:
    """Name of an area as pages write it."""
    return str(rows(release, "SELECT label FROM area WHERE ags = ?", key)[0]["label"])


def labels(release: duckdb.DuckDBPyConnection, level: str, within: str = KREIS) -> dict[str, str]:
    """Names of all areas of a level in a territory, by key."""
    found = rows(
        release,
        "SELECT ags, label FROM area WHERE level = ? AND ags LIKE ? || '%'",
        *(level, within),
    )
    return {row["ags"]: row["label"] for row in found}


def largest(release: duckdb.DuckDBPyConnection, count: int, within: str = KREIS) -> list[str]:
    """Keys of the Gemeinden with most inhabitants."""
    found = rows(
        release,
        "SELECT ags FROM area WHERE level = 'gemeinde' AND ags LIKE ? || '%' "
        "AND NOT unincorporated ORDER BY population DESC LIMIT ?",
        *(within, count),
    )
    return [row["ags"] for row in found]


def german(value: float, decimals: int, *, signed: bool = False) -> str:
    """1.234,5 as a German reads it, halves rounded up; with ``signed`` +3,0 and −3,0."""
    exact = Decimal(repr(abs(float(value)))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{exact:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    if exact == 0:
        return text
    return f"−{text}" if value < 0 else f"{'+' if signed else ''}{text}"


def day(period: str) -> str:
    """2024-12-31 as 31.12.2024; a year stays a year."""
    return ".".join(reversed(period.split("-")))
