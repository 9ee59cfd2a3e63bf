from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as WordDocument
from govgraph.graph.model.errors import DocumentError
from govgraph.loaders.documents import find, read, read_bytes
from pypdf import PdfWriter

TEXT = "青石镇的网格员进门入户\n\n　　今年以来，青石镇把十二个村分成四十个网格，每个网格有一名网格员。村民反映的事情当天就有人来看。\n"
TRADITIONAL = "這個社區的居民會議每個月開一次，大家商量關於樓道的問題。鄉鎮和區裡的幹部也來聽。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_common_encodings_are_told(encoding: str) -> None:
    assert read_bytes("a.txt", TEXT.encode(encoding)).text == TEXT


def test_big5_is_told() -> None:
    assert read_bytes("a.txt", (TRADITIONAL * 5).encode("big5")).text == TRADITIONAL * 5


def test_a_few_broken_bytes_do_not_matter() -> None:
    data = bytearray((TEXT * 10).encode())
    data[100] = 0xFF
    assert "网格员" in read_bytes("a.txt", bytes(data)).text


def test_line_ends_are_those_that_python_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert read(path).text == path.read_text("utf-8") == TEXT
    assert read(path).name == "a.txt"


def test_html_gives_its_text_and_no_more() -> None:
    page = (
        "<html><head><title>青石镇的网格员_某某新闻网</title><style>p{}</style></head><body><nav>首页</nav>"
        "<p>今年以来，青石镇把十二个村分成\n四十个网格。</p><script>x()</script><p>村民说<b>好</b>。</p></body></html>"
    )
    text = read_bytes("a.html", page.encode()).text
    assert text.startswith("青石镇的网格员\n\n")
    assert "村民说好。" in text
    assert "首页" not in text and "x()" not in text and "新闻网" not in text


def test_word_documents_are_read() -> None:
    word = WordDocument()
    word.add_paragraph("青石镇的网格员")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "网格", "四十个"
    word.add_paragraph("村民反映的事情当天就有人来看。")
    buffer = io.BytesIO()
    word.save(buffer)
    text = read_bytes("a.docx", buffer.getvalue()).text
    assert text.split("\n\n") == ["青石镇的网格员", "网格　四十个", "村民反映的事情当天就有人来看。"]


def pdf(text: str) -> bytes:
    """A PDF of one line, its font named but not embedded, with the table that gives its letters."""
    codes = "".join(f"{ord(c):04X}" for c in text)
    letters = sorted(set(text))
    table = "".join(f"<{ord(c):04X}> <{ord(c):04X}>\n" for c in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{table}endbfchar endcmap end end"
    )
    content = f"BT /F1 12 Tf 50 700 Td <{codes}> Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def test_a_pdf_with_text_is_read() -> None:
    assert (
        "青石镇把十二个村分成四十个网格。"
        in read_bytes("a.pdf", pdf("青石镇把十二个村分成四十个网格。")).text
    )


def blank_pdf() -> bytes:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.bin", b"\x89PNG\r\n\x1a\n" + bytes(1000), "binary"),
        (
            "a.txt",
            b"The grid workers of the town visit every household once a week. " * 20,
            "no Chinese text",
        ),
        ("a.txt", "网格".encode() * 200_000, "line of 400,000 characters"),
        ("a.txt", b"x" * 33_000_000, "too long"),
        ("a.pdf", blank_pdf(), "scanned PDF"),
        ("a.pdf", b"%PDF-1.7 broken", "PDF that cannot be read"),
        ("a.pdf", TEXT.encode(), "no PDF"),
        ("a.docx", b"PK\x03\x04 broken", "no Word document"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(name: str, data: bytes, says: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_bytes(name, data)
    assert says in str(caught.value) and name in str(caught.value) and "\n" not in str(caught.value)


def test_a_missing_file_and_an_empty_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        list(find([tmp_path / "none.txt"]))
    with pytest.raises(DocumentError, match="no article"):
        list(find([tmp_path]))
    with pytest.raises(DocumentError, match="cannot be read"):
        read(tmp_path / "none.txt")


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.md", "1.txt", "3.html", "not.png"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert [p.name for p in find([tmp_path])] == ["1.txt", "3.html", "2.md"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT.encode("gb18030"))

    monkeypatch.setattr("sys.stdin", Stdin)
    assert read("-").text == TEXT
