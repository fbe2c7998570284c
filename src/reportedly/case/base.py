"""What every part of the façade stands on: an open store and the settings."""

from reportedly.assess import settle_case
from reportedly.judge import replay
from reportedly.settings import Settings, load_settings
from reportedly.store import Store
from reportedly.verdicts import Verdicts


class CaseBase:
    """A store and the settings of one case; the parts of `Case` add what can be done with them."""

    def __init__(self, store: Store, settings: Settings | None = None) -> None:
        self._store = store
        self._settings = settings or load_settings()

    def verdicts(self) -> Verdicts:
        """Return what holds after all judgements, and which of them contradict each other."""
        return replay(self._store.list_judgements())

    def _settle(self, workers: int | None = 1) -> None:
        """Resolve and weigh what waits for it, so that what is asked next knows all documents."""
        for _ in settle_case(self._store, workers):
            pass
