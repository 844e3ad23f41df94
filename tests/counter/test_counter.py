"""The counter's own tests: `python3 -m unittest discover tests/counter`."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import cards
import find
import tables

HERE = pathlib.Path(__file__).parent


class Tables(unittest.TestCase):
    """Reading CSV."""

    def test_a_preamble_blank_lines_and_ragged_rows(self):
        table = tables.read(b'Notes:\n"Some, sentence"\n\nFirst,Last,URL\nAda,Brandt,u\n,,\n\nBo,,\n"C\nd",x,y,\n')
        self.assertEqual(table.header, ["First", "Last", "URL"])
        self.assertEqual((len(table.rows), table.cells()), (3, 7))
        self.assertEqual(table.cells_by_column()[0], 3)

    def test_encodings_and_delimiters(self):
        text = "Name;Ort\r\nJürgen;Köln\r\n"
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "windows-1252"):
            table = tables.read(text.encode(encoding), "windows-1252")
            self.assertEqual(table.rows, [["Jürgen", "Köln"]], encoding)


class Cards(unittest.TestCase):
    """Reading vCards."""

    def test_folds_quoted_printable_groups_and_nesting(self):
        data = (
            b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCll=\r\ner;J\r\n"
            b"item1.TEL;type=CELL:+49\r\nitem1.X-ABLabel:x\r\nNOTE:a\\, b\r\n  c\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:x\r\n"
            b"END:VCARD\r\nEND:VCARD\r\nBEGIN:VCARD\nFN:Reid\x92s\nEND:VCARD\n"
        )
        first, second = cards.cards(data)
        self.assertEqual([p.name for p in first], ["N", "TEL", "X-ABLABEL", "NOTE", "AGENT", "FN"])
        self.assertEqual(first[0].pieces(), ["Müller", "J"])
        self.assertEqual(first[3].pieces(), ["a, b c"])
        self.assertEqual(second[0].value, "Reid’s")


class Find(unittest.TestCase):
    """Finding values in records."""

    RECORD = {
        "id": "1",
        "given": "Jürgen",
        "family": "Müller",
        "emails": [{"value": "j@x.example", "label": "work"}],
        "phones": [{"value": "+49 151 234", "label": ""}],
        "dates": [{"label": "birthday", "value": "1980-03-22"}],
        "addresses": [{"street": "Hauptstraße 12", "city": "Köln", "postal_code": "50667"}],
        "tags": ["vip", "Messe 2026"],
        "raw": [{"name": "Kd-Nr", "value": "K-1"}],
        "custom": {"f1": "42"},
    }

    def test_what_is_there_is_found_and_what_is_not_is_not(self):
        there = [
            ("JÜRGEN ", "given"),
            ("J@X.example", "emails"),
            ("0151 / 234", "phones"),
            ("22.03.1980", "dates"),
            ("3/22/1980", "dates[birthday]"),
            ("Hauptstraße 12\n50667 Köln", "addresses[home].formatted"),
            ("vip ::: Messe 2026", "tags"),
            ("Müller, Jürgen", "full_name"),
            ("42", "custom:Shoe size"),
            ("0/0/00", "dates"),
            ("* Work", "emails#1.label"),
        ]
        for text, target in there:
            self.assertTrue(find.stands_in(text, target, self.RECORD), (text, target))
        missing = [("Ada", "given"), ("k@x.example", "emails"), ("0152 / 234", "phones"), ("23.04.1981", "dates")]
        missing += [("hot", "tags"), ("Bonn", "addresses.city"), ("Müller", "given"), ("", "emails")]
        for text, target in missing[:-1]:
            self.assertFalse(find.stands_in(text, target, self.RECORD), (text, target))
        self.assertTrue(find.is_kept_raw("K-1", self.RECORD))
        self.assertFalse(find.is_kept_raw("K-2", self.RECORD))


class Whole(unittest.TestCase):
    """The command line."""

    def run_with(self, change):
        """Runs the counter on a small file whose receipt was changed; answers its exit code and output."""
        cells = {"total": 3, "mapped": 3, "raw": 0, "rejected": 0}
        receipt = {
            "files": [
                {
                    "name": "a.csv", "format": "csv", "encoding": "UTF-8", "rows": 2, "created": 2, "updated": 0,
                    "unchanged": 0, "duplicates": 0, "rejected": 0, "cells": dict(cells),
                    "columns": [
                        {"index": 0, "name": "First", "targets": ["given"], "cells": 2, "mapped": 2, "raw": 0, "rejected": 0},
                        {"index": 1, "name": "Mail", "targets": ["emails"], "cells": 1, "mapped": 1, "raw": 0, "rejected": 0},
                    ],
                }
            ],
            "rows": [
                {"file": 0, "row": n, "outcome": "created", "record": {"kind": "contact", "id": str(n)}} for n in (1, 2)
            ],
        }
        export = {"contacts": [{"id": "1", "given": "Ada", "emails": [{"value": "a@x.example"}]}, {"id": "2", "given": "Bo"}]}
        change(receipt, export)
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "a.csv").write_text("First,Mail\nAda,a@x.example\nBo,\n")
            (folder / "receipt.json").write_text(json.dumps(receipt))
            (folder / "export.json").write_text(json.dumps(export))
            command = [sys.executable, str(HERE), "--receipt", "receipt.json", "--export", "export.json", "a.csv"]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            return done.returncode, done.stdout + done.stderr

    def test_an_honest_receipt_agrees(self):
        code, out = self.run_with(lambda receipt, export: None)
        self.assertEqual(code, 0, out)

    def test_every_lie_is_found(self):
        def one_row_too_many(receipt, _):
            receipt["files"][0]["rows"] = 3

        def a_lost_cell(receipt, _):
            receipt["files"][0]["cells"]["total"] = 2

        def a_value_elsewhere(_, export):
            export["contacts"][0]["emails"] = [{"value": "b@x.example"}]

        def a_lost_record(_, export):
            export["contacts"].pop()

        def swapped_people(_, export):
            export["contacts"][0]["given"], export["contacts"][1]["given"] = "Bo", "Ada"

        for lie in (one_row_too_many, a_lost_cell, a_value_elsewhere, a_lost_record, swapped_people):
            code, out = self.run_with(lie)
            self.assertEqual(code, 1, (lie.__name__, out))


if __name__ == "__main__":
    unittest.main()
