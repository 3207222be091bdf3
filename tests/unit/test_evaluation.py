"""The evaluation: answers are complete, outcomes are counted as the page says, and what nobody judged stays open."""

import contextlib
import json
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import pytest
from support.lab import LAB, SETTINGS
from support.lazy import lazy

from autograder.cli.main import main
from autograder.grading.grade import CaseResult, Diagnosis, Grade, Kind, QuestionResult
from autograder.lib.errors import LabError

answers = lazy("autograder.authoring.evaluation.answers")
judgements = lazy("autograder.authoring.evaluation.judgements")
made_up = lazy("autograder.authoring.evaluation.made_up")
outcomes = lazy("autograder.authoring.evaluation.outcomes")
rates = lazy("autograder.authoring.evaluation.rates")
sheets = lazy("autograder.authoring.evaluation.sheet")
tables = lazy("autograder.authoring.evaluation.tables")
running = lazy("autograder.authoring.evaluation.evaluate")

QUESTION = SETTINGS.question("causal_mask")
COMPLETE = '''"""a mask of zeros

Nothing is blocked.
"""

VERDICT = "wrong"
SOURCE = "a forum"


def make_causal_mask(sequence_len, device=None):
    return torch.zeros(sequence_len, sequence_len)
'''
MISTAKE = Diagnosis("q/name", "the mask is empty", "Print it.")
OPTION = Diagnosis("q/sign=plus", "the sign is wrong", "Print it.")
STEP = Diagnosis("q/step:f-1", "the mask", "Print it.", Kind.STEP)
PROPERTY = Diagnosis("q/property:a-row", "each row has a zero", "Print it.", Kind.PROPERTY)


@cache
def answers_of(part):
    """The answers of the lab in a part."""
    return answers.read_answers(LAB, part)


def answer(right=False, **others):
    return answers.Answer("q/answer", "working", "q", right, "a title", "def f():\n    pass", **others)


def grade(lost=("q",), diagnoses=()):
    """A grade of two questions, `q` and `other`, with these diagnoses of `q`."""
    return Grade(tuple(
        QuestionResult(name, name, 1, (CaseResult("a case", 1, False, name not in lost),),
                       diagnoses=tuple(diagnoses) if name == "q" else ())
        for name in ("q", "other")
    ))  # fmt: skip


def outcome(right=False, lost=("q",), diagnoses=(), judged=(), **others):
    """The outcome of an answer, where these ids of diagnoses are judged, each with whether it is true."""
    decided = judgements.Judgements({("q/answer", name): true for name, true in dict(judged).items()})
    return outcomes.outcome_of(answer(right, **others), grade(lost, diagnoses), decided)


def folder_with(tmp_path, content, name="causal_mask/zeros.py", part="working"):
    """The lab with one file in its evaluation."""
    path = tmp_path / "evaluation" / part / name
    path.parent.mkdir(parents=True)
    path.write_text(content)
    return path


def read(path):
    return answers.read_answer(LAB, path, QUESTION, "working")


@pytest.mark.parametrize("part", ["working", "frozen"])
def test_every_answer_of_the_lab_is_complete_and_replaces_something(part):
    found = answers_of(part)
    assert len({each.name for each in found}) == len(found)
    assert all(each.source and (each.modules or each.cells) for each in found)


def test_every_judgement_of_the_lab_is_about_an_answer_that_exists():
    known = [each for part in answers.PARTS for each in answers_of(part)]
    assert judgements.read_judgements(LAB).unknown(known) == []


def test_an_answer_is_the_reference_with_its_definitions(tmp_path, reference):
    path = folder_with(tmp_path, COMPLETE + '\n\nDEBATABLE = "who knows"\n')
    found = read(path)
    assert (found.name, found.right, found.source, found.debatable) == (
        "causal_mask/zeros", False, "a forum", "who knows"
    )  # fmt: skip
    submission = found.submission(reference)
    changed = {str(name) for name, data in submission.files.items() if reference.files[name] != data}
    assert changed == {"causal_mask.py"} and submission.notebook == reference.notebook


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ('VERDICT = "wrong"', 'VERDICT = "maybe"', 'needs VERDICT, which is "right" or "wrong"'),
        ('VERDICT = "wrong"\n', "", 'needs VERDICT, which is "right" or "wrong"'),
        ('SOURCE = "a forum"\n', "", "needs SOURCE"),
        ('SOURCE = "a forum"', "SOURCE = 3", "SOURCE has to be a text"),
        ('SOURCE = "a forum"', 'SOURCE = "a forum"\nMODULE = "nowhere"', "MODULE or CELL has to say"),
        ('SOURCE = "a forum"', 'SOURCE = "a forum"\nCELL = "nowhere"', "there is no cell nowhere"),
        ("def make_causal_mask", "def something_else", "replace none of the reference's"),
    ],
)
def test_a_malformed_answer_is_refused_in_a_sentence_that_names_it(tmp_path, was, now, sentence):
    path = folder_with(tmp_path, COMPLETE.replace(was, now))
    with pytest.raises(LabError, match=sentence) as raised:
        read(path)
    assert "zeros.py" in str(raised.value) and "\n" not in str(raised.value)


def test_answers_to_a_question_that_the_lab_does_not_have_are_refused(tmp_path):
    folder_with(tmp_path, COMPLETE, "unknown/zeros.py")
    with pytest.raises(LabError, match="no question unknown"):
        answers.read_answers(replace(LAB, root=tmp_path), "working")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("https://stackoverflow.com/q/1", "question-and-answer site or forum"),
        ("somebody/something issue 12", "repository, its issues or pull requests"),
        ("PyTorch documentation of triu", "documentation"),
        ("a slip of the keyboard", "the author's own idea"),
        ("xyz", "other, mostly a project by its name"),
    ],
)
def test_sources_are_of_a_kind(source, kind):
    assert answers.kind_of_source(source) == kind


def test_judgements_are_read_and_rulings_replace_verdicts(tmp_path):
    lab = replace(LAB, root=tmp_path)
    assert judgements.read_judgements(lab) == judgements.Judgements()
    folder_with(tmp_path, COMPLETE)
    (tmp_path / "evaluation" / "judgements.toml").write_text(
        '["q/answer"]\n"q/name" = "right"\n"q/other" = {verdict = "wrong", remark = "no"}\n'
        '[rulings]\n"q/answer" = {verdict = "right", why = "the docstring allows it"}\n'
    )
    found = judgements.read_judgements(lab)
    assert found.true == {("q/answer", "q/name"): True, ("q/answer", "q/other"): False}
    assert found.ruled(answer()).right
    assert found.is_open(replace(answer(debatable="hm"), name="q/else")) and not found.is_open(answer(debatable="hm"))
    assert found.unknown([]) == ["q/answer"] and found.unknown([answer()]) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[", "cannot be read"),
        ('"q/answer" = "right"\n', "has to be a table"),
        ('["q/answer"]\n"q/name" = "perhaps"\n', "not 'perhaps'"),
        ('["q/answer"]\n"q/name" = {remark = "no"}\n', "not None"),
        ('[rulings]\n"q/answer" = "right"\n', "needs a verdict and the reason"),
        ('[rulings]\n"q/answer" = {verdict = "so", why = "x"}\n', "not 'so'"),
    ],
)
def test_malformed_judgements_are_refused_in_a_sentence(tmp_path, text, sentence):
    folder_with(tmp_path, COMPLETE)
    (tmp_path / "evaluation" / "judgements.toml").write_text(text)
    with pytest.raises(LabError, match=sentence) as raised:
        judgements.read_judgements(replace(LAB, root=tmp_path))
    assert "judgements.toml" in str(raised.value)


def test_what_is_said_of_a_wrong_answer_is_counted_once_and_as_judged():
    found = [
        outcome(diagnoses=[MISTAKE], judged={MISTAKE.id: True}),
        outcome(diagnoses=[MISTAKE, OPTION], judged={MISTAKE.id: True, OPTION.id: False}),
        outcome(diagnoses=[OPTION]),
        outcome(diagnoses=[MISTAKE], known=(MISTAKE.id,)),
        outcome(diagnoses=[STEP], judged={STEP.id: True}),
        outcome(diagnoses=[PROPERTY], judged={PROPERTY.id: False}),
        outcome(lost=("q", "other")),
        outcome(lost=("other",)),
        outcome(lost=()),
    ]
    counts = outcomes.counts_of(found)
    assert list(counts.said.values()) == [2, 1, 1, 0, 1, 1, 3]
    assert (counts.wrong, counts.caught, counts.missed, counts.elsewhere, counts.named) == (9, 7, 2, 2, 4)
    assert [counts.precision(kind).total for kind in Kind] == [3, 0, 1, 1]
    assert [counts.precision(kind).cases for kind in Kind] == [2, 0, 1, 0]
    assert len(outcomes.unjudged(found)) == 1
    assert [each.origin and each.origin.value for each in found[:7]] == [
        "catalogue", "two names", "family", "catalogue", "step", "property", None
    ]  # fmt: skip


def test_right_answers_that_lose_points_or_are_named_are_counted_and_need_no_reader():
    found = [outcome(right=True, lost=()), outcome(right=True, lost=("other",), diagnoses=[MISTAKE])]
    counts = outcomes.counts_of(found)
    assert (counts.right, counts.refused, counts.right_named, counts.wrong) == (2, 1, 1, 0)
    assert outcomes.unjudged(found) == [] and found[1].judged == {MISTAKE.id: False}


def test_a_debatable_answer_without_ruling_is_counted_as_open_alone():
    found = [outcome(debatable="hm", diagnoses=[MISTAKE])]
    counts = outcomes.counts_of(found)
    assert (counts.open, counts.right, counts.wrong) == (1, 0, 0)
    assert outcomes.unjudged(found) == []


@pytest.mark.parametrize(
    ("cases", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (0, 0, 0, 1)],
)
def test_wilson_intervals_are_those_of_the_textbook(cases, total, low, high):
    assert rates.Rate(cases, total).interval == pytest.approx((low, high), abs=5e-5)


def test_a_rate_of_nothing_is_none():
    assert str(rates.Rate(0, 0)) == "none"
    assert str(rates.Rate(5, 10)) == "5 of 10: 50.0% (23.7 to 76.3)"


def test_the_sheet_has_what_a_reader_needs_and_only_what_is_open():
    text = sheets.sheet(outcomes.unjudged([outcome(diagnoses=[MISTAKE, STEP], judged={STEP.id: True})]))
    assert "## `q/answer`" in text and "def f():" in text
    assert MISTAKE.sentence in text and MISTAKE.hint in text
    assert '["q/answer"]\n"q/name" = ""\n' in text and STEP.id not in text


def test_tables_are_put_into_their_places():
    page = "a\n<!-- table: rates -->\nold\n<!-- end of table -->\nb\n<!-- table: x -->\nkept\n<!-- end of table -->\n"
    filled = tables.fill_in(page, {"rates": "new"}, "page.md")
    assert filled == page.replace("old", "new")
    assert tables.fill_in(filled, {"rates": "new"}, "page.md") == filled
    with pytest.raises(LabError, match=r"page\.md has no place for a table: .*table: y"):
        tables.fill_in(page, {"y": ""}, "page.md")


def test_every_table_has_a_place_in_the_page_of_this_project():
    groups = {name: [outcome()] for name in (*answers.PARTS, answers.MADE_UP)}
    found = tables.all_tables(groups, [answer(source="a | b")], judgements.Judgements()) | {"duration": ""}
    page = (LAB.home / "docs" / "evaluation.md").read_text()
    tables.fill_in(page, found, "evaluation.md")
    assert page.count("<!-- table:") == len(found) == page.count(tables.END)


def test_tables_have_a_row_for_each_question_and_each_layer():
    fast = replace(outcome(diagnoses=[MISTAKE], judged={MISTAKE.id: True}), milliseconds=2.0)
    groups = {"working": [fast, replace(outcome(), milliseconds=4.0), outcome(right=True, lost=())]}
    disputed = [answer(debatable="a | b")]
    found = tables.all_tables(groups, disputed, judgements.Judgements())
    assert "| q | 1 | 0 | 0 | 2 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 0 |" in found["working counts"]
    assert (
        "| catalogue | 1 | 50.0% (9.5 to 90.5) | 1 | 0 | 0 | 1 of 1: 100.0% (20.7 to 100.0) | 2.0 |"
        in (found["working layers"])
    )
    assert "| **all** | 2 |  |  |  |  |  | 3.0 |" in found["working layers"]
    assert "| `q/answer` | wrong | a \\| b | open |  |" in found["disputed"]
    assert "| wrong answers with a named mistake | 1 of 2: 50.0% (9.5 to 90.5) |" in found["rates"]


def test_the_evaluation_is_printed_and_written(tmp_path):
    from rich.console import Console

    found = running.Evaluation(
        {"working": [outcome(diagnoses=[MISTAKE])]},
        [answer()],
        judgements.Judgements({("old", "x"): True}),
        12.0,
        (0, 0),
        ("q",),
    )
    console = Console(record=True, width=200, file=open(tmp_path / "shown", "w"))  # noqa: SIM115
    found.print_to(console)
    shown = console.export_text()
    for part in (
        "wrong answers with a named mistake: 1 of 1",
        "1 have a diagnosis",
        "no such answer: old",
        "q are stale",
    ):
        assert part in shown
    found.write_json_to(tmp_path / "out.json")
    (entry,) = json.loads((tmp_path / "out.json").read_text())["groups"]["working"]
    assert entry["answer"] == "q/answer" and entry["diagnoses"][0]["true"] is None
    found.write_sheet_to(tmp_path / "sheet.md")
    assert MISTAKE.title in (tmp_path / "sheet.md").read_text()
    page = tmp_path / "page.md"
    page.write_text((LAB.home / "docs" / "evaluation.md").read_text())
    found.write_tables_to(page)
    assert "1 answer in 0.2 minutes" in page.read_text() and running.NOT_EVALUATED in page.read_text()
    with pytest.raises(LabError, match="cannot be read"):
        found.write_tables_to(tmp_path / "nowhere.md")


def test_an_evaluation_can_be_judged_again(tmp_path):
    answers = running.read_answers(LAB, "working")
    first = outcomes.outcome_of(answers[0], grade(("q",), [MISTAKE]), judgements.read_judgements(LAB))
    found = running.Evaluation({"working": [first]}, answers, judgements.Judgements(), 12.0, (0, 0))
    path = tmp_path / "out.json"
    found.write_json_to(path)
    again = running.read_evaluation(LAB, path)
    assert [each.to_json() for each in again.outcomes] == [each.to_json() for each in found.outcomes]
    path.write_text(path.read_text().replace(answers[0].name, "no/such"))
    with pytest.raises(LabError, match="is no evaluation of this lab"):
        running.read_evaluation(LAB, path)


def test_a_lab_without_answers_is_refused(tmp_path):
    with pytest.raises(LabError, match="there are no answers"):
        running.evaluate(replace(LAB, root=tmp_path), "embedded", ["working"], 0)
    assert main(["evaluate", "--generated", "-1"]) == 2
    assert main(["evaluate", "--page", str(tmp_path / "page.md"), "--part", "frozen"]) == 2


def test_made_up_answers_are_drawn_by_a_seed():
    found = made_up.made_up_answers(LAB, 2, seed=1)
    assert {each.kind for each in found} == set(made_up.KINDS)
    assert found == made_up.made_up_answers(LAB, 2, seed=1) != made_up.made_up_answers(LAB, 2, seed=2)
    assert {each.name for each in found} <= {each.name for each in made_up.made_up_answers(LAB, 3, seed=1)}
    assert all(each.name.startswith(answers.MADE_UP) and (each.modules or each.cells) for each in found)
    assert [len(each.known) for each in found if each.kind in (made_up.PAIR, made_up.TRIPLE)] == [2, 2, 3, 3]


def test_a_reference_that_loses_points_is_said_before_anything_is_graded(monkeypatch):
    done = SimpleNamespace(result=lambda: grade(lost=("q",)))
    pool = SimpleNamespace(submit=lambda submission: done)
    monkeypatch.setattr(
        "autograder.authoring.evaluation.evaluate.JudgePool", lambda *given, **named: contextlib.nullcontext(pool)
    )
    with pytest.raises(LabError, match="the reference loses points on q"):
        list(running.grades_of(LAB, "embedded", [answer()]))


@pytest.mark.slow
def test_three_answers_are_graded_and_timed(tmp_path, monkeypatch):
    folder_with(tmp_path, COMPLETE)
    right = COMPLETE.replace('"wrong"', '"right"').replace(
        "torch.zeros(sequence_len, sequence_len)",
        "torch.ones(sequence_len, sequence_len, device=device).triu(1) * VERY_SMALL_NUMBER",
    )
    (tmp_path / "evaluation" / "working" / "causal_mask" / "ones.py").write_text(right)
    hung = COMPLETE.replace("    return", "    while True:\n        pass\n    return")
    (tmp_path / "evaluation" / "working" / "causal_mask" / "hung.py").write_text(hung)
    monkeypatch.setattr("autograder.authoring.evaluation.timing.SECONDS", 3)
    found = [read(path) for path in sorted(tmp_path.glob("evaluation/*/*/*.py"))]
    seen = running.outcomes_of(LAB.only(["causal_mask"]), "embedded", found, judgements.Judgements())
    by_name = {each.answer.name.partition("/")[2]: each for each in seen}
    assert by_name["ones"].lost == () and by_name["ones"].diagnoses == () and by_name["ones"].milliseconds is None
    assert by_name["zeros"].caught and by_name["zeros"].milliseconds
    assert by_name["hung"].caught
