"""The commands behind ``make``: run, test, check, bench, lock."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from . import chromium, port
from .environment import DEVELOP, RUN, prepare
from .failures import SetupError
from .places import ROOT, data_dir, say

USAGE = "python .ci/setup.py run | test [PYTEST-ARGUMENTE] | check | bench [ABSCHNITT …] | lock\n"
LINT_IMPORTS = (
    "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(cache_dir=None))"
)
RULE_TESTS = ("tests/test_house_rules.py", "tests/test_documentation.py")
CHECKS = {
    "ruff": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy", "monitoring", "geodata"),
    "import-linter": ("-c", LINT_IMPORTS),
    "house rules": ("-m", "pytest", "-q", *RULE_TESTS),
}
LOCK = ["uv", "pip", "compile", "--universal", "--python-version", "3.11", "--quiet"]
LOCK += ["--fork-strategy", "fewest", "--generate-hashes", "--only-binary", ":all:"]
LOCK += ["--no-config", "--no-emit-index-url", "--custom-compile-command", "make lock"]


def dispatch(arguments: list[str]) -> int:
    """Run one command; returns the exit code."""
    name, *rest = arguments or [""]
    command = COMMANDS.get(name)
    if command is None:
        sys.stderr.write(f"Aufruf: {USAGE}")
        return 2
    os.chdir(ROOT)
    try:
        return command(rest)
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def run(_: list[str]) -> int:
    """Start the app, with sample data where there is no release yet."""
    number = port.chosen()
    python = prepare(RUN)
    _ensure_release(python)
    say(f"Kreisblick läuft gleich unter http://localhost:{number} (beenden mit Strg+C).")
    return _become(python, *app_arguments(number))


def _ensure_release(python: Path) -> None:
    """Build the sample release on an empty installation, never among somebody's own data."""
    data = data_dir()
    unfinished = data / "sample.unfinished"
    if (data / "current.json").exists():
        return
    if (data / "store.duckdb").exists() and not unfinished.exists():
        say("Noch kein Datenstand. Erstellen mit: .venv/bin/python -m monitoring release build")
        return
    say("Baue einen Datenstand aus den Beispieldaten …")
    try:
        data.mkdir(parents=True, exist_ok=True)
        unfinished.touch()
    except OSError as error:
        raise SetupError(
            f"In {data} lässt sich nichts anlegen ({error.strerror}). Abhilfe: Schreibrechte geben "
            "oder mit KREISBLICK_DATA ein anderes Verzeichnis nennen."
        ) from error
    if _module(python, "monitoring", "sample") != 0:
        raise SetupError("Der Beispiel-Datenstand ließ sich nicht bauen; der Grund steht darüber.")
    unfinished.unlink()


def app_arguments(number: int) -> list[str]:
    """What comes after ``python -m`` to serve the app on a port of this machine only."""
    server = ["--server.address", port.ADDRESS, "--server.port", str(number)]
    return ["streamlit", "run", "app.py", *server, "--server.headless", "true"]


def test(arguments: list[str]) -> int:
    """Run all tests, the browser's among them."""
    python = prepare(RUN, DEVELOP)
    os.environ[chromium.SETTING] = str(chromium.prepare(python))
    # Tests start hundreds of processes: modules stay compiled even where the machine keeps none.
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""
    workers = () if "-n" in arguments else ("-n", str(min(os.cpu_count() or 1, 4)))
    return _module(python, "pytest", *workers, "--dist", "worksteal", *arguments)


def check(_: list[str]) -> int:
    """Run every quality gate, also after one has failed."""
    python = prepare(RUN, DEVELOP)
    failed = [name for name, gate in CHECKS.items() if _announced(name, python, *gate) != 0]
    say(f"Nicht bestanden: {', '.join(failed)}" if failed else "Alle Prüfungen bestanden.")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Run the benchmarks."""
    python = prepare(RUN, DEVELOP)
    os.environ[chromium.SETTING] = str(chromium.prepare(python))
    return _module(python, "benchmarks", *arguments)


def lock(arguments: list[str]) -> int:
    """Write the lock files anew from the groups in pyproject.toml (``--upgrade`` for newer)."""
    python = prepare(RUN, DEVELOP)
    for group, *options in (("app", "-o", RUN), ("dev", "-c", RUN, "-o", DEVELOP)):
        chosen = ("--group", f"pyproject.toml:{group}")
        if _module(python, *LOCK, *chosen, *options, *arguments) != 0:
            raise SetupError("Die Pakete ließen sich nicht festlegen; der Grund steht darüber.")
    return 0


def _announced(name: str, *command: str | Path) -> int:
    say(f"── {name}")
    return _call(*command)


def _module(python: Path, *arguments: str) -> int:
    return _call(python, "-m", *arguments)


def _call(*command: str | Path) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode


def _become(python: Path, *arguments: str) -> int:
    """Replace this process, so that signals reach the app itself."""
    if os.name == "nt":
        return _module(python, *arguments)
    return os.execv(python, [str(python), "-m", *arguments])


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "lock": lock,
}
