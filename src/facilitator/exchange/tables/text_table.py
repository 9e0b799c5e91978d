"""Text tables: CSV, TSV and pasted cells, in the encodings that spreadsheets write."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from facilitator.exchange.tables.sheet import MOST_ROWS, Encoding, Refused, Row, Sheet, filled

_DELIMITERS = ",;\t|"
_MOST_FIELDS_A_LINE = 2_000
_SAMPLE_LINES = 30


def decode(content: bytes, encoding: Encoding = Encoding.AUTO) -> str:
    """The text of a table. Raises Refused for bytes that are no text."""
    if encoding is not Encoding.AUTO:
        name = "utf-8-sig" if encoding is Encoding.UTF_8 else encoding.value
        return content.decode(name, errors="replace")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        return _wide(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _wide(content: bytes) -> str:
    """UTF-16 without a mark, told by where the zero bytes of its ASCII letters stand."""
    head = content[:4000]
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(content) % 2 == 0 and zeros.count(0) > 0.3 * len(zeros):
            try:
                text = content.decode(name)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
    raise Refused("table-not-text")


def read_text(text: str) -> Sheet:
    """The rows of a text table. Raises Refused where it has too many rows or is none."""
    first, _, rest = text.partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and len(said) == 5:
        # What Excel writes to say its separator; its line still counts.
        return _rows(rest, first.strip()[4], 2)
    if said == "sep=":
        return _rows(rest, "\t", 2)
    return _rows(text, _delimiter(text), 1)


def _delimiter(text: str) -> str:
    """The separator that cuts most lines into the same number of cells, more than one."""
    sample = text[:60_000]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = []
        try:
            for number, cells in enumerate(
                csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            ):
                if number >= _SAMPLE_LINES:
                    break
                counts.append(len(cells))
        except csv.Error:
            continue
        several = [count for count in counts if count > 1]
        if several:
            usual = max(set(several), key=several.count)
            score = several.count(usual) + min(usual, 50) / 100 + (delimiter == "\t") * 0.4
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str, first: int) -> Sheet:
    rows: list[Row] = []
    try:
        for number, cells in _cells(text, delimiter):
            row = filled(number + first - 1, cells)
            if row is not None:
                rows.append(row)
            if len(rows) > MOST_ROWS:
                raise Refused("table-too-long", most=MOST_ROWS)
    except csv.Error as error:
        raise Refused("table-cells-unreadable") from error
    return Sheet("", tuple(rows))


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    lines = io.StringIO(text, newline="")
    reader = csv.reader(_short_lines(lines, delimiter), delimiter=delimiter, strict=False)
    yield from enumerate(reader, 1)


def _short_lines(lines: Iterator[str], delimiter: str) -> Iterator[str]:
    for line in lines:
        if line.count(delimiter) > _MOST_FIELDS_A_LINE:
            raise Refused("table-too-wide")
        yield line
