"""Pages compute in turns."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from monitoring.ui.turns import AT_ONCE, turn


def test_no_more_pages_compute_at_once_than_allowed():
    busy, most, guard = 0, 0, threading.Lock()

    def page() -> None:
        nonlocal busy, most
        with turn():
            with guard:
                busy += 1
                most = max(most, busy)
            time.sleep(0.01)
            with guard:
                busy -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: page(), range(24)))
    assert most == AT_ONCE


def test_a_page_that_fails_gives_its_turn_back():
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ValueError, match="Seite"), turn(patience_s=0.01):
            raise ValueError("Seite")
    began = time.monotonic()
    with turn():
        assert time.monotonic() - began < 1


def test_pages_that_hang_do_not_stop_the_others():
    with turn(), turn():
        began = time.monotonic()
        with turn(patience_s=0.05):
            assert time.monotonic() - began >= 0.05
