"""Counts a source file on its own and holds Satchel's receipt and export against it.

    python3 tests/counter --receipt RECEIPT.json [--export EXPORT.json] FILE...

RECEIPT.json is what `satchel import --json` prints, or the answer of `imports.get` with all rows of `imports.rows`
under `rows`; EXPORT.json is `satchel export --format json`. The files are those of the receipt, in its order. Only
the standard library is used and nothing of Satchel. Ends with 0 when everything agrees, with 1 and one line for every
disagreement otherwise.
"""

import argparse
import collections
import json
import pathlib
import sys

import cards
import find
import tables

SHOWN = 40


class Findings:
    """What disagrees."""

    def __init__(self):
        self.lines = []
        self.checked = 0

    def equal(self, what, ours, theirs):
        """Notes a difference between our count and Satchel's."""
        self.checked += 1
        if ours != theirs:
            self.lines.append(f"{what}: the file has {ours}, the receipt says {theirs}")

    def holds(self, condition, line):
        """Notes the line unless the condition holds."""
        self.checked += 1
        if not condition:
            self.lines.append(line)


def sums(receipt, findings):
    """The receipt's own sums."""
    name = receipt.get("name") or receipt.get("path", "")
    outcomes = sum(receipt[k] for k in ("created", "updated", "unchanged", "duplicates", "rejected"))
    findings.equal(f"{name}: rows by outcome", outcomes, receipt["rows"])
    total = receipt["cells"]
    parts = total["mapped"] + total["raw"] + total["rejected"]
    findings.equal(f"{name}: cells by fate", parts, total["total"])
    for key in ("total", "mapped", "raw", "rejected"):
        if "columns" in receipt:
            by_column = sum(column["cells" if key == "total" else key] for column in receipt["columns"])
            findings.equal(f"{name}: {key} cells by column", by_column, total[key])


def rows_of(number, receipt, rows, findings):
    """The listed rows of one file by number, and their agreement with its sums."""
    own = {row["row"]: row for row in rows if row["file"] == number}
    listed = collections.Counter(row["outcome"] for row in own.values())
    for outcome in ("created", "updated", "unchanged", "rejected"):
        findings.equal(f"{receipt['name']}: rows {outcome}", listed[outcome], receipt[outcome])
    findings.equal(f"{receipt['name']}: rows duplicate", listed["duplicate"], receipt["duplicates"])
    findings.holds(
        sorted(own) == list(range(1, receipt["rows"] + 1)),
        f"{receipt['name']}: rows are not numbered from 1 to {receipt['rows']} without gap",
    )
    return own


def exported(export):
    """Every exported record by id, with the bodies of its notes."""
    found = {}
    for kind in ("contacts", "companies"):
        for record in export.get(kind, []):
            found[record["id"]] = record
    for note in export.get("notes", []):
        for owner in (note.get("contact_id"), note.get("company_id")):
            if owner in found:
                found[owner].setdefault("notes", []).append(note)
    return found


def check_value(where, text, targets, exception, record, findings):
    """One cell: rejected with a reason, kept raw, or standing where the receipt says."""
    if exception and exception["fate"] == "rejected":
        findings.holds(bool(exception["reason"]), f"{where}: rejected without a reason")
        return
    if find.NOTHING.match(text.strip()):
        return
    fields = [t for t in targets if t not in ("raw",)]
    stands = any(find.stands_in(text, target, record) for target in fields)
    if not targets and not exception:
        # Understood as saying again what other cells say; so it must be there.
        stands = find.is_said_elsewhere(text, record)
    raw = not stands and find.is_kept_raw(text, record)
    wanted = "raw" if exception else f"at {', '.join(fields) or 'raw'}"
    findings.holds(stands or raw, f"{where}: “{text[:80]}” is not in the export {wanted} of {record['id']}")


def check_table(path, number, receipt, rows, records, findings):
    """A CSV file."""
    table = tables.read(path.read_bytes(), receipt.get("encoding", ""))
    name = path.name
    findings.equal(f"{name}: rows", len(table.rows), receipt["rows"])
    findings.equal(f"{name}: cells", table.cells(), receipt["cells"]["total"])
    if "columns" not in receipt:
        return
    by_column = table.cells_by_column()
    for column in receipt["columns"]:
        at = column["index"]
        header = table.header[at] if at < len(table.header) else ""
        findings.equal(f"{name}: cells of column {at} “{header}”", by_column[at], column["cells"])
        if header and not column["name"].startswith(header):
            findings.lines.append(f"{name}: column {at} is “{header}” in the file, “{column['name']}” in the receipt")
    if rows is None or records is None:
        return
    own = rows_of(number, receipt, rows, findings)
    targets = {column["index"]: column["targets"] for column in receipt["columns"]}
    for at, cells in enumerate(table.rows, 1):
        row = own.get(at)
        if row is None or row["outcome"] == "rejected":
            findings.holds(row is None or bool(row["reason"]), f"{name}: row {at} is rejected without a reason")
            continue
        if not row.get("record"):
            continue
        record = records.get(row["record"]["id"])
        findings.holds(record is not None, f"{name}: row {at} went to a record that is not in the export")
        exceptions = {e["column"]: e for e in row.get("cells", [])}
        for column, text in enumerate(cells):
            if record is not None and text.strip():
                where = f"{name}: row {at}, column {column}"
                check_value(where, text, targets.get(column, []), exceptions.get(column), record, findings)


def check_cards(path, number, receipt, rows, records, findings):
    """A vCard file."""
    found = cards.cards(path.read_bytes())
    name = path.name
    findings.equal(f"{name}: cards", len(found), receipt["rows"])
    findings.equal(f"{name}: properties", sum(map(len, found)), receipt["cells"]["total"])
    if "columns" not in receipt:
        return
    by_name = collections.Counter(p.name for card in found for p in card)
    for column in receipt["columns"]:
        findings.equal(f"{name}: properties {column['name']}", by_name[column["name"]], column["cells"])
    if rows is None or records is None:
        return
    own = rows_of(number, receipt, rows, findings)
    targets = {column["name"]: column["targets"] for column in receipt["columns"]}
    for at, card in enumerate(found, 1):
        row = own.get(at)
        if row is None or row["outcome"] == "rejected" or not row.get("record"):
            continue
        record = records.get(row["record"]["id"])
        findings.holds(record is not None, f"{name}: card {at} went to a record that is not in the export")
        rejected = {(e["name"], e["text"]) for e in row.get("cells", []) if e["fate"] == "rejected"}
        for prop in card:
            fields = targets.get(prop.name, [])
            if record is None or (prop.name, prop.value[:1000]) in rejected:
                continue
            for piece in prop.pieces():
                if not fields and not find.is_kept_raw(piece, record):
                    continue  # structure: a version of the program, a label of a neighbour
                check_value(f"{name}: card {at}, {prop.name}", piece, fields, None, record, findings)


def main():
    """Reads the arguments, checks, prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--receipt", required=True, type=pathlib.Path)
    parser.add_argument("--export", type=pathlib.Path)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    receipt = json.loads(options.receipt.read_text("utf-8"))
    records = exported(json.loads(options.export.read_text("utf-8"))) if options.export else None
    findings = Findings()
    findings.equal("files", len(options.files), len(receipt["files"]))
    for number, (path, own) in enumerate(zip(options.files, receipt["files"])):
        sums(own, findings)
        check = check_cards if own["format"] == "vcard" else check_table
        check(path, number, own, receipt.get("rows"), records, findings)
    for line in findings.lines[:SHOWN]:
        print(line)
    if len(findings.lines) > SHOWN:
        print(f"and {len(findings.lines) - SHOWN} more")
    print(f"{findings.checked} checks, {len(findings.lines)} disagreements")
    return 1 if findings.lines else 0


if __name__ == "__main__":
    sys.exit(main())
