"""What people decide about a case: a log that is only added to → what holds, whatever is re-read."""

from reportedly.judge.making import check_judgement, make_judgement, normalise_time
from reportedly.judge.replay import replay

__all__ = ["check_judgement", "make_judgement", "normalise_time", "replay"]
