"""A country on paper: so many documents of so many municipalities, in invented words, and the changes they hold.

    python -m benchmarks.country FOLDER [DOCUMENTS [MUNICIPALITIES]]

A municipality's year is sixteen documents: a plan and four follow-ups (a PDF or a text each), and eleven meetings (the JSON of an
agenda system, or plain minutes). Most print tables of milestones; some a list with a number as its status, some another country's
list of decisions, some a form that only a profile beside the papers knows. The same arguments give the same bytes.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "fixtures"))

from looks import BASE, FACES  # noqa: E402 - the papers that the tests are written with
from paper import GLAD, SOUR, Economy, Initiative, Milestone, Paper, Signs, dues, paper_of  # noqa: E402
from write_reportlab import pdf_of, pictured  # noqa: E402
from write_text import TextForm, text_bytes  # noqa: E402

__all__ = ["Country", "KnownChange", "lay", "written"]

FIRST_YEAR = 2031
A_YEAR = "PFMMFMMMFMMMFMMM"  # a plan, its follow-ups, and meetings between
BODIES = ("Teknik- og Miljøudvalget", "Børne- og Skoleudvalget", "Kultur- og Fritidsudvalget", "Økonomiudvalget")
MONTHS = (*("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"),)
EXAMPLE = "Eksempel: alt heri er opdigtet."
MILESTONES = 'slug = "{slug}"\nname = "{name} Kommune"\nextends = "ballerup"\n'  # it prints its papers as Ballerup does
LIGHTS = """\
slug = "{slug}"
name = "{name} Kommune"
extends = "danish"

[rounds]
names = ["1. status", "2. status", "3. status", "4. status"]

[[titles]]
kind = "followup"
patterns = ["Trafiklys på budgetaftale {{year}} [-] [{{round}}]"]

[table]
rows_are = "initiatives"
needs = ["title", "status"]

[table.columns]
number = ["Nr."]
title = ["Tiltag"]
text = ["Indhold"]
committee = ["Udvalg"]
due = ["Frist"]
status = ["Lys"]
status_text = ["Bemærkning"]

[statuses]
"Grøn" = "glad"
"Gul" = "mellem"
"Rød" = "sur"

[expect]
whole = [3, 400]
limited = [1, 200]
"""
STARTS = ("al", "bro", "dyb", "egn", "fal", "grav", "holt", "ind", "kold", "lav", "mør", "nør", "ravn", "sol", "tin", "und", "vest")
ENDS = ("by", "rup", "lev", "sted", "holm", "borg", "ager", "lund", "torp", "løse", "høje", "vad", "dal", "sund")
THINGS = ("stier", "haver", "værksteder", "bænke", "legepladser", "måltider", "kurser", "lamper", "broer", "boliger", "busser", "cykler")
DOINGS = ("er bestilt", "er taget i brug", "er aftalt med naboerne", "er sendt i høring", "er gjort færdige", "er vurderet", "er udvidet")
PLACES = ("ved havnen", "på torvet", "i midtbyen", "langs åen", "ved skolerne", "i de små byer", "ved hallen", "omkring stationen")


class KnownChange(NamedTuple):
    """A change that a follow-up holds against the document before it. `initiative` is the title."""

    municipality: str
    year: int
    followup: int
    change: str
    initiative: str


@dataclass(frozen=True)
class Country:
    """How much of it there is."""

    documents: int
    municipalities: int
    initiatives: int = 12  # in an agreement, with a milestone for each of its four rounds
    pdfs: float = 0.4  # share of plans and follow-ups that are PDFs
    order: str = A_YEAR


class Written(NamedTuple):
    """One document, at its place in the country."""

    path: str
    content: bytes
    changes: tuple[KnownChange, ...]


def lay(folder: Path, country: Country) -> list[KnownChange]:
    """Writes the documents, and what a run needs beside them; gives the changes they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    slugs = [_slug(number) for number in range(country.municipalities)]
    (folder / "sources.toml").write_text("[folders]\n" + "".join(f'"{slug}" = "{slug}"\n' for slug in slugs), encoding="utf-8")
    (folder / "profiles").mkdir(exist_ok=True)
    for number, slug in enumerate(slugs):
        if (profile := {"milestones": MILESTONES, "lights": LIGHTS}.get(_form(number))) is not None:
            (folder / "profiles" / f"{slug}.toml").write_text(profile.format(slug=slug, name=slug.capitalize()), encoding="utf-8")
    known: list[KnownChange] = []
    for one in written(country):
        place = folder / one.path
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(one.content)
        known += one.changes
    return known


def written(country: Country) -> Iterator[Written]:
    """The documents in the order of time: every municipality's first, then every one's second."""
    for number in range(country.documents):
        yield _document(country, number % country.municipalities, number // country.municipalities)


def _document(country: Country, municipality: int, position: int) -> Written:
    years, at = divmod(position, len(country.order))
    year, slug = FIRST_YEAR + years, _slug(municipality)
    if country.order[at] == "M":
        name, content = _meeting(municipality, year, at)
        return Written(f"{slug}/{name}", content, ())
    followup = country.order[:at].count("F") + country.order[:at].count("P")
    chance = random.Random(f"{slug} {year} {followup} as")
    form = _form(municipality)
    if form == "milestones":
        name, ending = f"{year}-{followup}-opfoelgning", "pdf" if chance.random() < country.pdfs else "txt"
        content = _milestone_paper(country, municipality, year, followup, ending)
        return Written(f"{slug}/{name}.{ending}", content, tuple(_changes(country, municipality, year, followup)))
    content = _list(form, country, municipality, year, followup)
    return Written(f"{slug}/{year}-{followup}-liste.txt", content, tuple(_changes(country, municipality, year, followup)))


def _form(municipality: int) -> str:
    return ("milestones", "milestones", "lights", "milestones", "numbers", "milestones", "decisions")[municipality % 7]


def _slug(municipality: int) -> str:
    many, start = divmod(municipality, len(STARTS))
    again, end = divmod(many, len(ENDS))
    return f"{STARTS[start]}{ENDS[end]}{again or ''}".translate(str.maketrans({"ø": "oe", "æ": "ae", "å": "aa"}))


# ── an agreement ─────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _agreement(country: Country, municipality: int, year: int) -> tuple[Initiative, ...]:
    """What the plan promises."""
    chance = random.Random(f"{municipality} {year}")
    names = [f"{thing.capitalize()} {place}" for thing in THINGS for place in PLACES]
    chance.shuffle(names)
    while len(names) <= country.initiatives:
        names += [f"{name} og {_word(chance)}" for name in names]
    return tuple(
        Initiative(
            number=f"{1 + place // 4}.{1 + place % 4}",
            title=f"{names[place]} i {_word(chance)}",
            funding=chance.choice(("Drift", "Anlæg")),
            theme=f"{1 + place // 4}. {_word(chance).capitalize()} for alle",
            description=(f"Partierne vil have flere {chance.choice(THINGS)} {chance.choice(PLACES)} og i {_word(chance)}.",),
            center=f"Center for {_word(chance).capitalize()}",
            committee=chance.choice(BODIES),
            milestones=tuple(Milestone(due, _step(chance)) for due in dues(year)),
            economy=Economy(
                f"Der er afsat {chance.randint(1, 90) / 10:.1f} mio. kr. i {year}.".replace(".", ",", 1)
                if place % 2
                else "Der er ikke afsat økonomi."
            ),
        )
        for place in range(country.initiatives)
    )


def _word(chance: random.Random) -> str:
    return chance.choice(STARTS) + chance.choice(ENDS)


def _step(chance: random.Random) -> str:
    return f"{chance.choice(THINGS).capitalize()} {chance.choice(PLACES)} i {_word(chance).capitalize()} {chance.choice(DOINGS)}."


class _Fate(NamedTuple):
    """Which initiatives something happens to."""

    reworded: int  # in the second round, the last milestone
    soured: int  # in the third round
    gone: int  # from the fourth round on


def _fate(country: Country, municipality: int, year: int) -> _Fate:
    return _Fate(*random.Random(f"fate {municipality} {year}").sample(range(country.initiatives), 3))


def _changes(country: Country, municipality: int, year: int, followup: int) -> Iterator[KnownChange]:
    fate, promised = _fate(country, municipality, year), _agreement(country, municipality, year)
    happens = {2: ("milestone_reworded", fate.reworded), 3: ("standing_worsened", fate.soured), 4: ("initiative_disappeared", fate.gone)}
    form = _form(municipality)
    of_lists = {"milestones": (), "decisions": (2, 4)}.get(form, (2,))  # a list has no milestones; of decisions, the third is the last
    if followup in happens and followup not in of_lists:
        change, which = happens[followup]
        yield KnownChange(_slug(municipality), year, followup, change, promised[which].title)


def _round(country: Country, municipality: int, year: int, followup: int) -> tuple[Initiative, ...]:
    fate, told = _fate(country, municipality, year), []
    for place, promised in enumerate(_agreement(country, municipality, year)):
        if place == fate.gone and followup >= 4:
            continue
        one = promised
        if place == fate.reworded and followup >= 2:
            one = one.with_milestone(4, text=_step(random.Random(f"again {municipality} {year}")))
        signs = [SOUR if place == fate.soured and each >= 3 else GLAD for each in range(1, followup + 1)]
        notes = {followup: "Der mangler en aftale."} if signs and signs[-1] == SOUR else None
        told.append(one.told(*signs, economy=GLAD, notes=notes) if followup else one)
    return tuple(told)


def _milestone_paper(country: Country, municipality: int, year: int, followup: int, ending: str) -> bytes:
    paper: Paper = paper_of(year, followup, _round(country, municipality, year, followup))
    paper = replace(paper, title=paper.title.replace("Ballerup", _slug(municipality).capitalize()))
    if ending == "txt":
        return text_bytes(replace(paper, signs=Signs()), TextForm(markdown=municipality % 2 == 0))
    looks = (BASE, replace(BASE, rules="rectangles", shade_header=True), replace(BASE, sign=pictured("colour")))
    return pdf_of((replace(paper, signs=FACES), looks[municipality % len(looks)]))


# ── other forms ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _list(form: str, country: Country, municipality: int, year: int, followup: int) -> bytes:
    """A row for each initiative; what the plan is in other forms is their first round here."""
    number, name = max(followup, 1), _slug(municipality).capitalize()
    day = f"{1 + followup}. marts {year}"
    rows = [
        (
            one.number.replace(".", ""),
            one.title,
            one.description[0],
            one.committee,
            int(bool(number > 2 and one.milestones[2].smiley == SOUR)),
        )
        for one in _round(country, municipality, year, number)
    ]
    if form == "lights":
        head = [f"{name} Kommune", f"Trafiklys på budgetaftale {year} - {number}. status", day, EXAMPLE]
        table = [("Nr.", "Tiltag", "Indhold", "Udvalg", "Frist", "Lys", "Bemærkning")]
        table += [(*row[:4], f"{number}. kvartal {year}", ("Grøn", "Rød")[row[4]], "") for row in rows]
    elif form == "numbers":
        head = [
            f"{name} Kommune",
            f"{number}. Status på budgetaftale {year}",
            "Status: 1. Implementeret 2. Undervejs 3. Ikke iværksat",
            EXAMPLE,
        ]
        table = [("Nr.", "Forslag", "Udvalg", "Udmøntet", "Status", "Bemærkninger")]
        table += [(row[0], row[1], row[3], f"{number}. kvartal {year}", "12"[row[4]], "") for row in rows]
    else:
        head = [f"{name} kommune", f"Vedtaksoppfølging - {min(number, 3)}. tertial {year}", "Eksempel: alle vedtak er oppdiktede."]
        table = [("Utvalg", "Møtedato", "Saksnr", "Tittel", "Vedtak", "Frist", "Status", "Merknader")]
        statuses = ("Gjennomført", "Forsinket")
        table += [
            ("Kommunestyret", f"17. mars {year}", f"{row[0]}/{year % 100}", row[1], row[2], f"1. desember {year}", statuses[row[4]], "")
            for row in rows
        ]
    return "\n".join([*head, "", *("\t".join(row) for row in table), ""]).encode()


def _meeting(municipality: int, year: int, at: int) -> tuple[str, bytes]:
    chance = random.Random(f"meeting {municipality} {year} {at}")
    body, day = BODIES[at % len(BODIES)], chance.randint(1, 28)
    month = MONTHS[at % 12]
    titles = [f"{chance.choice(THINGS).capitalize()} {chance.choice(PLACES)} i {_word(chance).capitalize()}" for _ in range(5)]
    if at % 3 == 0:
        lines = [body, f"Referat af mødet den {day}. {month} {year}", EXAMPLE, ""]
        for number, title in enumerate(titles, 1):
            lines += [
                f"Punkt {number}. {title}",
                "Indstilling",
                f"Forvaltningen indstiller, at {title.lower()} godkendes.",
                "Beslutning",
                "Godkendt.",
                "",
            ]
        return f"{year}-{at:02}-referat.txt", "\n".join(lines).encode()
    identity = f"{municipality:08x}-{year:04}-4000-8000-{at:012x}"
    meeting = {
        "Udvalg": {"Navn": body},
        "Moede": {"Dato": f"{year}-{at % 12 + 1:02}-{day:02}T17:00:00+01:00", "Sted": "Rådhuset", "Afsluttet": True, "Navn": EXAMPLE},
        "Id": identity,
        "Dagsordenpunkter": [_item(identity, number, title, year) for number, title in enumerate(titles, 1)],
    }
    return f"{year}-{at:02}-dagsorden.json", json.dumps(meeting, ensure_ascii=False).encode()


def _item(meeting: str, number: int, title: str, year: int) -> dict[str, object]:
    html = f"<h3>Beslutning</h3><p>Godkendt.</p><h3>Indstilling</h3><ol><li>at {title.lower()} godkendes</li></ol>"
    return {
        "Id": f"{number:x}{meeting[1:]}",
        "Number": str(number),
        "Navn": title,
        "SagsNummer": f"{year % 100}-{number:06}",
        "IsOpen": True,
        "Felter": [{"Navn": "", "Html": html}],
        "Bilag": [],
    }


def main() -> None:
    folder, *counts = sys.argv[1:]
    documents, municipalities = [*map(int, counts), *(2000, 98)[len(counts) :]]
    known = lay(Path(folder), Country(documents, municipalities))
    print(f"{documents} documents of {municipalities} municipalities, with {len(known)} known changes among others: {folder}")


if __name__ == "__main__":
    main()
