"""Failures without a name: how they are grouped, what the page shows of them, and what it must not show."""

import json

import pytest
from support.lab import LAB, SETTINGS
from support.pages import HOSTILE, Elements

from autograder.cli.main import main
from autograder.course.report.classroom import Classroom, Graded, student_from
from autograder.course.report.groups import groups_of
from autograder.grading.grade import Diagnosis, Kind
from autograder.grading.results.schema import CaseOutcome, Results
from autograder.lab.settings import Question
from autograder.lib.errors import InputError

A, B = "3fa9c1d20b7e", "b00000000000"
QUESTIONS = (
    Question("sums", "Sums", 2, modules=("sums",)),
    Question("trace", "Trace", 2, notebook=True),
    Question("run", "Run", 2),
)
FAILED = (CaseOutcome("it adds", False, 1, True), CaseOutcome("it carries", True, 2, False))
STEP = Diagnosis("sums/step:add-1", "the carry", "print it", Kind.STEP)


def student(name, patterns, *diagnoses):
    points = {question.id: 0 for question in QUESTIONS}
    cases = dict.fromkeys(points, FAILED)
    return Graded(name, name, points, diagnoses=diagnoses, cases=cases, patterns=patterns)


def groups(*students):
    return groups_of(Classroom("a lab", QUESTIONS, students))


def test_the_same_pattern_of_a_question_makes_a_group_and_the_largest_is_first():
    found = groups(
        student("ada", {"sums": A, "trace": B}), student("ben", {"sums": A, "trace": B}), student("cy", {"trace": B}),
        student("dee", {"sums": B}),
    )  # fmt: skip
    assert [(group.id, [s.name for s in group.students]) for group in found.groups] == [
        (f"trace-{B}", ["ada", "ben", "cy"]), (f"sums-{A}", ["ada", "ben"])
    ]  # fmt: skip
    assert found.n_single == 1 and [case.name for case in found.groups[0].failed] == ["it carries"]


def test_who_has_a_mistake_with_a_name_is_in_no_group_and_a_step_is_no_name():
    named = Diagnosis("sums/odd", "it is odd", "why?")
    found = groups(*(student(name, {"sums": A}, STEP) for name in "ab"), student("c", {"sums": A}, named))
    assert len(found.groups[0].students) == 2 and found.groups[0].said == (STEP,) and found.n_single == 0
    elsewhere = groups(*(student(name, {"trace": A}, named) for name in "ab"))
    assert len(elsewhere.groups) == 1


def test_a_question_without_code_of_its_own_has_no_groups():
    assert groups(*(student(name, {"run": A}) for name in "ab")).groups == ()


def test_a_group_is_found_by_the_beginning_of_its_name():
    both = {"sums": A, "trace": B}
    found = groups(student("a", both), student("b", both), *(student(name, {"sums": "3f00"}) for name in "cd"))
    assert found.find("sums-3fa").pattern == A and found.find(f"trace-{B}").question == "trace"
    with pytest.raises(InputError, match="could be sums-3fa9c1d20b7e or sums-3f00: write more"):
        found.find("sums-3f")
    with pytest.raises(InputError, match="there is no group mean"):
        found.find("mean")


def results(pattern, question="attention", output="", said=(), name="its mask"):
    """A results file of somebody who failed a hidden case of one question with this pattern."""
    questions = {q.id: {"score": q.points, "max_score": q.points, "diagnoses": []} for q in SETTINGS.questions}
    questions[question] |= {"score": 1, "pattern": pattern, "diagnoses": [each.id for each in said]}
    diagnoses = {each.id: {"title": each.title, "hint": each.hint, "kind": each.kind} for each in said}
    cases = [{"name": name, "hidden": True, "points": 2, "passed": False}]
    tests = [{"name": question, "number": question, "output": output}]
    extra = {"questions": questions, "diagnoses": diagnoses, "cases": {question: cases}}
    return {"execution_time": 1, "tests": tests, "extra_data": extra}


@pytest.mark.parametrize(("pattern", "output", "kept"), [
    (A, "", A), ("", "", None), ("$(rm)", "", None), (7, "", "7"), (["a"], "", None),
    (A, "a.py, line 3: NotImplementedError: f has no code yet", None),
])  # fmt: skip
def test_a_pattern_is_hexadecimal_and_belongs_to_code_that_is_there(pattern, output, kept):
    read = student_from(Results.from_json(results(pattern, output=output)), "ada", SETTINGS)
    assert read.patterns.get("attention") == kept


@pytest.fixture
def graded(tmp_path):
    """A class of four: two fail alike, one of them with a page, one fails alone, and one in a named way."""
    folder = tmp_path / "graded"
    (folder / "results").mkdir(parents=True)
    (folder / "feedback").mkdir()
    (folder / "feedback" / "ada.html").touch()
    prop = Diagnosis("attention/property:sums", "`weights` sum to 1", HOSTILE, Kind.PROPERTY)
    for name, data in {
        "ada": results(A, said=(prop,), name=f"its mask {HOSTILE}"),
        "ben": results(A, said=(prop,), name=f"its mask {HOSTILE}"),
        "cy": results(B, "mlp"),
        "dee": results(A, said=(Diagnosis("attention/no_mask", "there is no mask", "look"),)),
    }.items():
        (folder / "results" / f"{name}.json").write_text(json.dumps(data))
    return folder


def test_the_page_shows_a_group_with_its_command_and_a_link(graded, capsys):
    assert main(["report", str(graded)]) == 0
    line = f"without a name: 1 group of submissions that fail in the same way, the largest attention-{A} with 2"
    assert line in capsys.readouterr().out.split("\n")
    page = (graded / "report.html").read_text(encoding="utf-8")
    section = page[page.index('id="nameless"') : page.index('id="questions"')]
    assert f"autograder mistakes new attention-{A} DIR --submissions SUBMISSIONS_DIR" in section
    assert "One attention head: 1 test failed<" in section and "its mask" in section
    assert "This does not hold yet: <code>weights</code> sum to 1." in section
    assert section.count('href="./feedback/ada.html"') == 2 and ">ben<" in section and ">dee<" not in section
    assert "1 more failure without a name is unlike any other." in section
    assert not {"img", "b"} & set(Elements(page).names) and page.count("<script") == 1


def test_mistakes_come_first_in_what_to_teach_next(graded):
    main(["report", str(graded)])
    page = (graded / "report.html").read_text(encoding="utf-8")
    teach = page[page.index('id="teach"') : page.index('id="nameless"')]
    assert teach.index("There is no mask") < teach.index("This does not hold yet:")
    assert "attention/property" not in teach and "attention/no_mask" in teach


def test_hidden_names_are_not_in_a_group(graded):
    assert main(["report", str(graded), "--hide-names"]) == 0
    page = (graded / "report.html").read_text(encoding="utf-8")
    assert f"attention-{A}" in page and "ada" not in page and ">ben<" not in page and 'href="./' not in page


def test_a_class_without_groups_is_said_to_have_none(tmp_path, capsys):
    (tmp_path / "cy.json").write_text(json.dumps(results(B, "mlp")))
    assert main(["report", str(tmp_path)]) == 0
    assert "without a name" not in capsys.readouterr().out
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "No two submissions fail in the same way" in page and "1 failure without a name is unlike" in page
    assert main(["mistakes", "groups", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("no two submissions fail in the same way without a name\n1 failure ")


def test_the_terminal_lists_groups(graded, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["mistakes", "groups", str(graded), "--lab", str(LAB.root)]) == 0
    said = capsys.readouterr().out
    assert f"attention-{A}" in said and "its mask" in said and "→ This does not hold yet: `weights` sum to 1." in said
    assert said.endswith("1 failure without a name, each unlike any other\n")


def test_a_folder_without_results_is_one_sentence(tmp_path, capsys):
    for folder in (tmp_path / "nowhere", tmp_path):
        assert main(["mistakes", "groups", str(folder)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
