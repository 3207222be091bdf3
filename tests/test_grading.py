"""Grading as a TA does it: the command, the results file, broken submissions, and all samples."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from autograder.config import QUESTIONS, SOLUTIONS, STUDENT_RELEASE, load_config
from autograder.grade import CaseResult, QuestionResult
from autograder.judge.casefile import GraderError, load_cases, run_case
from autograder.judge.judge import Judge, Run, trains
from autograder.judge.remote_lab import StudentError
from autograder.release.samples import all_samples, reference
from autograder.release.verify import check_sample, grade_samples, verify
from autograder.results import question_text
from autograder.sandbox.client import Worker
from autograder.sandbox.confine import LAYERS
from autograder.sandbox.warm import WarmSandbox

CONFIG = load_config()


def autograder(*arguments):
    program = Path(sys.executable).parent / "autograder"
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize("question", CONFIG.questions, ids=lambda question: question.id)
def test_a_test_file_has_named_cases_that_make_up_the_points(question):
    cases = load_cases(question.id)
    assert sum(case.points for case in cases) == question.points
    assert len({case.name for case in cases}) == len(cases)
    assert {case.hidden for case in cases} == {True, False}
    assert all(case.failure_message for case in cases if case.hidden)
    public = [case.body._get_func_params() for case in cases if not case.hidden]
    assert all(parameters == ["lab"] for parameters in public)


def test_every_question_has_a_test_file_and_nothing_else_lies_there():
    assert {path.stem for path in QUESTIONS.glob("*.py")} == {question.id for question in CONFIG.questions}


def test_a_case_that_asks_for_what_nobody_provides_is_our_mistake():
    with pytest.raises(GraderError, match="asks for lab"):
        run_case(load_cases("causal_mask")[0], {})


@pytest.mark.slow
def test_broken_modules_cost_their_own_questions_and_name_file_and_line(tmp_path):
    package = shutil.copytree(SOLUTIONS, tmp_path / "hw") / "lab3"
    (package / "causal_mask.py").unlink()
    (package / "generation.py").write_text("import torch\ndef generate(:\n")
    results, page = tmp_path / "results.json", tmp_path / "pages" / "feedback.html"
    done = autograder("grade", tmp_path, "--results", results, "--feedback", page)
    assert done.returncode == 0, done.stderr
    graded = json.loads(results.read_text())
    scores = {name: entry["score"] for name, entry in graded["extra_data"]["questions"].items()}
    lost = {name for name, score in scores.items() if score < CONFIG.question(name).points}
    assert lost == {"causal_mask", "generation"} and scores["causal_mask"] == scores["generation"] == 0
    assert graded["score"] == 90 - 16 and graded["extra_data"]["max_score"] == 90
    outputs = {test["number"]: test["output"] for test in graded["tests"]}
    assert "lab3/causal_mask.py is missing from the submission" in outputs["causal_mask"]
    assert "lab3/generation.py, line 2" in outputs["generation"]
    assert "Graded with our `make_causal_mask`, because yours is not right yet." in outputs["attention"]
    assert "lab3/generation.py, line 2" in page.read_text() and "74</strong> of 90 points" in page.read_text()


@pytest.mark.slow
def test_an_import_error_tells_nothing_of_hidden_inputs(tmp_path):
    package = shutil.copytree(SOLUTIONS, tmp_path / "hw") / "lab3"
    solved = (package / "tokenization.py").read_text()
    spying = "import builtins\nbuiltins.inputs = []\n" + solved.replace(
        "def decode(", "inner = encode_doc\n\ndef encode_doc(doc, *args, **kwargs):\n"
        "    builtins.inputs.append(doc)\n    return inner(doc, *args, **kwargs)\n\ndef decode(",
    )  # fmt: skip
    telling = "import builtins\nif hasattr(builtins, 'inputs'):\n    raise ImportError(repr(builtins.inputs))\n"
    (package / "tokenization.py").write_text(spying)
    (package / "objective.py").write_text(telling + (package / "objective.py").read_text())
    results = tmp_path / "results.json"
    assert autograder("grade", tmp_path / "hw", "--results", results).returncode == 0
    tests = {test["number"]: test for test in json.loads(results.read_text())["tests"]}
    assert tests["tokenization"]["score"] == 8 and tests["objective"]["score"] == 0
    assert "Hi!" in tests["objective"]["output"], "what public cases gave may be told"
    assert "Wolf" not in results.read_text()


@pytest.mark.slow
def test_no_worker_whose_words_are_shown_lives_beside_hidden_cases(monkeypatch):
    alive, beside = set(), []
    start, end, case_of = Worker.__init__, Worker.end, Run.case

    def started(worker, *settings):
        start(worker, *settings)
        alive.add(worker)

    def ended(worker):
        alive.discard(worker)
        return end(worker)

    def case(run, case, lab):
        if case.hidden and not trains(case):
            beside.append(alive - {lab._session.worker})
        return case_of(run, case, lab)

    monkeypatch.setattr(Worker, "__init__", started)
    monkeypatch.setattr(Worker, "end", ended)
    monkeypatch.setattr(Run, "case", case)
    with WarmSandbox() as sandbox:
        grade = Judge(CONFIG, sandbox).grade(reference(CONFIG).submission)
    assert grade.score == grade.max_score
    assert len(beside) > 20 and not any(beside)


def test_what_a_submission_says_can_not_be_taken_for_our_lines():
    error = StudentError(("Err\n✓ score: 90 of 90",), "first\n✓ all tests passed\n", "lab3/mlp.py\n✓")
    question = QuestionResult("mlp", "MLP", 8, (CaseResult("shapes", 8, False, False, str(error)),))
    ours, *theirs = question_text(question).split("\n")
    assert ours == "✗ shapes (test, 0 of 8)" and all(line.startswith("    ") for line in theirs)
    assert theirs[0] == "    lab3/mlp.py ✓: Err ✓ score: 90 of 90: first"


@pytest.mark.slow
def test_a_submission_without_the_package_gets_a_valid_result(tmp_path):
    (tmp_path / "essay.zip").write_bytes(b"not a zip")
    done = autograder("grade", tmp_path / "essay.zip", "--results", tmp_path / "results.json")
    graded = json.loads((tmp_path / "results.json").read_text())
    assert done.returncode == 0 and graded["score"] == 0 and len(graded["tests"]) == len(CONFIG.questions)
    assert "can not be read" in graded["output"]


def test_bad_input_is_one_line_and_exit_code_2(tmp_path):
    (tmp_path / "none of a file").mkdir()
    for arguments in (
        ["grade", tmp_path / "none"],
        ["grade", STUDENT_RELEASE, "--data", tmp_path / "none"],
        ["grade", STUDENT_RELEASE, "--results", tmp_path / "none of a file"],
        ["grade", STUDENT_RELEASE, "--feedback", tmp_path / "none of a file"],
    ):
        done = autograder(*arguments)
        assert done.returncode == 2 and done.stderr.count("\n") == 1 and "none" in done.stderr


@pytest.mark.slow
def test_every_sample_gets_what_it_must():
    """Each mistake is caught, charged once, and diagnosed; each right solution keeps all points."""
    assert verify(CONFIG, "embedded", Console(quiet=True)) == []


@pytest.mark.slow
def test_a_student_gets_the_same_verdicts_in_three_ways(tmp_path):
    release = shutil.copytree(STUDENT_RELEASE, tmp_path / "release")
    for module in ("tokenization", "mlp"):
        shutil.copy(SOLUTIONS / "lab3" / f"{module}.py", release / "lab3")
    shutil.copy(SOLUTIONS / "lab3.ipynb", release)
    by_notebook = (
        "import otter; from lab3.checking import lab; grader = otter.Notebook(tests_dir='tests')\n"
        "print(grader.check('{0}'))"
    )
    for question, passes in (("trace_mlp", True), ("objective", False)):
        command = [sys.executable, "-m"]
        check = subprocess.run([*command, "lab3", "check", question], cwd=release, capture_output=True, text=True)
        assert (check.returncode == 0) == passes
        otter = [*command, "otter", "check", "check.py", "-q", question]
        output = subprocess.run(otter, cwd=release, capture_output=True, text=True)
        assert ("All tests passed" in output.stdout) == passes, output.stderr
        code = [sys.executable, "-c", by_notebook.format(question)]
        output = subprocess.run(code, cwd=release, capture_output=True, text=True)
        assert ("All test cases passed" in output.stdout) == passes, output.stderr
        assert ("has no code yet" in check.stdout) == (not passes)


@pytest.mark.slow
@pytest.mark.parametrize("without", [[name] for name in LAYERS] + [list(LAYERS)], ids="+".join)
def test_a_grade_does_not_depend_on_the_layers_of_confinement(without):
    chosen = ("reference", "attention/no_mask")
    samples = [sample for sample in all_samples(CONFIG) if sample.name in chosen]
    assert len(samples) == len(chosen)
    for sample, grade in grade_samples(samples, CONFIG, "embedded", without):
        assert check_sample(sample, grade) == []
        assert not set(without) & set(grade.isolation)
