"""Uploads are read one after the other; whatever is wrong with one report, the rest goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.web.uploads.conftest import MET, read_case, send, wait_for, wait_over

from reportedly.case import Case
from reportedly.errors import CaseError
from reportedly.settings import UploadBounds
from reportedly.web.uploads import Line
from reportedly.web.uploads.line import TooManyError

Make = Callable[..., Line]


def test_what_is_sent_is_read_and_weighed(make_line: Make, case_path: Path) -> None:
    line = make_line()
    state = wait_over(line, send(line, {"a.txt": MET, "b.txt": "Nobody said anything here."}))
    assert (state.phase, state.added, state.claims, state.problem_count) == ("done", 2, 1, 0)
    assert (state.files_done, state.unweighed, state.current) == (2, 0, None)
    assert read_case(case_path) == (["a.txt", "b.txt"], 1, [])
    with Case.open(case_path) as case:
        assert list(case.settle()) == []


def test_an_upload_says_what_it_does_in_its_order(make_line: Make, tmp_path: Path) -> None:
    line = make_line()
    go, go_on = tmp_path / "go", tmp_path / "go-on"
    id_ = send(
        line,
        {"a.txt": f"Read this WAIT-FOR {go} and then go.", "b.txt": f"Read WAIT-FOR {go_on} too."},
    )
    first = wait_for(line, id_, lambda s: s.phase == "reading")
    assert (first.current, first.files_done, first.added) == ("a.txt", 0, 0)
    assert first.words == "Reading file 1 of 2"
    go.touch()
    second = wait_for(line, id_, lambda s: s.current == "b.txt")
    assert (second.files_done, second.added) == (1, 1)
    assert second.version > first.version
    go_on.touch()
    assert wait_over(line, id_).words == "Done: 2 files"


def test_what_cannot_be_read_is_listed_and_kept(make_line: Make, case_path: Path) -> None:
    line = make_line()
    state = wait_over(line, send(line, {"table.csv": "a,b", "a.txt": MET, "empty.txt": ""}))
    assert [p.name for p in state.problems] == ["table.csv", "empty.txt"]
    assert (state.phase, state.added, state.problem_count) == ("done", 1, 2)
    assert read_case(case_path)[2] == ["table.csv", "empty.txt"]
    assert line.describe(state.id, 1).problems == state.problems[1:]


def test_a_text_that_is_known_is_not_read_again(make_line: Make) -> None:
    line = make_line()
    wait_over(line, send(line, {"a.txt": MET}))
    state = wait_over(line, send(line, {"a.txt": MET, "copy.txt": MET}))
    assert (state.added, state.known, state.claims) == (0, 2, 0)


def test_a_report_on_which_the_reader_crashes_is_a_problem(
    make_line: Make, case_path: Path
) -> None:
    line = make_line()
    state = wait_over(
        line,
        send(
            line,
            {"a.txt": MET, "bad.txt": "Then it must CRASH at once.", "c.txt": "The rest is read."},
        ),
    )
    assert (state.phase, state.added, state.files_done) == ("done", 2, 3)
    assert [p.name for p in state.problems] == ["bad.txt"]
    assert read_case(case_path) == (["a.txt", "c.txt"], 1, ["bad.txt"])


def test_a_line_of_json_on_which_the_reader_crashes_costs_that_line_alone(
    make_line: Make, case_path: Path
) -> None:
    lines = [
        f'{{"text": "{text}"}}'
        for text in (MET, "Here it must CRASH now.", "The last line is read.")
    ]
    line = make_line()
    state = wait_over(line, send(line, {"all.jsonl": "\n".join(lines)}))
    assert (state.phase, state.added, state.problem_count) == ("done", 2, 1)
    assert len(read_case(case_path)[0]) == 2


def test_a_report_that_takes_too_long_is_a_problem(make_line: Make, case_path: Path) -> None:
    line = make_line(uploads=UploadBounds(document_s=1))
    state = wait_over(line, send(line, {"slow.txt": "It will HANG for ever.", "a.txt": MET}))
    assert (state.phase, state.added) == ("done", 1)
    assert "longer than 1 s" in state.problems[0].message
    assert read_case(case_path) == (["a.txt"], 1, ["slow.txt"])


def test_a_cancelled_upload_keeps_what_was_read_and_reads_no_more(
    make_line: Make, case_path: Path, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    line = make_line()
    id_ = send(
        line,
        {
            "a.txt": f"{MET} WAIT-FOR {go} then.",
            "b.txt": "It would HANG for ever.",
            "c.txt": "Nor this.",
        },
    )
    wait_for(line, id_, lambda s: s.phase == "reading")
    assert line.cancel(id_).is_cancelled
    go.touch()
    state = wait_over(line, id_)
    assert (state.phase, state.added) == ("cancelled", 1)
    assert read_case(case_path) == (["a.txt"], 1, [])
    with Case.open(case_path) as case:
        assert list(case.settle()) == []


def test_a_report_that_does_not_end_is_cancelled_with_nothing_of_it_kept(
    make_line: Make, case_path: Path
) -> None:
    line = make_line()
    id_ = send(line, {"a.txt": MET, "b.txt": "It will HANG for ever."})
    wait_for(line, id_, lambda s: s.current == "b.txt")
    line.cancel(id_)
    assert wait_over(line, id_).phase == "cancelled"
    assert read_case(case_path) == (["a.txt"], 1, [])


def test_uploads_wait_for_each_other_and_a_waiting_one_can_be_cancelled(
    make_line: Make, case_path: Path, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    line = make_line()
    first = send(line, {"a.txt": f"Read this WAIT-FOR {go} first."})
    second = send(line, {"b.txt": MET})
    third = send(line, {"c.txt": "Read at the end."})
    wait_for(line, first, lambda s: s.phase == "reading")
    assert (line.describe(second).phase, line.describe(third).ahead) == ("waiting", 2)
    line.cancel(second)
    go.touch()
    assert wait_over(line, third).phase == "done"
    assert line.describe(second).phase == "cancelled"
    assert read_case(case_path)[0] == ["a.txt", "c.txt"]


def test_no_more_may_wait_than_the_bound(make_line: Make, tmp_path: Path) -> None:
    go = tmp_path / "go"
    line = make_line(uploads=UploadBounds(waiting=1))
    first = send(line, {"a.txt": f"Read this WAIT-FOR {go} first."})
    second = send(line, {"b.txt": MET})
    with pytest.raises(TooManyError, match="1 upload"):
        send(line, {"c.txt": MET})
    go.touch()
    for id_ in (first, second):
        assert wait_over(line, id_).phase == "done"
    assert wait_over(line, send(line, {"c.txt": MET})).phase == "done"


def test_a_model_that_is_missing_is_said(make_line: Make) -> None:
    line = make_line(model="missing")
    state = wait_over(line, send(line, {"a.txt": MET}))
    assert state.phase == "failed"
    assert "is not installed" in (state.reason or "")


def test_an_upload_that_nobody_knows_is_said_to_be_unknown(make_line: Make) -> None:
    with pytest.raises(CaseError, match="no upload"):
        make_line().describe("none")


def test_no_file_is_left_behind(make_line: Make, tmp_path: Path) -> None:
    line = make_line()
    wait_over(line, send(line, {"a.txt": MET, "bad.txt": "Here it must CRASH now."}))
    line.close()
    assert not [p for p in (tmp_path / "cache").rglob("*") if p.is_file()]


def test_a_server_that_ends_leaves_a_case_that_goes_on(
    make_line: Make, case_path: Path, tmp_path: Path
) -> None:
    line = make_line()
    files = {"a.txt": MET, "b.txt": f"Read this WAIT-FOR {tmp_path / 'go'} first."}
    id_ = send(line, files)
    wait_for(line, id_, lambda s: s.current == "b.txt")
    line.close()
    assert read_case(case_path) == (["a.txt"], 1, [])
    (tmp_path / "go").touch()
    later = make_line()
    state = wait_over(later, send(later, files))
    assert (state.added, state.known) == (1, 1)


def test_publisher_and_date_are_for_reports_that_state_none(
    make_line: Make, case_path: Path
) -> None:
    line = make_line()
    stated = "---\npublisher: The Dura Post\n---\nThe report states who published it."
    wait_over(
        line,
        send(line, {"a.txt": MET, "b.md": stated}, publisher="Coast Wire", published_on="2021-08"),
    )
    with Case.open(case_path) as case:
        found = [(d.publisher, d.published_on) for d in case.documents()]
    assert found == [("Coast Wire", "2021-08"), ("The Dura Post", "2021-08")]
