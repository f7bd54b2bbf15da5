"""The files of the repository that the house rules look at."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDORED = ("static/vendor/", "tests/browser/vendor/")


@dataclass(frozen=True)
class Source:
    """A file as the rules see it: path from the root with slashes, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return parsed(self.text)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def repository() -> tuple[str, ...]:
    """Paths of all files that are, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return tuple(sorted(set(names)))


@cache
def sources(*suffixes: str) -> tuple[Source, ...]:
    """Our own files with one of the suffixes, e.g. ``sources(".py", ".js")``."""
    names = [name for name in repository() if name.endswith(suffixes)]
    own = [name for name in names if not name.startswith(VENDORED)]
    return tuple(Source(name, (ROOT / name).read_text(encoding="utf-8")) for name in own)
