"""The house rules on the repository as a whole: hosts, top level, SQL files, rooms."""

import ast
import re
import tomllib
from collections.abc import Iterable

from tests.house.files import Source

# Everything that may lie at the top of the repository.
FRAME = frozenset(
    "app.py pages monitoring geodata sample_data tests requirements.txt .streamlit README.md "
    "CHANGELOG.md GLOSSARY.md CONTRIBUTING.md LICENSE publiccode.yml Makefile pyproject.toml "
    "requirements-dev.txt docs benchmarks static .ci .gitignore .gitattributes".split()
)
HOST = re.compile(r"(?:(?:https?|wss?):|[\"'(=])//(?P<host>[^/\s\"'<>)\]`:]+\.[^/\s\"'<>)\]`:]+)")
# Names of formats that look like addresses and are never asked; names reserved for tests.
NO_ADDRESS = frozenset(
    (
        "127.0.0.1 www.w3.org schemas.openxmlformats.org schemas.microsoft.com json-schema.org "
        "git-lfs.github.com"
    ).split()
)
RESERVED = re.compile(r"(^|\.)(invalid|example|test|localhost)$|(^|\.)example\.(org|com|net)$")


def foreign_hosts(source: Source) -> list[tuple[int, str]]:
    """Third-party hosts named in a file, with their lines."""
    return [
        (number, hit["host"])
        for number, line in enumerate(source.lines, start=1)
        for hit in HOST.finditer(line)
        if hit["host"] not in NO_ADDRESS and not RESERVED.search(hit["host"])
    ]


def outside_the_frame(paths: Iterable[str]) -> set[str]:
    """Top-level entries that the frame does not know."""
    return {path.partition("/")[0] for path in paths} - FRAME


def sql_without_function(sql_files: Iterable[str], modules: Iterable[Source]) -> set[str]:
    """SQL files of the queries that no function of the same name stands for."""
    functions = {
        node.name
        for module in modules
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef)
    }
    names = {path.rpartition("/")[2].removesuffix(".sql") for path in sql_files}
    return names - functions


def rooms_without_contract(paths: Iterable[str], configuration: str) -> set[str]:
    """Rooms that no contract of import-linter holds, e.g. ``monitoring.attic``.

    A room of monitoring needs a layer, a module of geodata its side: workshop or front.
    """
    contracts = tomllib.loads(configuration)["tool"]["importlinter"]["contracts"]
    layers = {room for contract in contracts for room in named(contract.get("layers", []))}
    sides = {room for contract in contracts for room in named(contract.get("source_modules", []))}
    rooms = {room_of(path) for path in paths if re.match(r"(monitoring|geodata)/.*\.py$", path)}
    return {
        room
        for room in rooms - {"monitoring.__init__", "geodata.__init__"}
        if room not in (sides if room.startswith("geodata") else layers)
    }


def named(entries: Iterable[str]) -> set[str]:
    return {room for entry in entries for room in re.findall(r"[a-z]+\.\w+", entry)}


def room_of(path: str) -> str:
    """``monitoring.store`` of ``monitoring/store/schema.py``."""
    return ".".join(path.removesuffix(".py").split("/")[:2])
