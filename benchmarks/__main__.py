"""Run the benchmarks: ``python -m benchmarks [SECTION …] [--write]``.

A section is a module of this folder with a ``main()`` that writes its table to standard
output and raises, or exits with a number, where it misses its target. Each runs in a process
of its own, so that no section measures the memory or the caches of another. All start with the
product's modules compiled, also where the machine keeps no bytecode; what a first start costs
beside a later one stands at the head.
``--write`` keeps what was measured in ``docs/benchmarks/latest.md``.
"""

import argparse
import datetime as dt
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
RESULT = FOLDER.parent / "docs" / "benchmarks" / "latest.md"


def main(arguments: list[str]) -> int:
    """Run the chosen sections; returns 1 if one of them missed its target."""
    known = sections()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("section", nargs="*", help=f"one of {', '.join(known)}; default: all")
    parser.add_argument("--write", action="store_true", help=f"write {RESULT.name}")
    options = parser.parse_args(arguments)
    unknown = set(options.section) - set(known)
    if unknown:
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    parts, missed = [f"# Benchmarks\n\n{machine()}"], []
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(PYTHONPYCACHEPREFIX=folder, PYTHONDONTWRITEBYTECODE="")
        parts.append(f"First start of a command {start():.1f} s, later ones {start():.1f} s.")
        say(parts[-1])
        for name in options.section or known:
            output, code = run(name)
            missed += [name] if code else []
            parts.append(f"## {name}\n\n{output.strip()}")
    if options.write:
        RESULT.parent.mkdir(parents=True, exist_ok=True)
        RESULT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    say(f"Missed or failed: {', '.join(missed)}" if missed else "Every section reached its target.")
    return 1 if missed else 0


def sections() -> list[str]:
    """Names of the sections, in the order of their files."""
    modules = sorted(FOLDER.glob("[a-z]*.py"))
    return [path.stem for path in modules if "\ndef main(" in path.read_text(encoding="utf-8")]


def start() -> float:
    """Seconds that a command of the product takes to start."""
    begin = time.perf_counter()
    words = [sys.executable, "-m", "monitoring", "--help"]
    subprocess.run(words, cwd=FOLDER.parent, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def run(name: str) -> tuple[str, int]:
    """Run a section in its own process; shows its output as it comes and returns it."""
    say(f"── {name}")
    program = f"import sys; from benchmarks import {name} as section; sys.exit(section.main())"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=FOLDER.parent,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        say(line.rstrip("\n"))
    return "".join(lines), process.wait()


def machine() -> str:
    """What was measured on, and when."""
    now = dt.datetime.now(tz=dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    return (
        f"{now}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
