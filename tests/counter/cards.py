"""Reads vCard files without any of Satchel's code: cards, logical lines, decoded values."""

import quopri
import re

FRAME = ("BEGIN", "END", "VERSION")


class Property:
    """One logical line: group, name in capitals, parameters, value as text, still escaped."""

    def __init__(self, group, name, params, value):
        self.group = group
        self.name = name
        self.params = params
        self.value = value

    def pieces(self):
        """The value's components, unescaped, blank ones left out."""
        if self.name in ("PHOTO", "LOGO", "SOUND", "KEY"):
            return []
        if self.name == "X-ANDROID-CUSTOM":
            # The kind of entry, its value, then numbers for labels.
            return [part for part in self.value.split(";")[1:] if part.strip() and not part.strip().isdigit()]
        split = self.name in ("N", "ORG", "ADR", "CATEGORIES", "NICKNAME", "GENDER", "RELATED")
        parts = re.split(r"(?<!\\)[;,]" if split else r"(?!)", self.value)
        return [text for text in (unescape(part).strip() for part in parts) if text]


def unescape(text):
    """`\\n`, `\\,`, `\\;` and the superfluous `\\:` as the characters they mean."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text, flags=re.S)


def text_of(data):
    """The file as text; what is no UTF-8 is kept byte by byte, to be decoded with its line's character set."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode("utf-8").decode("utf-8", "surrogateescape")
    if data[:2] in (b"\x00B", b"\x00b"):
        data = data.decode("utf-16-be", "replace").encode("utf-8")
    elif data[1:2] == b"\x00":
        data = data.decode("utf-16-le", "replace").encode("utf-8")
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")


def in_charset(data, told):
    """Bytes as text: UTF-8 if they are, else the named character set, else the western code page."""
    for name in (told, "utf-8", "windows-1252"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def split_head(line):
    """Name and parameters before the first colon outside quotes, and the rest; None if there is no colon."""
    quoted = False
    for at, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return line[:at], line[at + 1 :]
    return None


def property_of(line):
    """One logical line as a property, or None if it is none."""
    split = split_head(line)
    if split is None:
        return None
    head, value = split
    if re.search(r"(?i);label=[^\";]*$", head):
        value = value.rpartition(":")[2]  # a label that was not quoted, with a colon of its own
    parts = head.split(";")
    group, _, name = parts[0].strip().rpartition(".")
    params = [p.strip() for p in parts[1:]]
    low = [p.lower() for p in params]
    charset = next((p.split("=", 1)[1] for p in low if p.startswith("charset=")), "utf-8").strip('"')
    data = value.encode("utf-8", "surrogateescape")
    if any(p in ("quoted-printable", "encoding=quoted-printable") for p in low):
        data = quopri.decodestring(data)
    return Property(group, name.upper(), params, in_charset(data, charset))


def logical_lines(lines):
    """Physical lines joined: folded ones (leading blank) and quoted-printable ones that end in `=`."""
    current, soft, binary = None, False, False
    for line in lines:
        if not line and not soft:
            continue  # an empty line, or one of two carriage returns
        if current is not None and soft:
            current = current[:-1] + line
        elif current is not None and binary and re.fullmatch(r"[A-Za-z0-9+/=\s]+", line):
            current += line
        elif current is not None and line[:1] in (" ", "\t"):
            current += line[1:]
        else:
            if current is not None:
                yield current
            current = line
        head = (split_head(current) or ("", ""))[0]
        soft = line.endswith("=") and "quoted-printable" in head.lower()
        binary = bool(re.search(r"(?i)base64|encoding=b\b", head))
    if current is not None:
        yield current


def cards(data):
    """The cards of a file, each a list of properties without its frame. Nested cards belong to the outer one."""
    lines = re.split(r"\r\n|\n|\r", text_of(data))
    found, inside, depth = [], None, 0
    for line in logical_lines(lines):
        if not line.strip():
            continue
        prop = property_of(line)
        name = prop.name if prop else ""
        if name == "BEGIN" and prop.value.strip().upper() == "VCARD":
            depth += 1
            if depth == 1:
                inside = []
                continue
        elif name == "END" and prop.value.strip().upper() == "VCARD":
            depth -= 1
            if depth == 0:
                found.append(inside if any(p.value.strip() for p in inside) else [])
                inside = None
                continue
        if inside is not None and name not in FRAME:
            inside.append(prop or Property("", "", [], line))
    if inside:
        found.append(inside)
    return found
