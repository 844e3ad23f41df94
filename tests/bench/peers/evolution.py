"""Measures evolution-data-server, GNOME's address book, for `cargo xtask bench -- --peers`.

    dbus-run-session -- python3 evolution.py FILE.vcf SAMPLES WORD...

imports the cards of FILE.vcf into its own address book (with HOME somewhere new), asks for each WORD in any field, and
turns SAMPLES pages of 50 people sorted by family name. Prints one line of JSON: `imported`, `import_s`, `search_ms` and
`page_ms` (a list each), and how many were `found` for each word.
"""

import ctypes
import json
import re
import sys
import time

try:
    import gi

    for part in ("EBook", "EBookContacts", "EDataServer"):
        gi.require_version(part, "1.2")
    from gi.repository import EBook, EBookContacts, EDataServer
except (ImportError, ValueError) as missing:
    sys.exit(f"{missing}. Install evolution-data-server, python3-gi and gir1.2-ebook-1.2.")

# A book on this machine is there at once; the library means servers.
NO_WAIT = 2**32 - 1
# EBookCursorStepFlags and EBookCursorOrigin.
MOVE, FETCH = 1, 2
FROM_HERE = 0
BATCH = 500
PAGE = 50


def cards(path):
    """Each card of the file as text."""
    with open(path, encoding="utf-8", errors="replace") as file:
        yield from re.findall(r"BEGIN:VCARD.*?END:VCARD", file.read(), re.DOTALL)


def timed(work):
    began = time.perf_counter()
    answer = work()
    return answer, (time.perf_counter() - began) * 1000


def bring(client, path):
    """How many came in, in batches as Evolution's own import does it."""
    count, batch = 0, []
    for card in cards(path):
        batch.append(EBookContacts.Contact.new_from_vcard(card))
        if len(batch) == BATCH:
            client.add_contacts_sync(batch, 0, None)
            count, batch = count + len(batch), []
    if batch:
        client.add_contacts_sync(batch, 0, None)
    return count + len(batch)


def turner(client):
    """What moves a cursor over everybody, sorted by family name, and says by how many. The library's own functions: the
    bindings for Python take one field where the cursor wants an array."""
    library = ctypes.CDLL("libebook-1.2.so.21")
    pointer = ctypes.c_void_p
    make, step = library.e_book_client_get_cursor_sync, library.e_book_client_cursor_step_sync
    make.argtypes = [pointer, ctypes.c_char_p, pointer, pointer, ctypes.c_uint, pointer, pointer, pointer]
    step.argtypes = [pointer, ctypes.c_int, ctypes.c_int, ctypes.c_int, pointer, pointer, pointer]
    cursor = pointer()
    fields = (ctypes.c_int * 1)(int(EBookContacts.ContactField.FAMILY_NAME))
    kinds = (ctypes.c_int * 1)(int(EBookContacts.BookCursorSortType.ASCENDING))
    # PyGObject's hash of an object is where it lies.
    if not make(hash(client), b"", fields, kinds, 1, ctypes.byref(cursor), None, None):
        sys.exit("its address book has no cursor")

    def turn(how, count):
        people = pointer()
        out = ctypes.byref(people) if how & FETCH else None
        return step(cursor, how, FROM_HERE, count, out, None, None)

    return turn


def main(path, samples, words):
    registry = EDataServer.SourceRegistry.new_sync(None)
    client = EBook.BookClient.connect_sync(registry.ref_builtin_address_book(), NO_WAIT, None)
    imported, import_ms = timed(lambda: bring(client, path))

    searches, found = [], {}
    for word in words:
        query = EBookContacts.BookQuery.any_field_contains(word).to_string()
        (_, uids), ms = timed(lambda query=query: client.get_contacts_uids_sync(query, None))
        searches.append(ms)
        found[word] = len(uids)

    turn = turner(client)
    pages = []
    for _ in range(int(samples)):
        count, ms = timed(lambda: turn(MOVE | FETCH, PAGE))
        if count < PAGE:
            break
        pages.append(ms)
        # Those between this page and the next are passed over, so that every one is new.
        turn(MOVE, max(1, imported // int(samples) - PAGE))
    print(
        json.dumps(
            {
                "imported": imported,
                "import_s": import_ms / 1000,
                "search_ms": searches,
                "page_ms": pages,
                "found": found,
            }
        )
    )


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
