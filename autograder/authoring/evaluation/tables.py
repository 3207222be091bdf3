"""The tables of an evaluation, as Markdown, and their places in a page.

A page has each table between the lines `<!-- table: NAME -->` and `<!-- end of table -->`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean

from autograder.authoring.evaluation.answers import (
    OTHER_SOURCE,
    PARTS,
    RIGHT,
    SOURCE_KINDS,
    WRONG,
    Answer,
    kind_of_source,
)
from autograder.authoring.evaluation.judgements import Judgements
from autograder.authoring.evaluation.outcomes import Counts, Origin, Outcome, Said, counts_of, grouped
from autograder.authoring.evaluation.rates import Rate
from autograder.grading.grade import Kind
from autograder.lib.errors import LabError

COLUMNS = ("right", "refused", "named", "wrong", "missed", "charged elsewhere", "rightly", "wrongly", "not judged",
           "possible", "step", "property", "nothing", "open")  # fmt: skip
"""Of the tables with counts, after the first column."""
END = "<!-- end of table -->"
Cells = Sequence[object]


def all_tables(
    groups: Mapping[str, Sequence[Outcome]], answers: Sequence[Answer], judgements: Judgements
) -> dict[str, str]:
    """The tables by name: of these groups of outcomes, each a part or all made-up answers, and of all answers."""
    tables = {"sources": sources_table(answers), "disputed": disputed_table(answers, judgements)}
    for name, outcomes in groups.items():
        title = "question" if name in PARTS else "made by"
        tables[f"{name} counts"] = counts_table(grouped(outcomes, _question if name in PARTS else _kind), title)
        tables[f"{name} layers"] = layers_table(outcomes)
    if groups:
        tables["rates"] = rates_table(groups)
    return tables


def counts_table(groups: Mapping[str, Sequence[Outcome]], title: str) -> str:
    """A row of counts for each group, and one for all."""
    rows = [[name, *_cells(counts_of(outcomes))] for name, outcomes in groups.items()]
    total = counts_of(outcome for outcomes in groups.values() for outcome in outcomes)
    return table([title, *COLUMNS], [*rows, ["**all**", *_cells(total)]])


def rates_table(groups: Mapping[str, Sequence[Outcome]]) -> str:
    """The rates of each group, a column each, with 95 % intervals in percent."""
    counts = [counts_of(outcomes) for outcomes in groups.values()]
    rows = [[name, *(str(rates[name]) for rates in map(rates_of, counts))] for name in rates_of(Counts())]
    return table(["rate", *groups], rows)


def rates_of(counts: Counts) -> dict[str, Rate]:
    """The rates of some answers, by what they are rates of."""
    return {
        "right answers that lose a point": Rate(counts.refused, counts.right),
        "right answers of which something is said": Rate(counts.right_named, counts.right),
        "wrong answers that keep all points of their question": Rate(counts.missed, counts.wrong),
        "wrong answers that lose a point on another question": Rate(counts.elsewhere, counts.wrong),
        "wrong answers with a named mistake": Rate(counts.named, counts.wrong),
        "wrong answers with a possible mistake": Rate(counts.said[Said.SIGN], counts.wrong),
        "wrong answers with a step only": Rate(counts.said[Said.STEP], counts.wrong),
        "wrong answers with a property only": Rate(counts.said[Said.PROPERTY], counts.wrong),
        "wrong answers of which nothing is said": Rate(counts.said[Said.NOTHING], counts.wrong),
        "named mistakes that are true, of those judged": counts.precision(Kind.MISTAKE),
        "possible mistakes that are true, of those judged": counts.precision(Kind.SIGN),
        "steps that are true, of those judged": counts.precision(Kind.STEP),
        "properties that are true, of those judged": counts.precision(Kind.PROPERTY),
    }


def layers_table(outcomes: Iterable[Outcome]) -> str:
    """For each layer: of how many wrong answers it said something, how often that was true, and how long it took."""
    wrong = [each for each in outcomes if not each.answer.right and not each.is_open]
    header = ["layer", "wrong answers", "share of all wrong answers", "true", "untrue", "not judged",
              "true of those judged", "ms"]  # fmt: skip
    rows = [
        _layer_row(name, [each for each in wrong if each.origin == origin], len(wrong))
        for name, origin in (*((origin.value, origin) for origin in Origin), ("nothing said", None))
    ]
    return table(header, [*rows, ["**all**", len(wrong), "", "", "", "", "", _milliseconds(wrong)]])


def sources_table(answers: Iterable[Answer]) -> str:
    """How many answers of each part and verdict have their idea from which kind of source."""
    found = Counter((kind_of_source(answer.source), answer.kind, answer.right) for answer in answers)
    columns = [(part, right) for part in PARTS for right in (True, False)]
    kinds = [kind for kind in (*SOURCE_KINDS, OTHER_SOURCE) if any(found[kind, *column] for column in columns)]
    rows = [[kind, *(found[kind, *column] for column in columns)] for kind in kinds]
    total = ["**all**", *(sum(found[kind, *column] for kind in kinds) for column in columns)]
    return table(["source", *(f"{part}, {RIGHT if right else WRONG}" for part, right in columns)], [*rows, total])


def disputed_table(answers: Iterable[Answer], judgements: Judgements) -> str:
    """The answers whose verdict is debatable or was ruled on."""
    rows = []
    for answer in answers:
        ruling = judgements.rulings.get(answer.name)
        if answer.debatable or ruling:
            ruled = (RIGHT if ruling.right else WRONG, ruling.why) if ruling else ("open", "")
            rows.append([f"`{answer.name}`", RIGHT if answer.right else WRONG, answer.debatable, *ruled])
    return table(["answer", "author's verdict", "what is debatable", "ruling", "why"], rows) if rows else "None."


def fill_in(page: str, tables: Mapping[str, str], about: str) -> str:
    """A page with these tables in their places; others stay. Raises `LabError` where a table has no place in it."""
    for name, content in tables.items():
        begin = f"<!-- table: {name} -->\n"
        before, found, rest = page.partition(begin)
        _, end, after = rest.partition(END)
        if not (found and end):
            raise LabError(f"{about} has no place for a table: it needs the lines `{begin.strip()}` and `{END}`")
        page = f"{before}{begin}{content}\n{END}{after}"
    return page


def table(header: Cells, rows: Iterable[Cells]) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_text(cell) for cell in line) + " |" for line in lines)


def _question(outcome: Outcome) -> str:
    return outcome.answer.question


def _kind(outcome: Outcome) -> str:
    return outcome.answer.kind


def _cells(counts: Counts) -> list[int]:
    """The cells of a row, in the order of `COLUMNS`."""
    return [counts.right, counts.refused, counts.right_named, counts.wrong, counts.missed, counts.elsewhere,
            *counts.said.values(), counts.open]  # fmt: skip


def _layer_row(name: str, outcomes: Sequence[Outcome], total: int) -> Cells:
    truths = Counter(each.truth for each in outcomes if each.diagnoses)
    judged = Rate(truths[True], truths[True] + truths[False])
    return [name, len(outcomes), str(Rate(len(outcomes), total)).partition(": ")[2] or "none",
            truths[True], truths[False], truths[None], str(judged), _milliseconds(outcomes)]  # fmt: skip


def _milliseconds(outcomes: Iterable[Outcome]) -> str:
    known = [each.milliseconds for each in outcomes if each.milliseconds is not None]
    return f"{mean(known):.1f}" if known else ""


def _text(cell: object) -> str:
    return " ".join(str(cell).split()).replace("|", "\\|")
