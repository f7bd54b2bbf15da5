"""Help and faults of the command line in German: argparse has English ones alone."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn
from unicodedata import category

from monitoring.readers.periods import iso_date

FAULTS = (
    (r"the following arguments are required: (.+)", r"Es fehlt: \1."),
    (r"unrecognized arguments: (.+)", r"Das gibt es nicht: \1."),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\1: \2 gibt es nicht, nur \3."),
    (r"argument (.+): invalid int value: (.+)", r"\1: \2 ist keine ganze Zahl."),
    (r"argument (.+): invalid day value: (.+)", r"\1: \2 ist kein Tag wie 2021-01-01."),
    (r"argument (.+): unprintable", r"--\1: Darin stehen Zeichen, die keine Schrift sind."),
    (r"argument (.+): expected .+", r"\1: Hier fehlt die Angabe."),
    (r"argument (.+): ignored explicit argument (.+)", r"\1: Hier steht keine Angabe, nicht \2."),
    (r"ambiguous option: (.+) could match (.+)", r"\1 ist nicht eindeutig: \2."),
)


class GermanFormatter(argparse.HelpFormatter):
    """Begins with "Aufruf:"."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """See :class:`argparse.HelpFormatter`."""
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class GermanParser(argparse.ArgumentParser):
    """Parser whose help and faults are German; ``words`` heads what has to be given."""

    def __init__(self, *, words: str = "Angaben", **settings: Any) -> None:
        super().__init__(formatter_class=GermanFormatter, add_help=False, **settings)
        self.words = self.add_argument_group(words)
        self.switches = self.add_argument_group("Schalter")
        self.switches.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:
        """Say in German what is wrong and how the command is called; ends with 2."""
        self.exit(2, f"{in_german(message)}\n{self.format_usage()}")


def day(text: str) -> str:
    """The day in ISO form; raises ValueError where it is none."""
    found = iso_date(text)
    if found is None:
        raise ValueError(text)
    return found


def refuse_unprintable(parser: GermanParser, options: argparse.Namespace) -> None:
    """End with 2 where a text given holds line breaks or bytes that are no UTF-8."""
    for name, value in vars(options).items():
        if isinstance(value, str) and any(category(char) in ("Cc", "Cs") for char in value):
            parser.error(f"argument {name}: unprintable")


def in_german(fault: str) -> str:
    """What argparse found wrong."""
    for pattern, words in FAULTS:
        found = re.fullmatch(pattern, fault)
        if found:
            return found.expand(words)
    return "Dieser Aufruf ist nicht verständlich."
