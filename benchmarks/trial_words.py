"""Which printed words of agendas came into no record and no finding: for each file, the words that are printed oftener than they were read.

    python -m benchmarks.trial_words FILE_OR_FOLDER...

Texts, saved pages and an agenda system's JSON. A page's and a field's words are those of its rows, before anything is told of them. Of
those who attended, and of whom to ask, nothing is kept: the lines that such a finding names are left out on both sides. Printed words
are told apart by their letters and digits alone, and what a line's end parted counts as one.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from parsers.language.dates import DATE
from parsers.model.findings import Code
from parsers.model.records import Document
from parsers.profile.front_labels import front_lines
from parsers.reading import HTML, JSON, TEXT, read_file, rows_of_file
from parsers.text.publication import read_publication
from parsers.text.rows import text_rows

TYPES = {".txt": TEXT, ".html": HTML, ".json": JSON}
WITHOUT_WORDS = frozenset({Code.ATTENDANCE_LIST, Code.CONTACT_LINE})
WORD = re.compile(r"[^\W_]+")
NUMBERING = frozenset({"punkt", "pkt", "sag", "nr", "dagsordenspunkt"})  # stand before an item's number, and say nothing of it
BROKEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])")


def words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def read_texts(document: Document) -> Iterator[str]:
    """Each text once: a section's, not those of the columns that are filled from it."""
    yield from filter(None, (document.front.title, document.front.source_url, document.front.case_id, document.place))
    for item in document.agenda_items:
        yield from filter(None, (item.printed_number, item.title, item.case_number))
        for section in item.sections:
            yield from filter(None, (section.heading, section.text))
    yield from (finding.text for finding in document.findings if finding.text)


def printed(line: str) -> str:
    """A line without the label and the day that a column of the document holds."""
    labelled = front_lines(line)
    return line if labelled is None else " ".join(DATE.sub(" ", value) for _, value in labelled)


def unread(data: bytes, media_type: str) -> Counter[str]:
    """Words, and how often each is printed more than it was read."""
    rows = [row for _, content in read_publication(data) or () for row in text_rows(content)] if media_type == JSON else []
    rows = rows or rows_of_file(data, media_type)
    documents = read_file(data, media_type).documents
    silent = {one.place.line for document in documents for one in document.findings if one.code in WITHOUT_WORDS}
    read = Counter(word for document in documents for text in read_texts(document) for word in words(text))
    lines = [printed(row.text) for row in rows if not silent & {place.line for place in row.places}]
    left = Counter(word for line in lines for word in words(line)) - read
    joined = Counter(words(BROKEN.sub("", " ".join(lines))))
    return Counter({word: count for word, count in left.items() if joined[word] > read[word] and word not in NUMBERING})


def main() -> int:
    files = [file for name in sys.argv[1:] for file in sorted(Path(name).rglob("*") if Path(name).is_dir() else [Path(name)])]
    read = lost = 0
    for file in files:
        if media_type := TYPES.get(file.suffix):
            data = file.read_bytes()
            read += 1
            left = unread(data, media_type)
            lost += sum(left.values())
            if left:
                print(file.name, dict(left.most_common(12)))
    print(f"{read} files, {lost} words that are in no record and no finding")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
