"""The documentation is true: settings, commands, links and dependencies exist as written."""

import re
import sys
import tomllib
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import cache
from importlib.metadata import packages_distributions
from io import StringIO

import pytest

from monitoring.commands import main
from tests.house.files import ROOT, sources
from tests.house.rules import imported

SETTING = re.compile(r"\bKREISBLICK_(?!BENCH_)[A-Z][A-Z_]*[A-Z]\b")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
COMMAND = re.compile(
    r"python -m monitoring ([a-z]+"
    r"(?: (?:build|list|use|holen|dienste|zugang|import|export|withdraw)\b)?)([^`\n#|]*)"
)
PINNED = re.compile(r"^(?P<name>[\w.-]+)==[\w.!+]+(?P<rest>.*)$")
OWN = {
    "monitoring",
    "geodata",
    "pages",
    "sample_data",
    "tests",
    "benchmarks",
    "machine",
    "setup",
    "app",
}
# Used without being imported: what needs it.
WITHOUT_IMPORT = {
    "pandas-stubs",  # mypy
    "types-jsonschema",  # mypy
    "types-pyyaml",  # mypy
    "types-psutil",  # mypy
    "mypy",  # make check
    "ruff",  # make check
    "import-linter",  # make check
    "uv",  # make lock
    "pytest-xdist",  # make test
    "psycopg",  # SQLAlchemy reaches PostgreSQL through it
    "pyogrio",  # geopandas reads boundary files through it
    "pyarrow",  # tables go from DuckDB to Streamlit and back through it
}


@cache
def documents() -> dict[str, str]:
    return {source.path: source.text for source in sources(".md")}


def named_settings(*suffixes: str) -> set[str]:
    texts = [source.text for source in sources(*suffixes) if not source.path.startswith("tests/")]
    return {name for text in texts for name in SETTING.findall(text)}


@cache
def groups() -> dict[str, set[str]]:
    """Names of the direct dependencies by group."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        group: {plain(re.split(r"[=<>~!\[ ]", entry)[0]) for entry in entries}
        for group, entries in declared["dependency-groups"].items()
    }


def plain(name: str) -> str:
    """Name of a distribution as the package index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_setting_is_documented():
    written = {name for text in documents().values() for name in SETTING.findall(text)}
    assert named_settings(".py", "Makefile", ".toml", ".ci/run") - written == set()


def test_every_documented_setting_exists():
    readme = set(SETTING.findall(documents()["README.md"]))
    assert readme
    assert readme - named_settings(".py", "Makefile", ".ci/run") == set()


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{path}: {target}"
        for path, text in documents().items()
        for target in LINK.findall(text)
        if not (ROOT / path).parent.joinpath(target).exists()
    ]
    assert broken == []


def test_every_make_target_in_the_readme_exists():
    told = set(re.findall(r"\bmake (\w+)", documents()["README.md"]))
    program = (ROOT / ".ci/machine/commands.py").read_text(encoding="utf-8")
    assert {"run", "test", "check", "bench"} <= told
    assert all(f'"{target}": ' in program for target in told)


def test_every_command_in_the_documents_exists():
    told = {
        (words, option)
        for text in documents().values()
        for words, rest in COMMAND.findall(text)
        for option in re.findall(r"--[a-z-]+", rest) or [""]
    }
    assert told
    wrong = [f"{words} {option}" for words, option in sorted(told) if option not in usage(words)]
    assert wrong == []


@cache
def usage(words: str) -> str:
    """What a command says of itself; fails where there is no such command."""
    said, complaint = StringIO(), StringIO()
    with redirect_stdout(said), redirect_stderr(complaint), suppress(SystemExit):
        main([*words.split(), "--help"])
    assert not complaint.getvalue(), f"{words}: {complaint.getvalue()}"
    return said.getvalue()


def test_every_dependency_is_explained():
    rows = re.findall(r"^\| `([\w.-]+)`", documents()["docs/dependencies.md"], re.MULTILINE)
    assert {plain(name) for name in rows} == set().union(*groups().values())


@pytest.mark.parametrize(
    ("lock_file", "group"), [("requirements", "app"), ("requirements-dev", "dev")]
)
def test_lock_file_holds_every_dependency_with_hashes(lock_file: str, group: str):
    text = (ROOT / f"{lock_file}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z])", text, flags=re.MULTILINE)[1:]
    pinned = {plain(entry.split("==")[0]) for entry in entries if "--hash=sha256:" in entry}
    assert len(pinned) == len(entries)
    assert groups()[group] <= pinned
    assert not re.search(r"://|@ |^--|file:", text, re.MULTILINE)


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    product, tools = third_party(product=True), third_party(product=False)
    declared = groups()
    assert product - declared["app"] == set()
    assert tools - declared["app"] - declared["dev"] == set()
    assert declared["app"] - product - WITHOUT_IMPORT == set()
    assert declared["dev"] - tools - WITHOUT_IMPORT == set()


def third_party(*, product: bool) -> set[str]:
    """Distributions that the product, or else its tests and tools, import."""
    distributions = packages_distributions()
    modules = {
        module.partition(".")[0]
        for source in sources(".py")
        if product != source.path.startswith(("tests/", "benchmarks/", "sample_data/", ".ci/"))
        for _, module in imported(source.tree)
    }
    foreign = modules - set(sys.stdlib_module_names) - OWN
    return {plain(distributions.get(module, [module])[0]) for module in foreign}
