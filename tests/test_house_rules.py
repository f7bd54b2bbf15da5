"""The house rules hold, and each rule catches one who breaks it."""

from collections.abc import Callable, Iterator

import pytest

from tests.house import rules
from tests.house.files import ROOT, Source, repository, sources
from tests.house.frame import (
    foreign_hosts,
    outside_the_frame,
    rooms_without_contract,
    sql_without_function,
)

Rule = Callable[[Source], Iterator[tuple[int, str]]]

LONG_SQL = 'query = """\nSELECT a\nFROM b\nWHERE c\nGROUP BY d\nORDER BY e\nLIMIT 1\n"""\n'

# Rule, path and content of an offender, and the same made good.
OFFENDERS: dict[str, list[tuple[str, str, str]]] = {
    "file_is_short": [
        ("monitoring/a.py", "x = 1\n" * 251, "x = 1\n" * 250),
        ("pages/karte.py", "x = 1\n" * 81, "x = 1\n" * 80),
    ],
    "functions_are_short": [
        ("geodata/a.py", "def f():\n" + "    x = 1\n" * 40, "def f():\n" + "    x = 1\n" * 39),
        ("tests/a.py", "async def f():\n" + "    x = 1\n" * 40, "x = 1\n" * 60),
    ],
    "streamlit_stays_in_its_rooms": [
        ("monitoring/charts/a.py", "import streamlit as st\n", "import altair\n"),
        ("geodata/maps.py", "from streamlit_folium import st_folium\n", "import folium\n"),
        ("monitoring/a.py", "def f():\n    from streamlit.runtime import x\n", "x = 'streamlit'\n"),
    ],
    "pages_do_not_touch_data": [
        ("pages/karte.py", "import pandas as pd\n", "import streamlit as st\n"),
        ("app.py", "from duckdb import connect\n", "from monitoring import ui\n"),
    ],
    "app_leaves_the_workshop_alone": [
        ("app.py", "from monitoring.store import connection\n", "from monitoring.ui import x\n"),
        ("app.py", "from monitoring import readers\n", "from monitoring import release\n"),
    ],
    "long_sql_is_in_a_file": [
        ("monitoring/a.py", LONG_SQL, LONG_SQL.replace("GROUP BY d\n", "")),
        ("monitoring/a.py", LONG_SQL.replace("= ", "= f").replace("d\n", "{d}\n"), "x = 1\n"),
    ],
    "merges_are_validated": [
        ("monitoring/a.py", "a.merge(b, on='ags')\n", "a.merge(b, on='ags', validate='1:1')\n"),
        ("geodata/a.py", "pd.merge(a, b)\n", "pd.merge(a, b, validate='m:1')\n"),
    ],
    "readers_read_text": [
        ("monitoring/readers/a.py", "pd.read_csv(f)\n", "pd.read_csv(f, dtype=str)\n"),
        ("monitoring/readers/a.py", "read_excel(f, dtype=int)\n", "read_excel(f, dtype=str)\n"),
        (
            "monitoring/readers/a.py",
            "csv.read_csv(f, convert_options=ConvertOptions(include_columns=a))\n",
            "csv.read_csv(f, convert_options=ConvertOptions(include_columns=a, column_types=b))\n",
        ),
    ],
    "missing_is_not_zero": [
        ("monitoring/a.py", "a.fillna(0)\n", "a.fillna('')\n"),
        ("monitoring/a.py", "a.fillna(0.0)\n", "a.ge(b).fillna(False)\n"),
        ("monitoring/a.py", "a.fillna(value=0.0)\n", "a.fillna(value=mean)\n"),
    ],
    "no_blind_except": [
        ("a.py", "try:\n    x\nexcept:\n    y\n", "try:\n    x\nexcept KeyError:\n    y\n"),
        ("a.py", "try:\n    x\nexcept (A, Exception):\n    y\n", "x = Exception\n"),
        (
            "a.py",
            "try:\n    x\nexcept Exception as e:\n    raise B\n",
            "try:\n    x\nexcept Exception:\n    y\n    raise\n",
        ),
    ],
    "nothing_is_printed": [("monitoring/a.py", "print('a')\n", "sys.stdout.write('print')\n")],
    "caching_has_one_room": [
        ("monitoring/ui/a.py", "@st.cache_data\ndef f(): ...\n", "def cache_data_of(): ...\n"),
        ("pages/a.py", "from streamlit import cache_resource\n", "import streamlit\n"),
        ("pages/a.py", "from functools import lru_cache\n", "from functools import cache\n"),
    ],
    "words_of_others_are_escaped": [
        ("pages/a.py", "st.info(f'{a.title} fehlt')\n", "st.info(f'{escape(a.title)} fehlt')\n"),
        ("monitoring/ui/a.py", "box.markdown(row['label'])\n", "box.markdown(NAMES[level])\n"),
        ("monitoring/ui/a.py", "st.toggle('An', help=a.note)\n", "st.html(a.note)\n"),
    ],
    "cases_have_an_order": [
        ("tests/a.py", "parametrize('a', set(b) - c)\n", "parametrize('a', sorted(set(b) - c))\n"),
        ("tests/a.py", "parametrize('a', {1, 2})\n", "parametrize('a', [{1}, {2}])\n"),
    ],
    "excuses_have_reasons": [
        ("a.py", "x = 1  # no" + "qa: E501\n", "x = 1  # no" + "qa: E501 - an address\n"),
        ("a.py", "x = 1  # no" + "qa - because of the wind\n", "x = 1  # a note\n"),
        (
            "a.py",
            "x()  # type: " + "ignore[arg]\n",
            "x()  # type: " + "ignore[arg]  # no types there\n",
        ),
    ],
}


@pytest.mark.parametrize("rule", rules.PYTHON_RULES, ids=lambda rule: rule.__name__)
def test_rule_holds(rule: Rule):
    found = [
        f"{source.path}:{line}: {offence}"
        for source in sources(".py")
        for line, offence in rule(source)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("name", "path", "bad", "good"),
    [(name, *case) for name, cases in OFFENDERS.items() for case in cases],
)
def test_rule_catches_an_offender_and_no_other(name: str, path: str, bad: str, good: str):
    rule = getattr(rules, name)
    assert list(rule(Source(path, bad)))
    assert not list(rule(Source(path, good)))


def test_every_rule_has_an_offender():
    assert set(OFFENDERS) == {rule.__name__ for rule in rules.PYTHON_RULES}


def test_the_rules_see_the_product():
    seen = {source.path for source in sources(".py")}
    assert {"monitoring/errors.py", "geodata/__init__.py", "tests/test_house_rules.py"} <= seen
    assert not any(path.startswith(".venv/") for path in repository())


def test_no_third_party_host_is_named():
    found = [
        f"{source.path}:{line}: {host}"
        for source in sources(".py", ".js", ".css", ".html", ".toml", ".svg")
        for line, host in foreign_hosts(source)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("fetch('https://" + "cdn.someone.de/a.js')", ["cdn.someone.de"]),
        ('<script src="//' + 'cdn.someone.de/a.js">', ["cdn.someone.de"]),
        ("url = 'https://{s}." + "tile.someone.eu/{z}'", ["{s}.tile.someone.eu"]),
        ('xmlns="http://www.w3.org/2000/svg"', []),
        ("http://127.0.0.1:8501/ https://tiles.invalid/ // a.comment", []),
    ],
)
def test_a_third_party_host_is_caught(text: str, hosts: list[str]):
    assert [host for _, host in foreign_hosts(Source("static/a.js", text))] == hosts


def test_other_files_are_short_too():
    long = [
        f"{source.path}: {len(source.lines)} lines"
        for source in sources(".sql", ".js", ".css", ".sh")
        if list(rules.file_is_short(source))
    ]
    assert not long, "\n".join(long)


def test_every_query_in_sql_has_its_function():
    queries = [path for path in repository() if path.startswith("monitoring/queries/sql/")]
    modules = [source for source in sources(".py") if source.path.startswith("monitoring/queries/")]
    assert sql_without_function(queries, modules) == set()
    lonely = sql_without_function(["monitoring/queries/sql/lonely.sql"], modules)
    assert lonely == {"lonely"}


def test_top_level_is_the_frame():
    assert outside_the_frame(repository()) == set()
    assert outside_the_frame(["app.py", "attic/a.py", "notes.txt"]) == {"attic", "notes.txt"}


def test_every_room_is_held_by_a_contract():
    configuration = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert rooms_without_contract(repository(), configuration) == set()
    built = ["monitoring/attic/a.py", "geodata/cellar.py", "monitoring/store/b.py"]
    assert rooms_without_contract(built, configuration) == {"monitoring.attic", "geodata.cellar"}
