"""Grading as a TA does it: the command, the results file, broken submissions, and all samples."""

import json
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from support.lab import IDS, LAB, SETTINGS, TOTAL, autograder, copy_of, mistakes, part
from support.lab import reference as right
from support.lazy import lazy
from support.notebooks import answered

from autograder.grading.sandbox.confine import LAYERS

causes = lazy("autograder.grading.diagnosis.causes")
judging = lazy("autograder.grading.judge.judge")
pools = lazy("autograder.grading.judge.pool")
samples = lazy("autograder.authoring.verification.samples")
verification = lazy("autograder.authoring.verification.verify")

SIDE_BY_SIDE = [
    ("tokenization", "mlp", "causal_mask", "objective"),
    ("trace_mlp", "attention", "generation"),
    ("transformer",),
]
"""Questions with many mistakes; none builds on another one of its line."""


@pytest.mark.slow
def test_broken_modules_cost_their_own_questions_and_name_file_and_line(tmp_path):
    package = copy_of(LAB.solutions, tmp_path / "hw") / "lab3"
    (package / "causal_mask.py").unlink()
    (package / "generation.py").write_text("import torch\ndef generate(:\n")
    results, page = tmp_path / "results.json", tmp_path / "pages" / "feedback.html"
    done = autograder("grade", tmp_path, "--results", results, "--feedback", page)
    assert done.returncode == 0, done.stderr
    graded = json.loads(results.read_text())
    scores = {name: entry["score"] for name, entry in graded["extra_data"]["questions"].items()}
    lost = {name for name, score in scores.items() if score < SETTINGS.question(name).points}
    assert lost == {"causal_mask", "generation"} and scores["causal_mask"] == scores["generation"] == 0
    assert graded["score"] == 90 - 16 and graded["extra_data"]["max_score"] == 90
    outputs = {test["number"]: test["output"] for test in graded["tests"]}
    assert "lab3/causal_mask.py was not found in the submission" in outputs["causal_mask"]
    assert "lab3/generation.py, line 2" in outputs["generation"]
    assert "Graded with our `make_causal_mask`, because yours is not right yet." in outputs["attention"]
    assert "lab3/generation.py, line 2" in page.read_text() and "74</strong> of 90 points" in page.read_text()


@pytest.mark.slow
def test_an_import_error_tells_nothing_of_hidden_inputs(tmp_path):
    package = copy_of(LAB.solutions, tmp_path / "hw") / "lab3"
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
    assert "Hi!" in tests["objective"]["output"], "what public cases returned may be shown"
    assert "Wolf" not in results.read_text()


@pytest.mark.slow
def test_no_worker_whose_words_are_shown_is_alive_during_hidden_cases(monkeypatch, sandbox):
    from autograder.grading.judge.phases import Run
    from autograder.grading.sandbox.client import Worker

    alive, shown, still_there = set(), set(), []
    start, end, case_of = Worker.__init__, Worker.end, Run.case

    def started(worker, *settings, **more):
        start(worker, *settings, **more)
        alive.add(worker)

    def ended(worker):
        alive.discard(worker)
        return end(worker)

    def case(run, question, case, bench):
        if case.hidden:
            still_there.append(alive & shown)
        observation = case_of(run, question, case, bench)
        if not case.hidden:
            shown.add(bench.session.worker)
        return observation

    monkeypatch.setattr(Worker, "__init__", started)
    monkeypatch.setattr(Worker, "end", ended)
    monkeypatch.setattr(Run, "case", case)
    grade = judging.Judge(LAB, sandbox).grade(right())
    assert grade.score == grade.max_score == TOTAL
    assert shown and len(still_there) > 20 and not any(still_there)


@pytest.mark.slow
def test_wrong_traces_in_a_notebook_with_code_of_ones_own_are_graded(sandbox):
    draft = answered().after("mlp_output", "mlp_output = mlp_output * 1.01\nseen = [mlp_output.shape]")
    lab = LAB.only(["trace_mlp"])
    submission = replace(right(), notebook=draft.bytes())
    judge = judging.Judge(lab, sandbox)
    assert judge.plans(submission)[0]["trace_mlp"].is_mixed
    assert 0 < judge.grade(submission).score < lab.settings.max_score


@pytest.mark.slow
def test_what_a_submission_returns_cannot_make_the_judge_grow():
    grow = "token_embeddings, position_embeddings = torch.zeros(30_000, 1), torch.zeros(1, 30_000)"
    draft = answered().after("transformer_embed", grow)
    lab = LAB.only(["trace_transformer"])
    with pools.JudgePool(lab, overlap=True) as pool:
        grade = pool.grade(replace(right(), notebook=draft.bytes()))
        (judge,) = pool.idle
        status = (Path("/proc") / str(judge.pid) / "status").read_text()
    assert not grade.failure
    assert [question.id for question in grade.questions if not question.passed] == ["trace_transformer"]
    (peak,) = (int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    assert peak < 1 << 20, "kilobytes"  # the sum of the two would have four times as many


@pytest.mark.slow
def test_a_submission_without_the_package_gets_a_valid_result(tmp_path):
    (tmp_path / "essay.zip").write_bytes(b"not a zip")
    done = autograder("grade", tmp_path / "essay.zip", "--results", tmp_path / "results.json")
    graded = json.loads((tmp_path / "results.json").read_text())
    assert done.returncode == 0 and graded["score"] == 0 and len(graded["tests"]) == len(IDS)
    assert "cannot be read" in graded["output"]


@pytest.mark.slow
def test_a_grade_in_two_rounds_is_the_same_as_in_one():
    broken = replace(right(), files=right().files | {PurePosixPath("mlp.py"): b"import nothing_of_this_name"})
    wrong = {sample.name: sample for sample in samples.all_samples(LAB)}["attention/no_mask"].submission
    with pools.JudgePool(LAB.only(["attention", "trace_mlp"])) as pool:
        for submission in (right(), broken, wrong):
            shown = pool.show(submission).result()
            once, twice = pool.grade(submission), pool.submit(submission, shown).result()
            assert replace(once, execution_time=0) == replace(twice, execution_time=0)
            assert twice.execution_time > pickle.loads(shown).seconds > 0


def test_bad_input_is_one_line_and_exit_code_2(tmp_path):
    (tmp_path / "none of a file").mkdir()
    for arguments in (
        ["grade", tmp_path / "none"],
        ["grade", LAB.student_release, "--data", tmp_path / "none"],
        ["grade", LAB.student_release, "--results", tmp_path / "none of a file"],
        ["grade", LAB.student_release, "--feedback", tmp_path / "none of a file"],
    ):
        done = autograder(*arguments)
        assert done.returncode == 2 and done.stderr.count("\n") == 1 and "none" in done.stderr


@pytest.mark.slow
def test_right_samples_keep_all_points_and_mistakes_lose_some_on_one_question_alone():
    """Right solutions, the starter code and mistakes in `training` are graded whole.

    Of the other mistakes, those of short questions and a third of the rest are graded without `training`, the question
    that takes longer than all others. `autograder verify` grades every sample whole.
    """
    untrained = part(*(question for question in IDS if question != "training"))
    right, mistaken = by_question()
    whole = right + mistaken.pop("training")
    some = [sample for found in mistaken.values() for sample in found if sample not in the_rest(found)]
    assert_graded_as_they_should_be(whole, LAB)
    assert_graded_as_they_should_be(some, untrained)


@pytest.mark.slow
@pytest.mark.parametrize("questions", SIDE_BY_SIDE, ids="+".join)
def test_the_other_mistakes_lose_points_on_their_question_and_are_named(questions):
    _, mistaken = by_question()
    chosen = [sample for question in questions for sample in the_rest(mistaken[question])]
    assert_graded_as_they_should_be(chosen, LAB.only(questions))


def assert_graded_as_they_should_be(chosen, lab):
    for sample, grade in verification.grade_samples(chosen, lab, "embedded"):
        assert verification.check_sample(sample, grade, lab) == []


def the_rest(mistaken):
    """Two thirds of the mistakes of a question that has many: they are graded without what builds on the question."""
    many = mistaken[0].question in {question for line in SIDE_BY_SIDE for question in line}
    return [sample for at, sample in enumerate(mistaken) if at % 3] if many else []


def by_question():
    """Right samples (with the starter code), and those of mistakes by question."""
    right, mistaken = [], {question: [] for question in IDS}
    for sample in samples.all_samples(LAB):
        (mistaken[sample.question] if sample.question else right).append(sample)
    return right, mistaken


@pytest.mark.slow
def test_a_student_gets_the_same_verdicts_in_three_ways(tmp_path):
    release = copy_of(LAB.student_release, tmp_path / "release")
    for module in ("tokenization", "mlp"):
        shutil.copy(LAB.solutions / "lab3" / f"{module}.py", release / "lab3")
    shutil.copy(LAB.solution_notebook, release)
    by_notebook = (
        "import otter; from checks.lab import lab; grader = otter.Notebook(tests_dir='tests')\n"
        "print(grader.check('trace_mlp'), 'and then', grader.check('objective'))"
    )
    code = [sys.executable, "-c", by_notebook]
    output = subprocess.run(code, cwd=release, capture_output=True, text=True)
    said = dict(zip(("trace_mlp", "objective"), output.stdout.split("and then"), strict=True))
    for checking, question, passes in ((["checks"], "trace_mlp", True), (["lab3", "check"], "objective", False)):
        command = [sys.executable, "-m"]
        check = subprocess.run([*command, *checking, question], cwd=release, capture_output=True, text=True)
        assert (check.returncode == 0) == passes
        otter = [*command, "otter", "check", "check.py", "-q", question]
        output = subprocess.run(otter, cwd=release, capture_output=True, text=True)
        assert ("All tests passed" in output.stdout) == passes, output.stderr
        assert ("All test cases passed" in said[question]) == passes, output.stderr
        assert ("has no code yet" in check.stdout) == (not passes)


@pytest.mark.slow
@pytest.mark.parametrize("without", [[name] for name in LAYERS] + [list(LAYERS)], ids="+".join)
def test_a_grade_does_not_depend_on_the_layers_of_confinement(without):
    chosen = ("reference", "attention/no_mask")
    found = [sample for sample in samples.all_samples(LAB) if sample.name in chosen]
    assert len(found) == len(chosen)
    lab = LAB.only(["attention", "trace_mlp", "generation"])
    for sample, grade in verification.grade_samples(found, lab, "embedded", without):
        assert verification.check_sample(sample, grade, lab) == []
        assert not set(without) & set(grade.isolation)


@pytest.mark.slow
@pytest.mark.parametrize("command", [["checks"], ["lab3", "check"]], ids=" ".join)
def test_the_student_s_own_check_says_what_was_misunderstood(tmp_path, command):
    release = copy_of(LAB.student_release, tmp_path / "release")
    mistake = mistakes()["causal_mask/diagonal_masked"]
    modules, _ = causes.changed_sources(LAB, [causes.cause_of(mistake)])
    (release / "lab3" / "causal_mask.py").write_text(modules["causal_mask"])
    arguments = [sys.executable, "-m", *command, "causal_mask"]
    done = subprocess.run(arguments, cwd=release, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"→ It looks as if {mistake.title}." in done.stdout
    assert done.stderr.splitlines() == ["checking 1 question: loading PyTorch …", "causal_mask (1 of 1) …"]


@pytest.mark.slow
def test_the_student_s_own_check_says_where_to_begin_with_two_mistakes_at_once(tmp_path):
    release = copy_of(LAB.student_release, tmp_path / "release")
    code = "torch.triu(torch.full((n, n), VERY_SMALL_NUMBER), diagonal=0)"  # hides the token itself, ignores the device
    with (release / "lab3" / "causal_mask.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef make_causal_mask(n, device=None):\n    return {code}\n")
    arguments = [sys.executable, "-m", "checks", "causal_mask"]
    done = subprocess.run(arguments, cwd=release, capture_output=True, text=True)
    assert "should be on meta, but is on cpu" in done.stdout and "expected 0, found -1e+09" in done.stdout
    assert "  → Begin with the first ✗" in done.stdout and "It looks as if" not in done.stdout
