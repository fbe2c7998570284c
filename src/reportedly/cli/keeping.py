"""`compact`: a case file in good order."""

from reportedly.cli.options import CaseOption, open_case
from reportedly.cli.output import tell

_MIB = 1 << 20


def compact(*, case: CaseOption = None) -> None:
    """Make the case file as small and its questions as quick as they can be. Nothing is lost."""
    with open_case(case) as opened:
        done = opened.compact()
    tell(f"{done.before / _MIB:.1f} MiB before, {done.after / _MIB:.1f} MiB now")
