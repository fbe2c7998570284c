"""`python -m reportedly.gazetteer`: build the index of places where it is not there yet."""

import sys

from reportedly.errors import ReportedlyError
from reportedly.gazetteer.build import prepare_index
from reportedly.settings import load_settings

if __name__ == "__main__":
    try:
        prepare_index(load_settings().cache)
    except ReportedlyError as error:
        sys.exit(f"reportedly: {error}")
