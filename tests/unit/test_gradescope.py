"""What Gradescope shows: results before, while and after a submission is graded, and who sees them when."""

import json
from dataclasses import replace

import pytest
from support.lab import IDS, LAB, SETTINGS, copy_of
from support.lazy import lazy

from autograder.cli.main import main
from autograder.grading.grade import CaseResult, Diagnosis, Grade, Matrix, QuestionResult
from autograder.grading.results.schema import Results
from autograder.lab.hooks import Leaderboard
from autograder.lab.reading import read_settings
from autograder.lib.errors import LabError

entries = lazy("autograder.platforms.gradescope.entries")
metadata = lazy("autograder.platforms.gradescope.metadata")
answers = lazy("autograder.platforms.gradescope.written")


def container_results(grade, lab=LAB, said=""):
    """The results file of a grade, as plain data."""
    return entries.container_results(lab, grade, metadata.Metadata(), said).to_json()


def test_what_is_not_graded_yet_says_so():
    results = container_results(Grade(()), said="begun")
    assert [test["number"] for test in results["tests"]] == IDS
    assert all(test["output"] == "not graded yet" and test["score"] == 0 for test in results["tests"])
    assert results["extra_data"]["max_score"] == 90 and "leaderboard" not in results


def test_where_others_show_it_a_text_is_plain():
    cases = (CaseResult("`a_b` < 1", 1, False, False, message="it is a*b, and `c`"),)
    question = QuestionResult("training", "Training", 8, cases, diagnoses=(Diagnosis("x", "nothing_learns", "Look."),))
    shown = entries.container_results(LAB, Grade((question,)), metadata.Metadata(), "it has begun_").to_json()
    found = Results.from_json(shown)
    assert found.text == "it has begun_"
    assert found.tests[0].text.splitlines() == [
        "→ It looks as if nothing_learns.", "Look.", "✗ `a_b` < 1 (0 of 1)", "it is a*b, and `c`"
    ]  # fmt: skip


def trained(passed, replaced=()):
    case = CaseResult("a loss", 3, True, passed, figures={"transformer_loss": 1.5})
    return Grade((QuestionResult("training", "Training", 8, (case,), replaced),))


def test_a_leaderboard_has_what_is_a_students_own_and_right():
    shown = replace(SETTINGS.gradescope, leaderboard=True, hidden_cases="visible")
    lab = replace(LAB, settings=replace(SETTINGS, gradescope=shown))
    vars(lab)["hooks"] = replace(LAB.hooks, leaderboard=Leaderboard("transformer_loss", "loss"))
    assert container_results(trained(True), lab)["leaderboard"][0]["value"] == 1.5
    for grade in (trained(False), trained(True, replaced=("causal_mask",))):
        assert "leaderboard" not in container_results(grade, lab)
    assert "leaderboard" not in container_results(trained(True))
    later = replace(lab, settings=replace(SETTINGS, gradescope=replace(shown, hidden_cases="after_published")))
    vars(later)["hooks"] = lab.hooks
    assert "leaderboard" not in container_results(trained(True), later)  # which all students see


def carried_forward(seen, unseen):
    """The entries of the mask and of a head that was run with our mask, where this is what cases of the mask say."""
    mask = (CaseResult("seen", 1, False, seen), CaseResult("unseen", 3, True, unseen))
    head = (CaseResult("weights", 1, False, True), CaseResult("values", 3, True, True))
    yours, expected = ((1.0,),), ((0.0,),)
    picture = Matrix("causal_mask", "`mask(1)`", "Row.", ("0",), ("0",), (0.0, 1.0), yours, expected)
    questions = (
        QuestionResult("causal_mask", "Mask", 4, mask),
        QuestionResult("attention", "Attention", 4, head, ("make_causal_mask",)),
    )
    return {test["name"]: test for test in container_results(Grade(questions, exhibits=(picture,)))["tests"]}


def test_what_students_see_at_once_does_not_say_that_a_hidden_test_failed():
    told = carried_forward(seen=False, unseen=False)
    assert "Graded with our" in told["Attention"]["output"] and told["Attention"]["tags"]
    assert "not as expected" in told["Mask"]["output"]
    right, wrong = carried_forward(seen=True, unseen=True), carried_forward(seen=True, unseen=False)
    assert "Graded with our" in wrong["Attention (hidden tests)"]["output"]
    assert wrong["Attention"]["tags"] == [] and "Graded with our" not in wrong["Attention"]["output"]
    assert wrong["Mask"] == right["Mask"] and "expected" not in wrong["Mask"]["output"]


@pytest.mark.parametrize(("public", "hidden", "explained"), [(0, 0, [0]), (0, 1, [0]), (1, 0, [1])])
def test_what_was_misunderstood_stands_once_with_the_first_tests_that_failed(public, hidden, explained):
    cases = (CaseResult("seen", 1, False, bool(public)), CaseResult("unseen", 7, True, bool(hidden)))
    diagnosis = Diagnosis("training/slow", "nothing learns", "Look at the loss.")
    question = QuestionResult("training", "Training", 8, cases, diagnoses=(diagnosis,))
    shown = container_results(Grade((question,)))["tests"][:2]
    assert [i for i, entry in enumerate(shown) if "It looks as if nothing learns." in entry["output"]] == explained


def test_a_question_can_have_a_visibility_of_its_own():
    shown = replace(SETTINGS.gradescope, questions={"training": "hidden"})
    tests = container_results(trained(True), replace(LAB, settings=replace(SETTINGS, gradescope=shown)))["tests"]
    assert {test["number"]: test["visibility"] for test in tests} == {
        question.id: "hidden" if question.id == "training" else "visible" for question in SETTINGS.questions
    }


@pytest.mark.parametrize("setting", ['public_cases = "everybody"', 'questions = { essay = "hidden" }'])
def test_a_configuration_with_a_strange_visibility_is_refused(tmp_path, setting):
    text = (LAB.root / "lab.toml").read_text(encoding="utf-8")
    key = setting.partition(" ")[0]
    lines = [line for line in text.split("\n") if not line.startswith(f"{key} =")]
    lines.insert(lines.index(next(line for line in lines if line.startswith("[gradescope]"))) + 1, setting)
    (tmp_path / "lab.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LabError, match=r"everybody|essay"):
        read_settings(tmp_path / "lab.toml")


@pytest.mark.parametrize("text", ["", "[]", "3", "[" * 100_000, "\x00"])
def test_strange_metadata_is_none(tmp_path, text):
    (tmp_path / "m.json").write_text(text)
    assert metadata.read_metadata(tmp_path / "m.json") == metadata.Metadata()


def test_without_its_folders_the_command_says_so(tmp_path, capsys):
    assert main(["gradescope", "run", "--root", str(tmp_path / "none")]) == 2
    assert "Gradescope's container" in capsys.readouterr().err


def answered(text, cell="reflection_1"):
    """The entries for a notebook in which one answer was written."""
    notebook = json.loads(LAB.given_notebook.read_bytes())
    for each in notebook["cells"]:
        if each["metadata"].get("name") == cell:
            each["source"] = text
    return [entry.to_json() for entry in answers.written_entries(LAB, json.dumps(notebook).encode())]


def test_graders_see_each_written_answer_with_its_question():
    shown = answered("It sees **one** character.")
    assert [entry["number"] for entry in shown] == [f"reflection.{number}" for number in range(1, 6)]
    assert shown[0]["name"] == "Written answer 1: What the MLP cannot do"
    question, answer = shown[0]["output"].split(f"\n{answers.LINE}\n")
    assert "MLP" in question and answer == "It sees **one** character."
    assert all(entry["output"].endswith(answers.NOTHING) for entry in shown[1:])


def test_points_for_a_written_answer_are_a_persons():
    results = replace(entries.container_results(LAB, trained(True), metadata.Metadata()), tests=())
    written = answers.written_entries(LAB, LAB.given_notebook.read_bytes())
    raw = replace(results, tests=written).to_json()
    assert raw["score"] == 3 and len(raw["tests"]) == 5
    for entry in raw["tests"]:
        assert not {"score", "max_score", "status"} & entry.keys() and entry["visibility"] == "visible"


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://example.org/x.png)", "$\\href{a}{b}$",
])  # fmt: skip
def test_markup_in_a_written_answer_is_text_as_it_was_typed(text):
    entry = answered(text)[0]
    assert entry["output_format"] == "text" and entry["output"].endswith(f"{answers.LINE}\n{text}")


def test_an_answer_steers_nothing_and_does_not_fill_the_page():
    assert "[U+202E]" in answered("\u202eabc\x1b[31m")[0]["output"] and "\x1b" not in answered("\x1b[31m")[0]["output"]
    long = answered("y" * 100_000)[0]["output"]
    assert len(long) < 25_000 and long.endswith("[80,000 more characters: open the notebook]")


@pytest.mark.parametrize(("notebook", "said"), [(None, "there is no notebook"), (b"{", "cannot be read")])
def test_without_a_notebook_each_entry_says_so(notebook, said):
    shown = answers.written_entries(LAB, notebook)
    assert len(shown) == 5 and all(said in entry.output for entry in shown)


def test_a_lab_without_written_answers_has_no_such_entries(tmp_path):
    assert answers.written_entries(replace(LAB, settings=replace(SETTINGS, written=None)), None) == ()
    copy_of(LAB.root / "notebook", tmp_path / "notebook")
    (tmp_path / "notebook" / "rubric.toml").write_text("[[answers]]")
    assert answers.written_entries(replace(LAB, root=tmp_path), None) == ()
