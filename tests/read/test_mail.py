"""Mails and mailboxes: the words, the sender as byline, attachments as documents of their own."""

from email.message import EmailMessage

import pytest
from tests.read.conftest import REPORT, Read, build_pdf

from reportedly.settings import Settings

OTHER = "The harbour guards of Dura denied on Monday that anybody had fired at the ferry."


def make_mail(text: str = REPORT, *, number: int = 1) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ada Brún <ada@courier.example>"
    mail["To"] = "desk@anchor.example"
    mail["Subject"] = "The raid on Österlund"
    mail["Date"] = "Tue, 04 May 2021 23:15:00 +0200"
    mail["Message-ID"] = f"<m{number}@courier.example>"
    mail.set_content(text)
    return mail


def test_a_mail_gives_its_text_and_the_sender_is_no_publisher(read_bytes: Read) -> None:
    [document], problems = read_bytes(make_mail().as_bytes(), "a.eml")
    assert problems == []
    assert document.text.strip() == REPORT
    assert (document.title, document.byline) == ("The raid on Österlund", "Ada Brún")
    assert (document.publisher, document.published_on) == (None, "2021-05-04")
    assert document.external_id == "m1@courier.example"
    assert document.media_type == "message/rfc822"


def test_plain_text_goes_before_html_and_html_is_read_where_there_is_no_other(
    read_bytes: Read,
) -> None:
    both = make_mail()
    both.add_alternative(f"<p>{OTHER}</p>", subtype="html")
    [document], _ = read_bytes(both.as_bytes(), "a.eml")
    assert document.text.strip() == REPORT
    rich = make_mail()
    rich.set_content(f"<html><body><p>{OTHER}</p><p>He left.</p></body></html>", subtype="html")
    [document], _ = read_bytes(rich.as_bytes(), "b.eml")
    assert document.text == f"{OTHER}\n\nHe left."


def test_a_quoted_reply_stays_in_the_text(read_bytes: Read) -> None:
    lines = (
        "> The harbour guards of Dura denied on Monday that the Grey",
        "> Lantern had fired at the ferry.",
        ">",
        "> > Nobody was hurt, the police of the province said late in",
        "> > the night.",
        "> Ada Brún",
        "> Dura",
    )
    text = "We doubt\nthis.\n\nOn Monday Ada Brún wrote:\n" + "\n".join(lines) + "\n"
    [document], _ = read_bytes(make_mail(text).as_bytes(), "a.eml")
    assert document.text.splitlines() == [
        *("We doubt", "this.", "", "On Monday Ada Brún wrote:"),
        "> The harbour guards of Dura denied on Monday that the Grey Lantern had fired at the ferry.",
        ">",
        "> > Nobody was hurt, the police of the province said late in the night.",
        *("> Ada Brún", "> Dura"),
    ]


def test_attachments_are_documents_and_what_is_no_text_is_a_warning(read_bytes: Read) -> None:
    mail = make_mail()
    pdf = build_pdf([[OTHER]])
    mail.add_attachment(pdf, maintype="application", subtype="octet-stream", filename="note.pdf")
    mail.add_attachment(OTHER.encode(), maintype="text", subtype="plain", filename="../n.txt")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="photo.png")
    mail.add_attachment(b"%PDF-1.4 no", maintype="application", subtype="pdf", filename="bad.pdf")
    documents, problems = read_bytes(mail.as_bytes(), "a.eml")
    assert [document.external_id for document in documents] == [
        "m1@courier.example",
        "m1@courier.example/note.pdf",
        "m1@courier.example/n.txt",
    ]
    assert [document.text for document in documents[1:]] == [OTHER, OTHER]
    assert documents[1].byline is None
    warning, error = problems
    assert (warning.code, warning.severity, warning.document) == (
        "unsupported",
        "warning",
        documents[0].id,
    )
    assert "photo.png" in warning.message
    assert error.severity == "error"
    assert error.message.startswith("attachment 'bad.pdf': ")


def test_a_mail_without_words_still_says_what_was_passed_over(read_bytes: Read) -> None:
    mail = make_mail("")
    mail.add_attachment(OTHER.encode(), maintype="text", subtype="plain", filename="n.txt")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="photo.png")
    [document], [warning] = read_bytes(mail.as_bytes(), "a.eml")
    assert document.text == OTHER
    assert (warning.severity, warning.external_id) == ("warning", "m1@courier.example")
    assert "photo.png" in warning.message


def test_a_forwarded_mail_is_a_document_of_its_own(read_bytes: Read) -> None:
    outer = make_mail("See the mail below, which came from the ferry office.")
    outer.add_attachment(make_mail(OTHER, number=2))
    documents, problems = read_bytes(outer.as_bytes(), "a.eml")
    assert problems == []
    assert [document.external_id for document in documents] == [
        "m1@courier.example",
        "m2@courier.example",
    ]


def test_mails_inside_mails_end(read_bytes: Read) -> None:
    mail = make_mail()
    for number in range(2, 30):
        outer = make_mail(f"{OTHER} Number {number}.", number=number)
        outer.add_attachment(mail)
        mail = outer
    documents, problems = read_bytes(mail.as_bytes(), "a.eml")
    assert 5 < len(documents) < 29
    assert [problem.code for problem in problems] == ["malformed"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\njust words", "malformed"),
        (b"Subject: x\n\n", "empty"),
        (b"Content-Type: multipart/encrypted; boundary=a\n\n--a\n\nx\n--a--\n", "encrypted"),
        (b"Subject: x\n\n" + "Министр заявил, что группа ушла".encode(), "language"),
    ],
)
def test_a_mail_that_cannot_be_read_is_one_problem(
    read_bytes: Read, data: bytes, code: str
) -> None:
    documents, [problem] = read_bytes(data, "a.eml")
    assert (documents, problem.code) == ([], code)


def test_headers_and_charsets_that_lie_do_not_stop_anything(read_bytes: Read) -> None:
    raw = (
        b"From: =?nonsense?B?!!!?=\nSubject: =?utf-8?Q?raid?= =?x-no?B?YQ==?=\nDate: whenever\n"
        b"Content-Type: text/plain; charset=x-unknown\nContent-Transfer-Encoding: base64\n\n@@@"
    )
    _, [problem] = read_bytes(raw, "a.eml")
    assert problem.severity == "error"
    declared = b"Subject: a\nContent-Type: text/plain; charset=windows-1252\n\n\x93No,\x94 he said."
    [document], problems = read_bytes(declared, "b.eml")
    assert (document.text, problems) == ("“No,” he said.", [])


def make_mailbox(*mails: bytes) -> bytes:
    lines = b"From ada@courier.example Tue May  4 23:15:00 2021\n"
    return b"".join(lines + mail + b"\n\n" for mail in mails)


def test_a_mailbox_gives_each_mail_and_a_sentence_with_from_parts_nothing(read_bytes: Read) -> None:
    text = f"{REPORT}\n\nFrom Monday on he was gone.\n\nFrom there he wrote.\n"
    box = make_mailbox(make_mail(text).as_bytes(), make_mail(OTHER, number=2).as_bytes())
    documents, problems = read_bytes(box, "Inbox.mbox")
    assert problems == []
    assert [document.external_id for document in documents] == [
        "m1@courier.example",
        "m2@courier.example",
    ]
    assert "\nFrom Monday on he was gone." in documents[0].text
    assert "\nFrom there he wrote." in documents[0].text


def test_a_mailbox_without_a_suffix_is_known_by_its_first_lines(read_bytes: Read) -> None:
    box = make_mailbox(make_mail().as_bytes(), make_mail(OTHER, number=2).as_bytes())
    assert len(read_bytes(box, "Inbox")[0]) == 2
    thunderbird = box.replace(b"From ada@courier.example Tue May  4 23:15:00 2021", b"From ")
    assert len(read_bytes(thunderbird, "Inbox")[0]) == 2


def test_a_bad_mail_of_a_mailbox_is_a_problem_that_names_it(read_bytes: Read) -> None:
    large = make_mail("word " * 20_000, number=2).as_bytes()
    box = make_mailbox(
        make_mail().as_bytes(), large, b"Subject: empty\n", make_mail(OTHER).as_bytes()
    )
    documents, problems = read_bytes(box, "a.mbox", settings=Settings(max_bytes=10_000))
    assert len(documents) == 2
    assert [(problem.code, problem.external_id) for problem in problems] == [
        ("too-large", "a:2"),
        ("empty", "a:3"),
    ]
    assert problems[1].message.startswith("mail 3: ")


def test_what_is_no_mailbox_is_one_problem(read_bytes: Read) -> None:
    for data, code in ((b"", "empty"), (REPORT.encode(), "malformed")):
        documents, [problem] = read_bytes(data, "a.mbox")
        assert (documents, problem.code) == ([], code)


def test_parts_too_deep_to_be_looked_into_are_said_to_be_so(read_bytes: Read) -> None:
    mail = b"Content-Type: text/plain\r\n\r\n" + REPORT.encode()
    for n in range(60):
        head = f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode()
        mail = head + mail + f"\r\n--b{n}--\r\n".encode()
    documents, [problem] = read_bytes(b"From: a@b.example\r\n" + mail, "deep.eml")
    assert (documents, problem.code) == ([], "malformed")
    assert "depth" in problem.message


def test_a_mail_of_nothing_but_an_archive_names_the_archive(read_bytes: Read) -> None:
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.add_attachment(b"PK", maintype="application", subtype="zip", filename="z.zip")
    documents, problems = read_bytes(mail.as_bytes(), "a.eml")
    assert not documents
    assert [problem.code for problem in problems] == ["empty", "unsupported"]
    assert "z.zip" in problems[1].message


def make_part(header: bytes, body: bytes) -> bytes:
    return (
        b"Message-ID: <a@b>\nSubject: raid\nDate: Mon, 3 May 2021 10:00:00 +0000\n" + header + body
    )


def test_words_that_cannot_be_decoded_are_a_problem_and_not_words(read_bytes: Read) -> None:
    header = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    for body in (b"!!!! not base64 ????\n", b"VGhlIGFybXkgYXR0YWNrZWQgRHVyYQ\nx=x\n\n"[:29]):
        documents, [problem] = read_bytes(make_part(header, body), "a.eml")
        assert (documents, problem.code, problem.severity) == ([], "encoding", "error")
        assert "base64" in problem.message
        assert "\n" not in problem.message


def test_noise_in_an_encoding_is_told(read_bytes: Read) -> None:
    header = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    body = b"VGhlIGFybXkgYXR0YWNrZWQgRHVyYSBvbiBNb25kYXks*IGFuZCBzb2xkaWVycyBsZWZ0IGl0Lg==\n"
    [document], [problem] = read_bytes(make_part(header, body), "a.eml")
    assert document.text == "The army attacked Dura on Monday, and soldiers left it."
    assert (problem.code, problem.severity) == ("encoding", "warning")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (b"Content-Type: text/plain; charset=x-unknown\n\n", "x-unknown"),
        (b"Content-Type: text/plain\nContent-Transfer-Encoding: x-odd\n\n", "x-odd"),
    ],
)
def test_an_encoding_that_nobody_knows_is_told(read_bytes: Read, header: bytes, told: str) -> None:
    [document], [problem] = read_bytes(
        make_part(header, b"The army attacked Dura on Monday.\n"), "a.eml"
    )
    assert document.text == "The army attacked Dura on Monday.\n"
    assert (problem.code, problem.severity) == ("encoding", "warning")
    assert told in problem.message


def test_a_part_that_cannot_be_decoded_does_not_stop_the_others(read_bytes: Read) -> None:
    header = b"Content-Type: multipart/mixed; boundary=XX\n\n"
    body = (
        b"--XX\nContent-Type: text/plain\n\nThe army attacked Dura on Monday.\n"
        b"--XX\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!!not\n"
        b"--XX\nContent-Type: text/plain; name=b.txt\nContent-Transfer-Encoding: base64\n"
        b"Content-Disposition: attachment; filename=b.txt\n\n!!!!not\n--XX--\n"
    )
    [document], problems = read_bytes(make_part(header, body), "a.eml")
    assert document.text == "The army attacked Dura on Monday."
    assert [(p.code, p.severity) for p in problems] == [
        ("encoding", "warning"),
        ("encoding", "error"),
    ]
    assert "b.txt" in problems[1].message
