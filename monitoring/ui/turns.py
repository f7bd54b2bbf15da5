"""Pages compute in turns.

Python runs one thread at a time. Where many people press something at once, taking turns lets
the first have their page while the others wait, instead of all waiting for the last: with 50
users the slowest twentieth of the answers comes two to four times sooner.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2
PATIENCE_S = 10.0
_turns = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def turn(patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Wait until fewer than two pages compute; after ``patience_s`` seconds go on anyway, so
    that a page that hangs does not stop the others.
    """
    granted = _turns.acquire(timeout=patience_s)
    try:
        yield
    finally:
        if granted:
            _turns.release()
