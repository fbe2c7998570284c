"""Writes the two example reports that are no text files: a PDF and a Word file.

`python scripts/make_examples.py` writes them into `examples/`, `--check` leaves with 1 when they
are not what it would write. Standard library only, nothing compressed and no clock read, so that
the same bytes come out everywhere.
"""

import argparse
import io
import sys
import textwrap
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

NOTICE = (
    "Notice 17 of 2024",
    (
        "The Ministry of Finance of Kestria on 3 June 2024 imposed sanctions on two persons and one "
        "company for supporting the Northern Covenant Army (NCA)."
    ),
    (
        "Orlan Daskeva, also known as Commander Sable and as Ilmar Rostev, is the military commander "
        "of the Northern Covenant Army. He was born on 11 May 1989 in Ulmarek. He is sanctioned for "
        "leading the attack on an army convoy near Bresk, Sarvenia, on 2 April 2024."
    ),
    (
        "Selma Ardeth is a citizen of Sarvenia. She owns Blue Quay Trading Ltd. According to the "
        "ministry, she has supplied the Northern Covenant Army with radios and fuel since 2022."
    ),
    (
        "Blue Quay Trading Ltd, a company in Port Sabin, is accused of smuggling amber for the "
        "Northern Covenant Army and the Dawn Banner Movement."
    ),
    (
        "The assets of the listed persons and of the company in Kestria are frozen. Citizens of "
        "Kestria are forbidden to do business with them."
    ),
)
ABUSES = (
    "Rights group: Villagers driven from homes in Dreshan",
    (
        "Both sides have abused civilians in Sarvenia's Dreshan Province this year, Plumbline Rights "
        "Watch said in a report on Thursday."
    ),
    (
        "The group documented the detention of 23 villagers by the Orrin Guard, a militia that "
        "supports the government, in the districts of Orrin and Kelm between April and June. At least "
        "five of them were reportedly tortured in a school that the militia used as a base. Two are "
        "still missing."
    ),
    (
        "Residents of Nol Vahar said that fighters of the Dawn Banner Movement burned 14 houses in "
        "May and forced about 200 people to leave. The Northern Covenant Army may have taken part, "
        "the report said, but Plumbline Rights Watch was unable to confirm this."
    ),
    (
        "According to the report, the Orrin Guard is led by Bastan Trovik, the brother of Governor "
        "Amsel Trovik. The governor is suspected of paying the militia from the budget of the "
        "province."
    ),
    (
        '"The governor\'s office knew about the detentions and did nothing," said Wanda Kessim, the '
        "director of Plumbline Rights Watch."
    ),
    (
        "Governor Trovik denied the allegations. He said that the Orrin Guard had been dissolved in "
        "March."
    ),
    (
        "The group called on the government to release the detainees and to investigate the militia's "
        "commanders."
    ),
)

_LINE_CHARS, _LEADING_PT, _FONT_PT = 86, 15, 11
_EPOCH = (1980, 1, 1, 0, 0, 0)


def main() -> int:
    """Write the two files, or check them; the exit status is 1 when one is not current."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, say what differs")
    check = parser.parse_args().check
    stale = 0
    for name, data in make_files().items():
        file = EXAMPLES / name
        if check and (not file.exists() or file.read_bytes() != data):
            print(f"examples/{name} is not current: run 'python scripts/make_examples.py'")
            stale = 1
        elif not check:
            file.write_bytes(data)
    return stale


def make_files() -> dict[str, bytes]:
    """Return the bytes of each file under its name in `examples/`."""
    return {
        "08-sanctions.pdf": make_pdf(
            NOTICE, title="Sanctions against supporters of the NCA", created="D:20240603090000Z"
        ),
        "09-rights.docx": make_docx(ABUSES, author="Jolen Varrick", created="2024-07-11T08:00:00Z"),
    }


def make_pdf(paragraphs: tuple[str, ...], *, title: str, created: str) -> bytes:
    """Return a PDF of one page; `created` is a PDF date. Characters must be ASCII."""
    page = f"BT /F1 {_FONT_PT} Tf {_LEADING_PT} TL 60 780 Td {' '.join(_draw(paragraphs))} ET"
    bodies = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) /CreationDate ({created}) >>",
    )
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(bodies) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{entries}"
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (table + trailer).encode("ascii")


def _draw(paragraphs: tuple[str, ...]) -> list[str]:
    """Operators that show the paragraphs line by line, an empty line between two."""
    operators = []
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, _LINE_CHARS):
            quoted = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            operators.append(f"({quoted}) Tj T*")
        operators.append("T*")
    return operators


def make_docx(paragraphs: tuple[str, ...], *, author: str, created: str) -> bytes:
    """Return a Word file whose first paragraph is its title; `created` is an ISO 8601 time."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mime = "application/vnd.openxmlformats"
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="{mime}-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{mime}'
        '-officedocument.wordprocessingml.document.main+xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{mime}'
        '-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{package}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(paragraphs[0])}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>'
        "</cp:coreProperties>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(entry, declaration + part)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
