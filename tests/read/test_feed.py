"""Feeds: one document an item, with what the feed says of it."""

import sys

import pytest
from tests.read.conftest import REPORT, Read

from reportedly.settings import Settings

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Osterlund Courier</title><link>https://courier.example/</link>
<item><title>Lantern &amp; raid</title><link>/raid</link><guid isPermaLink="false">c-17</guid>
<pubDate>Tue, 04 May 2021 23:15:00 +0200</pubDate><dc:creator>Ada Brun</dc:creator>
<media:title>a picture</media:title><description>The short form.</description>
<content:encoded><![CDATA[<p>{REPORT}</p><p>A guard&nbsp;died.</p><script>x()</script>]]></content:encoded></item>
<item><title>Second</title><link>https://courier.example/2</link>
<description>&lt;p&gt;The mayor said &lt;b&gt;nothing&lt;/b&gt;.&lt;/p&gt;</description>
<source url="https://anchor.example/feed">Dura Anchor</source></item>
<item><title>Guards fled to Dura, officials say</title><guid>https://courier.example/3</guid></item>
<item><link>https://courier.example/4</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://anchor.example/news/">
<title type="html">Dura &amp;amp; Anchor</title>
<entry><id>urn:1</id><title>Raid</title><link rel="enclosure" href="x.mp3"/><link href="raid"/>
<published>2021-05-04T21:30:00Z</published><updated>2022-01-01T00:00:00Z</updated>
<author><name>Ada Brun</name></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{REPORT}</p><p>He left.</p></div></content>
</entry>
<entry><id>urn:2</id><title>Two</title><updated>2022-01-02T00:00:00Z</updated>
<content type="text">1 &lt; 2, said the mayor.</content></entry></feed>"""


def test_items_of_rss_are_documents_with_all_that_the_feed_states(read_bytes: Read) -> None:
    documents, [problem] = read_bytes(RSS.encode(), "news.rss")
    first, second, third = documents
    assert first.text == f"{REPORT}\n\nA guard died."
    assert (first.title, first.publisher, first.byline) == (
        "Lantern & raid",
        "Osterlund Courier",
        "Ada Brun",
    )
    assert (first.published_on, first.url) == ("2021-05-04", "https://courier.example/raid")
    assert first.external_id == "c-17"
    assert (second.text, second.publisher) == ("The mayor said nothing.", "Dura Anchor")
    assert third.text == third.title == "Guards fled to Dura, officials say"
    assert third.url == "https://courier.example/3"
    assert (problem.code, problem.external_id) == ("no-text", "news:4")
    assert problem.message.startswith("item 4: ")


def test_entries_of_atom_are_documents(read_bytes: Read) -> None:
    [first, second], problems = read_bytes(ATOM.encode(), "news.atom")
    assert problems == []
    assert first.text == f"{REPORT}\n\nHe left."
    assert (first.publisher, first.byline) == ("Dura & Anchor", "Ada Brun")
    assert (first.published_on, second.published_on) == ("2021-05-04", "2022-01-02")
    assert first.url == "https://anchor.example/news/raid"
    assert (second.text, second.external_id) == ("1 < 2, said the mayor.", "urn:2")


def test_rdf_feeds_and_feeds_without_a_telling_name_are_known(read_bytes: Read) -> None:
    rdf = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel><title>Anchor</title></channel>
    <item><title>Raid</title><link>https://a.example/1</link><dc:date>2021-05-04</dc:date>
    <description>{REPORT}</description></item></rdf:RDF>"""
    for name in ("feed.xml", "feed"):
        [document], problems = read_bytes(rdf.encode(), name)
        assert (document.publisher, document.published_on) == ("Anchor", "2021-05-04")
        assert problems == []


def test_other_xml_is_not_read(read_bytes: Read) -> None:
    _, [problem] = read_bytes(b"<?xml version='1.0'?><rows><row>a</row></rows>", "a.xml")
    assert problem.code == "unsupported"


def test_entities_are_neither_fetched_nor_expanded(read_bytes: Read) -> None:
    bombs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    hostile = f"""<!DOCTYPE rss [<!ENTITY e0 "boom">{bombs}<!ENTITY f SYSTEM "file:///etc/passwd">]>
    <rss><channel><title>A</title><item><title>Raid</title>
    <description>{REPORT} &e11; &f;</description></item></channel></rss>"""
    documents, problems = read_bytes(hostile.encode(), "a.rss")
    assert all(
        "boom" not in document.text and "root:" not in document.text for document in documents
    )
    assert len(documents) + len([p for p in problems if p.severity == "error"]) == 1


def test_a_feed_with_faults_is_read_with_a_warning(read_bytes: Read) -> None:
    broken = RSS.replace("Lantern &amp; raid", "Lantern & raid").encode()
    documents, problems = read_bytes(broken, "a.rss")
    assert len(documents) == 3
    assert {problem.code for problem in problems} == {"malformed", "no-text"}
    assert {p.severity for p in problems if p.code == "malformed"} == {"warning"}


def test_names_of_characters_that_xml_does_not_know_are_read(read_bytes: Read) -> None:
    feed = RSS.replace("The short form.", "").replace("Osterlund", "&Ouml;sterlund&nbsp;")
    [first, *_], _ = read_bytes(feed.encode(), "a.rss")
    assert first.publisher == "Österlund Courier"


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"<rss", "malformed"), (b"<p/>", "malformed")]
)
def test_what_is_no_feed_is_one_problem(read_bytes: Read, data: bytes, code: str) -> None:
    documents, [problem] = read_bytes(data, "a.rss")
    assert (documents, problem.code) == ([], code)


def test_a_feed_over_the_limit_is_one_problem(read_bytes: Read) -> None:
    _, [problem] = read_bytes(RSS.encode(), "a.rss", settings=Settings(max_bytes=100))
    assert problem.code == "too-large"


def test_items_beyond_the_limit_are_said_to_be_left_out(
    read_bytes: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["reportedly.read.feed"], "MAX_ITEMS", 2)
    documents, [problem] = read_bytes(RSS.encode(), "news.rss")
    assert [document.title for document in documents] == ["Lantern & raid", "Second"]
    assert (problem.code, problem.severity, problem.external_id) == ("too-large", "error", "news")
    assert "at most 2 items" in problem.message
