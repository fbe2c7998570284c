"""Ctrl-C, which goes to every process of a terminal, is answered by the one that was started there."""

import signal
from multiprocessing import resource_tracker


def keep_interrupts_out() -> None:
    """Have Ctrl-C reach no process that this thread starts, which would end with a traceback.

    What it starts inherits that; once it runs our own code it may say itself what it does then.
    """
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # whoever starts it lets interrupts in again
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
