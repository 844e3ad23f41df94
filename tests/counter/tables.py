"""Reads a CSV export without any of Satchel's code: encoding, delimiter, header row, data rows."""

import collections
import csv
import io

DELIMITERS = ",;\t|"

csv.field_size_limit(1 << 30)


class Table:
    """The header and the data rows that are not entirely blank, in file order."""

    def __init__(self, encoding, delimiter, header, rows):
        self.encoding = encoding
        self.delimiter = delimiter
        self.header = header
        self.rows = rows

    def cells(self):
        """How many cells are not blank."""
        return sum(1 for row in self.rows for cell in row if cell.strip())

    def cells_by_column(self):
        """The same per column index."""
        counts = collections.Counter()
        for row in self.rows:
            counts.update(at for at, cell in enumerate(row) if cell.strip())
        return counts


def decode(data, told):
    """The text, and how it was found. `told` is used only where the bytes are no Unicode."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    head = data[:4096]
    if head and head[1::2].count(0) > len(head) // 3:
        return data.decode("utf-16-le", "replace"), "utf-16-le"
    if head and head[0::2].count(0) > len(head) // 3:
        return data.decode("utf-16-be", "replace"), "utf-16-be"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        name = told.lower().replace("macintosh", "mac_roman") or "windows-1252"
        return data.decode(name, "replace"), name


def records(text, delimiter, limit=None):
    """The records of the text, at most `limit`."""
    found = []
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        found.append(record)
        if limit and len(found) == limit:
            break
    return found


def usual_width(found):
    """The number of columns most records have, the wider one where two are as frequent."""
    widths = collections.Counter(len(r) for r in found if any(c.strip() for c in r))
    if not widths:
        return 0, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    return width, times


def delimiter_of(text):
    """The delimiter under which most of the first records have the same number of columns."""
    lines = text[:65536]
    if lines[:4].lower() == "sep=" and len(lines) > 4:
        return lines[4]
    best = (0.0, 0, ",")
    for candidate in DELIMITERS:
        found = records(lines, candidate, 200)
        width, times = usual_width(found)
        filled = sum(1 for r in found if any(c.strip() for c in r))
        if width > 1 and (times / filled, width, candidate) > best:
            best = (times / filled, width, candidate)
    return best[2]


def read(data, told=""):
    """The table in the bytes of a file; `told` is the encoding Satchel names."""
    text, encoding = decode(data, told)
    delimiter = delimiter_of(text)
    found = records(text, delimiter)
    width, _ = usual_width(found[:200])
    header = 0
    for at, record in enumerate(found[:40]):
        if len(record) >= 0.8 * width and any(c.strip() for c in record):
            header = at
            break
    names = [name.strip() for name in found[header]] if found else []
    rows = [row for row in found[header + 1 :] if any(cell.strip() for cell in row)]
    return Table(encoding, delimiter, names, rows)
