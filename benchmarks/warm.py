"""Commands of the product in processes that are killed at a chosen moment.

``python -m benchmarks.warm`` has everything imported and forks a child for each command it is
told, so that three hundred of them do not cost three hundred starts; the child runs the
product's own ``main``. It alone waits for its children and kills them: a process number can
therefore not belong to anybody else.
"""

import dataclasses
import errno
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TICK_S = 0.0005
PATIENCE_S = 300.0
Server = subprocess.Popen[str]


@dataclasses.dataclass(frozen=True)
class Ended:
    """A command that ended: exit code or -9, what it said, seconds to the mark and to the end,
    and what lies among the temporary files afterwards.
    """

    code: int
    said: str
    marked: float
    seconds: float
    left: list[str]


@contextmanager
def warm(scratch: Path) -> Iterator[Server]:
    """The process that runs commands; their temporary files lie in ``scratch``."""
    scratch.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.warm"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(scratch)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as server:
        try:
            yield server
        finally:
            server.kill()


def command(
    server: Server,
    data: Path,
    *words: str,
    kill_after: float | None = None,
    mark: str = "",
    largest: int | None = None,
    broken: str = "",
) -> Ended:
    """Run one command on the data folder.

    ``kill_after`` counts from the moment the command has said ``mark``; ``largest`` is the size
    in bytes beyond which no file may grow, ``broken`` the function of ``os`` that fails.
    """
    order = {
        "data": str(data),
        "words": words,
        "kill_after": kill_after,
        "mark": mark,
        "largest": largest,
        "broken": broken,
    }
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps(order) + "\n")
    server.stdin.flush()
    return Ended(**json.loads(server.stdout.readline()))


def main_of_child(order: dict, log: int) -> None:
    """Become the command: nothing of this returns."""
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ["KREISBLICK_DATA"] = order["data"]
    if order["largest"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], order["largest"]))
    if order["broken"]:
        setattr(os, order["broken"], failing)
    code = 70
    try:
        code = importlib.import_module("monitoring.commands").main(order["words"])
    finally:
        if sys.exc_info()[0] is not None:
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def failing(*_: object, **__: object) -> None:
    """What a function of the system does on a broken disk."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def run(order: dict, log: Path) -> Ended:
    """Fork the command, wait for its end or its moment."""
    with log.open("wb") as file:
        start = time.perf_counter()
        child = os.fork()
        if child == 0:
            main_of_child(order, file.fileno())
    marked, mark = None, order["mark"].encode()
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        now = time.perf_counter() - start
        if marked is None and (not mark or mark in log.read_bytes()):
            marked = now
        if ended:
            code = os.waitstatus_to_exitcode(status)
            said = log.read_text(encoding="utf-8", errors="replace")
            left = [path.name for path in log.parent.iterdir() if path != log]
            return Ended(code, said, now if marked is None else marked, now, left)
        late = order["kill_after"] is not None and marked is not None
        if (late and now - marked >= order["kill_after"]) or now > PATIENCE_S:
            os.kill(child, signal.SIGKILL)
        time.sleep(TICK_S)


def serve() -> None:
    """Run what comes in, a line of JSON each, until nothing comes any more."""
    importlib.import_module("monitoring.commands")
    log = Path(os.environ["TMPDIR"]) / "said.log"
    for line in sys.stdin:
        ended = run(json.loads(line), log)
        sys.stdout.write(json.dumps(dataclasses.asdict(ended)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
