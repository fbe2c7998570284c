"""Documents → readings, in one process or in several, always in the order of the documents."""

from reportedly.parallel.reading import Watched, read_all
from reportedly.parallel.sizing import choose_workers

__all__ = ["Watched", "choose_workers", "read_all"]
