"""Hostile submissions gain nothing, see nothing, and do not stop the grader."""

import ast
import json
import os
import time
from dataclasses import replace
from functools import cache
from glob import glob
from pathlib import Path, PurePosixPath
from random import Random

import pytest
from support.attacks import ATTACKS, WRONG_ATTENTION
from support.lab import LAB, part, reference, with_files
from support.lazy import lazy
from support.targets import targets

from autograder.grading.diagnosis.splice import replace_cells
from autograder.grading.results.schema import results_of, write_results
from autograder.grading.submission.read import Submission

judging = lazy("autograder.grading.judge.judge")
public = lazy("autograder.authoring.release.public_cases")

LIMITS = {
    "import_seconds": 1, "call_seconds": 1, "slow_calls": {}, "submission_seconds": 20, "memory_megabytes": 512
}  # fmt: skip
CANARY = "canary-4711-in-the-environment"
WALLS = ("mounts", "landlock", "seccomp")
"""With any one of them missing, all that is tried here holds (docs/environments.md)."""
MASK = LAB.package / "causal_mask.py", LAB.student_release / LAB.settings.package / "causal_mask.py"
"""The module that attacks replace, in the solution and in the starter code."""
HONEST = """
import torch
VERY_SMALL_NUMBER = -1e9
def make_causal_mask(n, device=None):
    return torch.full((n, n), 7.0)
"""


@pytest.fixture(scope="module")
def judge():
    from autograder.grading.sandbox.forkserver.client import WarmSandbox

    os.environ["LAB_CANARY"] = CANARY
    with WarmSandbox() as sandbox:
        missing = set(WALLS) - set(sandbox.active_layers())
        if len(missing) > 1:
            pytest.skip(f"this machine lacks {', '.join(missing)}: see `autograder doctor`")
        yield judging.Judge(part("tokenization", "causal_mask", **LIMITS), sandbox)


@pytest.fixture(scope="module")
def aims():
    with targets(MASK) as made:
        made.values["signal"] = 9
        yield made


def with_mask(source):
    return replace(with_files({"causal_mask.py": source}), notebook=None)


@pytest.fixture(scope="module")
def baseline(judge):
    return judge.grade(with_mask(HONEST))


@cache
def secret_lines():
    """The longer lines of all hidden cases."""
    return {
        line.strip()
        for path in LAB.questions.glob("*.py")
        for case in public.hidden_cases(path.read_text(encoding="utf-8"))
        for statement in case.body
        for line in ast.unparse(statement).split("\n")
        if len(line.strip()) > 25
    }


def written(grade, tmp_path):
    """The results file of a grade, as plain data and as text."""
    write_results(results_of(grade), tmp_path / "results.json")
    text = (tmp_path / "results.json").read_text(encoding="utf-8")
    assert len(text) < 100_000
    return json.loads(text), text


def test_the_catalogue_is_large():
    assert len(ATTACKS) >= 110 and len({attack.claim for attack in ATTACKS.values()}) == len(ATTACKS)


def left_behind():
    """What attacks would leave in places that all processes share; tests leave `lab-*` in parallel."""
    found = {path for pattern in ("/tmp/*pwned*", "/tmp/bomb-*", "/dev/shm/*") for path in glob(pattern)}
    return {path for path in found if not path.startswith("/dev/shm/lab-")}


def assert_nothing_gained(judge, submission, honest, name, tmp_path, aims):
    """Grade a hostile submission; returns the grade, which has no point and no word more than an honest one's."""
    before, started = left_behind(), time.monotonic()
    grade = judge.grade(submission)
    assert time.monotonic() - started < 6 * LIMITS["submission_seconds"]  # it ends, on a busy machine as well
    results, text = written(grade, tmp_path)
    assert results["score"] == grade.score
    for question, same in zip(grade.questions, honest.questions, strict=True):
        assert question.score <= same.score, f"{name} gains on {question.id}"
    assert "\x1b" not in text and "\\u001b" not in text
    for secret in (CANARY, "root:x:", "STOLEN", *secret_lines()):
        assert secret not in text, f"{name} leaks {secret[:40]!r}"
    assert left_behind() == before, f"{name} leaves files"
    assert not aims.damage(), f"{name} does damage to {aims.damage()}"
    return grade


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gains_nothing_and_sees_nothing(judge, baseline, aims, name, tmp_path):
    attack = ATTACKS[name]
    if attack.needs_layers and not set(attack.held_by) & set(judge.sandbox.active_layers()):
        pytest.skip(f"only {', '.join(attack.held_by)} would hold it, which this machine does not have")
    hostile = with_mask(attack.aimed_at(aims.values))
    grade = assert_nothing_gained(judge, hostile, baseline, name, tmp_path, aims)
    assert grade.question("tokenization").passed, f"{name} costs another question"


@pytest.fixture(scope="module")
def later_judge(judge):
    return judging.Judge(part("causal_mask", "attention", **LIMITS), judge.sandbox)


def with_mask_and_attention(attention):
    return with_files({"attention.py": attention}, with_mask(HONEST))


@pytest.fixture(scope="module")
def later_baseline(later_judge):
    return later_judge.grade(with_mask_and_attention(WRONG_ATTENTION.replace("ATTACK", "None")))


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, attack in ATTACKS.items() if not attack.needs_layers])
def test_an_attack_gains_nothing_where_a_question_is_run_again_with_the_reference(
    later_judge, later_baseline, aims, name, tmp_path
):
    """The others meet the same layers of confinement, whatever is in the worker."""
    hostile = with_mask_and_attention(ATTACKS[name].later_aimed_at(aims.values))
    assert_nothing_gained(later_judge, hostile, later_baseline, name, tmp_path, aims)


def corrupt(data, random):
    """The bytes of a file after something went wrong with it."""
    kind = random.randrange(5)
    place = random.randrange(len(data))
    if kind == 0:
        return data[:place]
    if kind == 1:
        return data[:place] + bytes([data[place] ^ (1 << random.randrange(8))]) + data[place + 1 :]
    if kind == 2:
        return data.decode().encode("utf-16")
    if kind == 3:
        return bytes(random.randrange(256) for _ in range(200))
    return data[:place] + b"\x00\xff" + data[place:]


@pytest.mark.slow
def test_a_corrupted_submission_gets_a_valid_result(judge, tmp_path):
    for seed in range(40):
        random = Random(seed)
        files = dict(reference().files)
        damaged = random.choice(["tokenization.py", "causal_mask.py"])
        files[PurePosixPath(damaged)] = corrupt(files[PurePosixPath(damaged)], random)
        grade = judge.grade(Submission(files))
        results, _ = written(grade, tmp_path)
        other = "causal_mask" if damaged == "tokenization.py" else "tokenization"
        assert grade.question(other).passed, f"seed {seed}"
        assert 0 <= results["score"] <= 18 and len(results["tests"]) == 2


SHADOWS = {
    "torch.py": "raise SystemExit",
    "lab3/torch.py": "raise SystemExit",
    "sitecustomize.py": "raise SystemExit",
    "otter/__init__.py": "raise SystemExit",
    "autograder/__init__.py": "raise SystemExit",
    "lab3/checks.py": "raise SystemExit",
    "lab3/checks/__init__.py": "raise SystemExit",
    "lab3/data.py": "raise SystemExit",
    "lab3/data/__init__.py": "raise SystemExit",
    "lab3/training/__init__.py": "raise SystemExit",
    "lab3/__init__.py": "raise SystemExit",
    "json.py": "raise SystemExit",
}


@pytest.mark.slow
def test_files_that_shadow_ours_are_never_imported(judge):
    files = {name.removeprefix("lab3/"): text for name, text in SHADOWS.items()}
    grade = judge.grade(replace(with_files(files), notebook=None))
    assert all(question.passed for question in grade.questions)


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [
        "get_ipython().input_transformers_cleanup.append(lambda lines: [])\nmlp_hidden = 1",
        "%%html\n<script>document.body.innerHTML = 'full marks'</script>",
        "!echo pwned > /tmp/pwned-by-magic\nmlp_hidden = 1",
        "%%bash\necho pwned > /tmp/pwned-by-magic",
        "from checks import checking\nchecking.Lab.variable = lambda self, name: True",
        "lab.variables = {}\nraise SystemExit",
    ],
    ids=["input transformer", "html", "shell", "cell magic", "patched probe", "emptied variables"],
)
def test_a_hostile_notebook_gains_nothing(judge, source):
    content = json.loads(replace_cells(reference().notebook, {"mlp_hidden": source}))
    for cell in content["cells"]:
        cell["metadata"]["tags"] = ["skip-execution"]
    submission = replace(reference(), notebook=json.dumps(content).encode())
    grade = judging.Judge(part("tokenization", "mlp", "trace_mlp", **LIMITS), judge.sandbox).grade(submission)
    assert grade.question("mlp").passed and grade.question("trace_mlp").score <= 1
    assert not list(Path("/tmp").glob("pwned*"))
