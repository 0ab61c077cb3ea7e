"""How a test waits for what must happen: until it has happened.

Time only ends the wait of a test that fails anyway, and is long enough for a machine that does ten other things.
"""

import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds."""


def wait_until(happened: Callable[[], bool]) -> None:
    """Return as soon as it has happened; fail when it never does."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
