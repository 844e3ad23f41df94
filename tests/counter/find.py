"""Whether a source value stands in an exported record at the field the receipt names."""

import itertools
import quopri
import re
import unicodedata

NAMES = ("prefix", "given", "middle", "family", "suffix", "nickname", "display_name", "name")
SEPARATORS = (" ::: ", ";", ",", "\n", "|", "/", " ")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# What says nothing: empty dates, starred empty labels.
NOTHING = re.compile(r"^(\*|0+[/.-]0+[/.-]0+( 0+:0+(:0+)?)?|-+|\(?null\)?|n/a)$", re.I)


def plain(text):
    """Letters without case, width, marks of formula protection or runs of blanks."""
    text = unicodedata.normalize("NFKC", str(text)).replace("\u200d", "").casefold()
    return re.sub(r"\s+", " ", text).strip().strip("'\"")


def digits(text):
    """The digits of a telephone number without extension, zeros and trunk marks at its start left out."""
    text = re.sub(r"(?i)(ext|x|;ext=|durchwahl|#).*$", "", re.sub(r"^tel:", "", str(text)))
    return re.sub(r"\D", "", text).lstrip("0")


def dates(text):
    """Every day the text may mean, as (month, day)."""
    found = set()
    for a, b, c in re.findall(r"(\d{1,4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,4})", text):
        found |= {(int(b), int(c)), (int(a), int(b)), (int(b), int(a))}
    for a, b in re.findall(r"--(\d\d)-?(\d\d)", text):
        found.add((int(a), int(b)))
    for _, a, b in re.findall(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)", text):
        found.add((int(a), int(b)))
    low = text.lower()
    for at, month in enumerate(MONTHS, 1):
        if month in low:
            found |= {(at, int(day)) for day in re.findall(r"(?<!\d)(\d{1,2})(?!\d)", text)}
    return {(m, d) for m, d in found if 1 <= m <= 12 and 1 <= d <= 31}


def strings(value):
    """Every text in a JSON value."""
    if isinstance(value, dict):
        return list(itertools.chain.from_iterable(strings(v) for k, v in value.items() if k not in ("id", "label")))
    if isinstance(value, list):
        return list(itertools.chain.from_iterable(strings(v) for v in value))
    return [] if value is None or isinstance(value, bool) else [str(value)]


def field(record, target):
    """The texts of a record at a target such as `given`, `emails`, `addresses[home].city`, `custom:Shoe size`."""
    path = re.sub(r"\[[^\]]*\]|#\d+", "", target)
    if path.startswith("custom"):
        return strings(record.get("custom", {}))
    name, _, part = path.partition(".")
    if name in ("company", "organisation"):
        return [j.get("company", "") for j in record.get("jobs", [])] + [record.get("company", "")]
    if name in ("display_name", "full_name"):
        own = [str(record.get(n, "")) for n in NAMES]
        return own + [" ".join(filter(None, (str(record.get(n, "")) for n in NAMES[:5])))]
    if name == "uid":
        return strings(record.get("identities", [])) + strings(record.get("raw", []))
    values = record.get(name)
    if part and isinstance(values, list) and part not in ("formatted", "value", "label"):
        return [str(v[part]) for v in values if isinstance(v, dict) and v.get(part)]
    return strings(values)


def is_structure(target):
    """Targets that say how to read a neighbour and leave no text of their own."""
    return bool(re.search(r"\.(label|primary|service|type)$", target)) or target in ("kind", "deleted", "skip", "photo")


def readings(text):
    """The text, and what it says if somebody encoded it once too often or forgot to say that he did."""
    found = [text, text.replace("^n", " ").replace("^^", "^").replace("^'", '"')]
    if "Ã" in text or "Â" in text:
        found.append(text.encode("cp1252", "ignore").decode("utf-8", "ignore"))
    if re.search(r"=[0-9A-F]{2}", text):
        found += [quopri.decodestring(text.encode()).decode(name, "replace") for name in ("utf-8", "cp1252")]
    return list(dict.fromkeys(found))


def stands_in(text, target, record):
    """Whether the text, in one of its readings, is at the target of the record."""
    if is_structure(target) or NOTHING.match(text.strip()):
        return True
    return any(stands_so(reading, target, record) for reading in readings(text))


def stands_so(text, target, record):
    """Whether the text as it is stands at the target of the record."""
    texts = field(record, target)
    wanted, there = plain(text), [plain(t) for t in texts]
    if wanted in there:
        return True
    base = re.split(r"[.\[#:]", target)[0]
    if base == "phones":
        own = digits(text)
        if own and any(own.endswith(d) or d.endswith(own) for d in map(digits, texts) if d):
            return True
    if base == "dates" and dates(text) & set().union(*(dates(t) for t in texts), set()):
        return True
    if base == "links" and any(strip_link(t) == strip_link(wanted) for t in there):
        return True
    if base == "emails" and "@" in wanted:
        own = re.findall(r"[^\s<>;,:\"]+@[^\s<>;,\"]+", wanted.replace("mailto:", ""))
        if own and all(o in there for o in own):
            return True
    if base == "handles" and any(wanted.partition(":")[2].lstrip("/") == t for t in there if t):
        return True
    if base == "uid":
        own = re.sub(r"^urn:uuid:|:abperson$", "", wanted)
        return any(own == re.sub(r"^urn:uuid:|:abperson$", "", t) for t in there)
    if base == "tags":
        # Google's own groups (`* myContacts`) are how the address book works, no tags of the seller's.
        text = " ::: ".join(p for p in text.split(" ::: ") if not p.strip().startswith("* "))
    for separator in SEPARATORS:
        pieces = [plain(p) for p in text.split(separator)]
        pieces = [p for p in pieces if p]
        if all(any(p == t or f" {p} " in f" {spaced(t)} " for t in there) for p in pieces):
            return True
    joined = " ".join(there)
    # A formatted address or a whole name: its words, wherever the fields put them.
    if target.endswith("formatted") or base in ("addresses", "display_name", "full_name", "jobs", "company", "notes"):
        words = re.findall(r"\w+", wanted)
        return bool(words) and all(word in joined for word in words)
    return False


def is_said_elsewhere(text, record):
    """Whether every word of the text stands somewhere in the record, as of an address given whole and in parts."""
    words = re.findall(r"\w+", plain(text))
    joined = " ".join(plain(t) for t in strings(record))
    return bool(words) and all(word in joined for word in words)


def spaced(text):
    """The text with a blank for every comma and semicolon."""
    return re.sub(r"[,;]+ ?", " ", text)


def strip_link(link):
    """A web address without what browsers add."""
    return re.sub(r"^https?://(www\.)?|/$", "", link.casefold())


def is_kept_raw(text, record):
    """Whether the text is among the record's raw properties."""
    wanted = plain(text)
    return any(wanted == plain(t) or wanted[:200] in plain(t) for t in strings(record.get("raw", [])))
