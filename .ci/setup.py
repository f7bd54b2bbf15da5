"""Set up and run Kreisblick with nothing but a Python: ``python .ci/setup.py run``.

Only the standard library is used, and this file alone also parses on older Pythons, so
that they can be told that they are too old.
"""

import sys

OLDEST = (3, 11)


def main(arguments: "list[str]") -> int:
    """Check the Python, then hand over to the commands."""
    if sys.version_info < OLDEST:
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        target = arguments[0] if arguments else "run"
        sys.stderr.write(
            f"Python {found} ist zu alt, Kreisblick braucht Python 3.11 oder neuer. Abhilfe: sudo "
            f"apt install python3.11 python3.11-venv, dann: make {target} PYTHON=python3.11\n"
        )
        return 2
    from machine.commands import dispatch  # noqa: PLC0415 - needs a new Python, checked above

    return dispatch(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
