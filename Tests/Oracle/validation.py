"""Contract 3, Validation: diagnosticos.csv, rechazos.csv and archivos.csv."""

from files import severity
from oracle import octets, whole

RECORD_LIMIT = 65_536


def shortened(source):
    """Cut at 65,536 bytes, at a character's border."""
    return source.encode()[:RECORD_LIMIT].decode("utf-8", "ignore")


def diagnostics(data):
    rows = []
    for document in data.documents:
        for code, line, ordinal, field, value in document.findings:
            key = (octets(document.name), line or 0, ordinal or 0, code)
            cells = [
                code, severity(code), document.name, whole(line),
                whole(ordinal), field, value, "",
            ]
            rows.append((key, cells))
    rows.sort(key=lambda row: row[0])
    return [cells for _, cells in rows]


def rejects(data):
    return [
        [
            record.file.name, whole(record.line), " ".join(sorted(set(record.errors))),
            shortened(record.source),
        ]
        for record in data.records if record.errors
    ]


def files(data):
    rows = []
    for document in data.documents:
        if document.is_listed:
            read = document.records
            rejected = sum(bool(record.errors) for record in read)
            older = sum(record.is_superseded for record in read)
            counts = [len(read), len(read) - rejected - older, older, rejected]
            rows.append([
                document.name, " ".join(document.kinds), document.format, document.encoding,
                whole(document.size), document.digest, *map(whole, counts),
            ])
    return rows
