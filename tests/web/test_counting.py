"""What a served case counts while nobody waits: all origins, and it stops when it is told to."""

from pathlib import Path

from tests.assess.made_story import REPORTS, read

from reportedly.case import Case
from reportedly.settings import Settings
from reportedly.web.counting import Counting
from reportedly.web.desk import Desk


def make_story(path: Path) -> Desk:
    with Case.open(path) as case:
        for number in range(len(REPORTS)):
            case.keep(read(number))
    return Desk(path, Settings())


def test_all_origins_are_counted_in_the_background(tmp_path: Path) -> None:
    desk = make_story(tmp_path / "story.reportedly")
    with Counting(desk) as counting:
        counting.wait()
    with desk.open() as case:
        assert sum(case.count_origins()) == 0


def test_what_very_many_claims_tell_waits_until_it_is_asked_for(tmp_path: Path) -> None:
    with make_story(tmp_path / "story.reportedly").open() as case:
        few = sum(case.count_origins(most_claims=1))
        assert few
        assert sum(case.count_origins()) > 0
        assert sum(case.count_origins()) == 0


def test_counting_ends_when_it_is_told_to_and_a_missing_case_is_no_failure(tmp_path: Path) -> None:
    with Counting(make_story(tmp_path / "story.reportedly")) as counting:
        counting.stop()
    with Counting(Desk(tmp_path / "none.reportedly", Settings())) as counting:
        counting.wait()
