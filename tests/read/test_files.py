"""Paths and folders: order, what is left out, and every way a file can be bad."""

import os
import socket
from pathlib import Path

import msgspec
import pytest
from tests.read.conftest import REPORT, Read, build_pdf, sort_out

from reportedly.errors import UsageError
from reportedly.read import pdf, read_documents
from reportedly.records import Document, Problem
from reportedly.settings import Settings


def write(path: Path, text: str = REPORT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_folder_is_read_recursively_in_sorted_order(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.md", "a/b/c.html", "c/1.txt", "a.txt"]
    for name in names:
        write(tmp_path / name, f"<p>{REPORT}</p>" if name.endswith("html") else REPORT)
    documents, problems = sort_out(read_documents([tmp_path]))
    assert problems == []
    found = [str(Path(str(document.path)).relative_to(tmp_path)) for document in documents]
    assert found == ["a/b/c.html", "a/z.md", "a.txt", "b.txt", "c/1.txt"]


def test_inputs_keep_their_order(tmp_path: Path) -> None:
    paths = [write(tmp_path / name) for name in ("b.txt", "a.txt")]
    assert [item.path for item in read_documents(paths)] == [str(path) for path in paths]


@pytest.mark.parametrize(
    "name",
    [".hidden.txt", ".git/a.txt", "case.reportedly", "case.reportedly-wal", ".DS_Store",
     "Thumbs.db", "desktop.ini", "~$raid.docx", "__MACOSX/a.txt", "a.txt~", "README.md"],
)  # fmt: skip
def test_what_lies_about_in_a_folder_is_left_out(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    write(tmp_path / "a.txt")
    [document], problems = sort_out(read_documents([tmp_path]))
    assert (document.external_id, problems) == ("a", [])


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    [document], problems = sort_out(read_documents([write(tmp_path / ".note.txt")]))
    assert (document.external_id, problems) == (".note", [])


def test_a_case_that_is_named_is_a_problem_that_says_so(tmp_path: Path) -> None:
    _, [problem] = sort_out(read_documents([write(tmp_path / "my.reportedly")]))
    assert problem.code == "unsupported"
    assert "--case" in problem.message


def test_a_folder_without_files_is_a_warning(tmp_path: Path) -> None:
    _, [problem] = sort_out(read_documents([tmp_path]))
    assert (problem.code, problem.severity, problem.path) == ("empty", "warning", str(tmp_path))


def test_folders_that_link_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    documents, problems = sort_out(read_documents([tmp_path]))
    assert [document.external_id for document in documents] == ["a"]
    assert problems == []


def test_a_linked_file_is_read_and_a_broken_link_is_a_problem(tmp_path: Path) -> None:
    target = write(tmp_path / "elsewhere" / "a.txt")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").symlink_to(target)
    (folder / "lost.txt").symlink_to(tmp_path / "nowhere")
    [document], [problem] = sort_out(read_documents([folder]))
    assert document.external_id == "good"
    assert problem.code == "missing"


def test_a_pipe_or_socket_in_a_folder_does_not_hold_up_the_rest(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    [document], [problem] = sort_out(read_documents([tmp_path]))
    assert (document.external_id, problem.code) == ("b", "unsupported")


def test_a_device_that_never_ends_is_too_large() -> None:
    _, [problem] = sort_out(read_documents(["/dev/zero"], settings=Settings(max_bytes=10_000)))
    assert problem.code == "too-large"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\xef\xbb\xbf", "empty"),
        ("a.md", b"---\ntitle: x\n---\n\n", "empty"),
        ("a.html", b"\n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"ab\x01\x02\x03\x04" * 50, "binary"),
        ("a.md", b"\x7fELF\x02\x01\x01", "binary"),
        ("a.txt", b"PK\x03\x04 no Word file \x00\x00\x00", "binary"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "unsupported"),
        ("table.csv", b"a,b\n", "no-text"),
        ("table.xlsx", b"PK", "unsupported"),
        ("list.json", b"{}", "unsupported"),
        ("notes.rtf", b"{\\rtf1}", "unsupported"),
        ("a.txt", "Министр заявил, что группа ушла".encode(), "language"),
        ("a.pdf", build_pdf([[]]), "no-text"),
        ("a.txt", b"word " * 3000, "too-large"),
    ],
)
def test_a_bad_file_is_one_problem_in_one_line_and_the_rest_goes_on(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    write(tmp_path / "z.txt")
    items = list(read_documents([tmp_path], settings=Settings(max_bytes=14_000)))
    assert [type(item) for item in items] == [Problem, Document]
    problem = items[0]
    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity) == (code, "error")
    assert problem.path == str(tmp_path / name)
    assert problem.external_id == Path(name).stem
    assert "expected" in problem.message
    assert " came" in problem.message
    assert "\n" not in problem.message
    assert problem.message[:1].islower() or problem.message.startswith("English")


def test_too_many_characters_are_a_problem(read_bytes: Read) -> None:
    _, [problem] = read_bytes(REPORT.encode(), settings=Settings(max_chars=100))
    assert problem.code == "too-large"
    assert f"{len(REPORT)} came" in problem.message


@pytest.mark.parametrize("name", ["nowhere.txt", "no/folder", "a\0b.txt"])
def test_a_path_where_nothing_stands_is_one_problem(tmp_path: Path, name: str) -> None:
    items = list(read_documents([tmp_path / name, write(tmp_path / "a.txt")]))
    assert [type(item) for item in items] == [Problem, Document]
    assert items[0] == Problem(
        code="missing",
        message="a file or folder was expected, there is none of this name",
        path=str(tmp_path / name),
        external_id=Path(name).stem,
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_or_folder_that_may_not_be_read_is_one_problem(tmp_path: Path) -> None:
    write(tmp_path / "closed" / "a.txt")
    locked = write(tmp_path / "locked.txt")
    write(tmp_path / "z.txt")
    locked.chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        documents, problems = sort_out(read_documents([tmp_path]))
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert [document.external_id for document in documents] == ["z"]
    assert [problem.code for problem in problems] == ["unreadable", "unreadable"]


def test_denied_permission_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    _, [problem] = sort_out(read_documents([path]))
    assert (problem.code, problem.path) == ("unreadable", str(path))
    assert "permission is denied" in problem.message


def test_a_socket_that_is_named_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as server:
        try:
            server.bind(str(path))
        except OSError:
            pytest.skip("the temporary folder's path is too long for a socket")
        _, [problem] = sort_out(read_documents([path]))
    assert problem.code == "unreadable"


def test_a_reader_that_fails_in_any_way_is_a_problem_of_that_file(
    read_bytes: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: bytes) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pdf, "read_pdf", fail)
    _, [problem] = read_bytes(build_pdf([[REPORT]]), "a.pdf")
    assert problem.code == "malformed"
    assert "ZeroDivisionError" in problem.message


def test_a_file_name_that_is_not_unicode_gives_records_that_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"gr\xe5.txt")
    try:
        write(path)
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    [document], _ = sort_out(read_documents([path]))
    assert document.external_id == "gr\ufffd"
    assert msgspec.json.decode(msgspec.json.encode(document), type=Document) == document


def test_files_are_opened_one_at_a_time(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt"), write(tmp_path / "b.txt")
    stream = read_documents([first, second])
    assert isinstance(next(stream), Document)
    second.unlink()
    late = next(stream)
    assert isinstance(late, Problem)
    assert late.code == "missing"


def test_a_callers_date_is_checked_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="EDTF"):
        read_documents([], published_on="last week")


def test_a_file_without_a_suffix_is_plain_text(read_bytes: Read) -> None:
    [document], problems = read_bytes(REPORT.encode(), "NOTICE")
    assert (document.media_type, document.text, problems) == ("text/plain", REPORT, [])


def test_the_same_words_have_the_same_id_wherever_they_stand(tmp_path: Path) -> None:
    documents, _ = sort_out(read_documents([write(tmp_path / "a.txt"), write(tmp_path / "b.txt")]))
    assert documents[0].id == documents[1].id
