"""What a running command leaves in the folder of its job: how far it is, and when it is too late.

One file decides between the command and whoever cancels it: ``revocable`` is there as long as
nothing was changed. The command renames it to ``final`` before the last step, a cancelling
session renames it to ``revoked``; of the two only one can. A command that nobody started as a
job has no folder, and nothing of this happens.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from monitoring.errors import CancelledError

OUTCOME, PROGRESS, UPLOADS, FINDINGS = "outcome", "progress", "uploads", "findings"
REVOCABLE, REVOKED, FINAL = "revocable", "revoked", "final"
_FOLDER: ContextVar[Path | None] = ContextVar("folder", default=None)
_SPAN: ContextVar[tuple[float, float]] = ContextVar("span", default=(0.0, 1.0))
_DONE: ContextVar[float] = ContextVar("done", default=0.0)


@contextmanager
def as_job(folder: Path | None) -> Iterator[None]:
    """Tell ``folder`` of what is done within."""
    before, done = _FOLDER.set(folder), _DONE.set(0.0)
    try:
        yield
    finally:
        _FOLDER.reset(before)
        _DONE.reset(done)


@contextmanager
def portion(start: float, end: float) -> Iterator[None]:
    """What is done within is this part of the whole, or of the part around it."""
    low, high = _SPAN.get()
    before = _SPAN.set((low + (high - low) * start, low + (high - low) * end))
    try:
        yield
    finally:
        _SPAN.reset(before)


def step(done: float, text: str) -> None:
    """Tell what is worked on now and how much (0 to 1) of this part is done; it never falls."""
    folder = _FOLDER.get()
    if folder is None:
        return
    low, high = _SPAN.get()
    share = max(_DONE.get(), low + (high - low) * min(done, 1.0))
    _DONE.set(share)
    draft = folder / f".{PROGRESS}"
    with suppress(OSError):  # a full disk is told by what matters
        draft.write_text(f"{share:.4f} {text}", encoding="utf-8")
        draft.replace(folder / PROGRESS)


def decide() -> None:
    """To be called before the step that counts: from here on nobody can cancel.

    Raises CancelledError where somebody has.
    """
    folder = _FOLDER.get()
    if folder is None:
        return
    with suppress(FileNotFoundError):
        (folder / REVOCABLE).rename(folder / FINAL)
    if (folder / REVOKED).exists():
        raise CancelledError
