"""Files of many kinds and encodings to documents: .txt, .md, .html, .pdf, .docx, folders, standard input."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...graph.model.errors import DocumentError
from .document import Document

KINDS = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")
#: A newspaper page has some 10,000 characters; a file or a line beyond these is something else.
LARGEST = 32_000_000
LONGEST_LINE = 200_000

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\ufffd\ufffe\uffff]")
_BLOCKS = [
    *("p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "table"),
    *("blockquote", "pre", "dd", "dt", "figcaption", "br", "header", "footer"),
]
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ["utf_8", "gb18030", "big5", "utf_16_le", "utf_16_be"]


def find(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The files that paths name: folders are searched for the kinds that can be read, ``-`` is kept.

    Raises:
        DocumentError: a path that does not exist, or a folder without a readable file.
    """
    for path in map(Path, paths):
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.suffix.lower() in KINDS and p.is_file())
            if not files:
                raise DocumentError(f"{path}: no article in this folder; looked for {', '.join(KINDS)}")
            yield from files
        elif str(path) == "-" or path.exists():
            yield path
        else:
            raise DocumentError(f"{path}: no such file or folder")


def read(path: str | Path) -> Document:
    """The document in a file; ``-`` is standard input.

    Raises:
        DocumentError: a file that cannot be opened, is empty, binary, too long, in an unknown encoding,
            without Chinese text, or a PDF that holds pictures of text only.
    """
    path = Path(path)
    if str(path) == "-":
        return read_bytes("-", sys.stdin.buffer.read(LARGEST + 1))
    try:
        if path.stat().st_size > LARGEST:
            raise DocumentError(_too_long(path.name, path.stat().st_size))
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror or error}") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Document:
    """The document that bytes hold; the ending of ``name`` tells the kind, the first bytes if there is none.

    Raises:
        DocumentError: see :func:`read`.
    """
    if len(data) > LARGEST:
        raise DocumentError(_too_long(name, len(data)))
    if not data.strip():
        raise DocumentError(f"{name}: the file is empty")
    kind = Path(name).suffix.lower()
    if data.startswith(b"%PDF-"):
        text = _pdf(name, data)
    elif kind == ".docx" or data.startswith(b"PK\x03\x04"):
        text = _docx(name, data)
    elif kind == ".pdf":
        raise DocumentError(f"{name}: ends in .pdf but is no PDF; give it its right ending")
    else:
        text = _decode(name, data)
        if kind in (".html", ".htm") or re.match(r"\s*(?:<!doctype html|<html)\b", text[:200], re.I):
            text = _html(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check(name, text)
    return Document(name, text)


def _check(name: str, text: str) -> None:
    if not text.strip():
        raise DocumentError(f"{name}: holds no text")
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise DocumentError(
            f"{name}: a line of {longest:,} characters is no article; break it into paragraphs"
        )
    sample = text[:20_000]
    if len(_CONTROL.findall(sample)) * 10 > len(sample):
        raise DocumentError(f"{name}: a binary file, or an unknown encoding; save it as UTF-8 text")
    han, letters = len(_HAN.findall(sample)), len(_LETTER.findall(sample))
    if han * 5 < letters or han < 2:
        raise DocumentError(f"{name}: no Chinese text ({han} of {letters} letters are Chinese characters)")


def _decode(name: str, data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return data.decode(encoding, "replace")
    # A few broken bytes are no reason to give a text up; in a wrong encoding a third of it is broken.
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") + text.count("\x00")
    if broken * 50 < len(text) or (broken * 10 < len(text) and broken * 4 < len(_HAN.findall(text))):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65_536], cp_isolation=_ENCODINGS, threshold=0.5).best()
    order = ([best.encoding] if best else []) + _ENCODINGS[1:]
    decoded = [(_plainness(text), -rank, text) for rank, text in enumerate(_attempts(data, order))]
    if not decoded or max(decoded)[0] < 0.5:
        raise DocumentError(f"{name}: a binary file, or an unknown encoding; save it as UTF-8 text")
    return max(decoded)[2]


def _attempts(data: bytes, encodings: list[str]) -> Iterator[str]:
    for encoding in dict.fromkeys(encodings):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") * 100 <= len(text):
            yield text


#: The commonest characters of Chinese prose: in a wrong encoding they do not come up.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过民村社区党個這來國會們為"
)


def _plainness(text: str) -> float:
    """How much a decoded text looks like Chinese prose, 0 to 1."""
    sample = [c for c in text[:20_000] if not c.isspace()]
    if not sample:
        return 0.0
    han = sum("\u4e00" <= c <= "\u9fff" for c in sample)
    common = sum(c in _COMMON for c in sample)
    ascii_ = sum(c.isascii() and c.isprintable() for c in sample)
    return 0.5 * (han + ascii_) / len(sample) + 0.5 * min(1.0, 10 * common / max(1, han))


def _html(text: str) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "lxml")
    for tag in soup(["script", "style", "nav", "aside", "form", "noscript", "template", "iframe", "svg"]):
        tag.decompose()
    heading, title = soup.find("h1"), soup.find("title")
    for tag in soup(["title", "meta", "head"]):
        tag.extract()
    for string in soup.find_all(string=True):
        string.replace_with(re.sub(r"\s+", " ", str(string)))
    for tag in soup.find_all(_BLOCKS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    body = re.sub(r" *\n\s*", "\n\n", soup.get_text()).strip()
    if heading is None and title is not None and title.get_text(strip=True):
        head = re.split(r"\s*[_|—-]+\s*", title.get_text(" ", strip=True))[0]
        if head and not body.startswith(head):
            body = f"{head}\n\n{body}"
    return body


def _pdf(name: str, data: bytes) -> str:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        text = "\n".join(page.extract_text() or "" for page in reader.pages)
    except Exception as error:  # the library raises many kinds, some of them Python's own
        raise DocumentError(
            f"{name}: a PDF that cannot be read: {' '.join(str(error).split())[:120] or repr(error)}"
        ) from error
    if len(_HAN.findall(text)) < 2 and not text.strip():
        raise DocumentError(f"{name}: a scanned PDF without text; run OCR over it first")
    return text


def _docx(name: str, data: bytes) -> str:
    from docx import Document as WordDocument

    try:
        word = WordDocument(io.BytesIO(data))
        lines = []
        for block in word.iter_inner_content():
            if hasattr(block, "rows"):
                lines += ["　".join(dict.fromkeys(cell.text for cell in row.cells)) for row in block.rows]
            else:
                lines.append(block.text)
    except Exception as error:  # a zip of any kind, or a broken one
        raise DocumentError(f"{name}: no Word document (.docx) that can be read") from error
    return "\n\n".join(lines)


def _too_long(name: str, size: int) -> str:
    return f"{name}: {size:,} bytes is too long for a page of articles (at most {LARGEST:,}); split it"
