#!/usr/bin/env python3
"""Reads an export of everything that Satchel wrote, with nothing but Python's own library.

    python3 read_export.py FOLDER

It checks every file against its digest, reads every record, and prints how many of which kind there are, how many of
them lie in the trash, and whether whatever one record names of another is there. Exit code 1 says that something is
not as it should be.
"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path


def digest(path):
    sha = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            sha.update(block)
    return sha.hexdigest()


def records(folder, listed):
    """The records of a kind, one by one."""
    with (folder / listed["path"]).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def rows(record, table):
    """A record's own row and those of its parts, each with what its columns are."""
    yield record, table["columns"]
    for name, parts in record.get("parts", {}).items():
        for part in parts:
            yield part, table["parts"][name]


def main(folder):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if manifest["format"] != "satchel-everything" or manifest["version"] != 1:
        sys.exit("This is no export that this script can read.")
    schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    tables = {table["table"]: table for table in schema["tables"]}
    faults = []
    for file in manifest["files"]:
        path = folder / file["path"]
        if not path.is_file():
            faults.append(f"{file['path']} is missing")
        elif digest(path) != file["sha256"]:
            faults.append(f"{file['path']} was changed")

    ids = {table: set() for table in tables}
    kinds, trash, parts = Counter(), Counter(), Counter()
    for listed in manifest["records"]:
        for record in records(folder, listed):
            ids[listed["table"]].add(record["id"])
            kinds[listed["kind"]] += 1
            trash[listed["kind"]] += "deleted_ms" in record
            parts[listed["kind"]] += sum(len(rows) for rows in record.get("parts", {}).values())
        if kinds[listed["kind"]] != listed["records"]:
            faults.append(f"{listed['path']} holds {kinds[listed['kind']]} records, not {listed['records']}")
    for listed in manifest["records"]:
        for record in records(folder, listed):
            for row, columns in rows(record, tables[listed["table"]]):
                for column in columns:
                    name = row.get(column["name"])
                    if name and column["names"] and name not in ids[column["names"]]:
                        faults.append(f"{listed['kind']} {record['id']} names {name}, which is not there")

    width = max((len(kind) for kind in kinds), default=4)
    print(f"{'kind':<{width}}  records  in the trash  parts")
    for kind, count in sorted(kinds.items()):
        print(f"{kind:<{width}}  {count:>7}  {trash[kind]:>12}  {parts[kind]:>5}")
    print(f"{len(manifest['files'])} files, {sum(kinds.values())} records, {len(faults)} faults")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
