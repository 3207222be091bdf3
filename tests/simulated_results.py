"""Results files of a made-up class, written without grading: for tests and pictures of the report.

What each student knows, and which mistakes are made, is drawn from a seed; the cases and mistakes are those of the lab.
`python tests/simulated_results.py DIR 200` writes DIR/results/ as a batch would.
"""

import sys
from pathlib import Path
from random import Random

from autograder.config import LabConfig, Question, load_config
from autograder.diagnosis.catalogue import Mistake, load_catalogue
from autograder.grade import CaseResult, Grade, QuestionResult
from autograder.judge.casefile import load_cases
from autograder.results import gradescope_results, write_json
from autograder.simulation.classroom import COMMON, FAMILY, GIVEN

FAILED = "The grader's worker ended twice while it graded this submission."


def write_results(folder: Path, n_students: int, seed: int = 0, n_failed: int = 0) -> list[str]:
    """Write results files into `folder`/results; returns the students' names. The last `n_failed` were not graded."""
    config, rng = load_config(), Random(seed)
    cases = {question.id: load_cases(question.id) for question in config.questions}
    most = rng.sample(range(len(GIVEN) * len(FAMILY)), n_students)
    names = [f"{GIVEN[n % len(GIVEN)]} {FAMILY[n // len(GIVEN)]}" for n in most]
    for number, name in enumerate(names):
        raw = gradescope_results(_grade(config, cases, Random(f"{seed} {name}")))
        raw["extra_data"]["batch"] = {"name": name, "key": f"{number:08x}", "status": "graded", "attempts": 1}
        if number >= n_students - n_failed:
            raw["extra_data"]["batch"] |= {"status": "failed", "attempts": 2}
            raw |= {"score": 0, "output": FAILED, "tests": []}
        write_json(folder / "results" / f"{name.replace(' ', '_').lower()}.json", raw)
    return names


def _grade(config: LabConfig, cases: dict[str, list], rng: Random) -> Grade:
    ability, reach = rng.gauss(0.6, 1.1), rng.choice([11] * 8 + [rng.randrange(3, 11)])
    questions = tuple(
        _question(question, cases[question.id], ability - 0.12 * place if place < reach else -9, rng)
        for place, question in enumerate(config.questions)
    )
    return Grade(questions, execution_time=rng.lognormvariate(0.9, 0.3), isolation=("process",))


def _question(question: Question, cases: list, ability: float, rng: Random) -> QuestionResult:
    """A question that is right, wrong in some cases (mostly by a catalogued mistake), or not done."""
    known = [mistake for mistake in load_catalogue() if mistake.question == question.id]
    right = rng.gauss(ability, 1) > -0.6
    kept = 1.0 if right else 0.0 if ability < -5 or rng.random() < 0.15 else rng.uniform(0.3, 0.8)
    results = tuple(_case(case, rng.random() < kept, rng) for case in cases)
    if not right and all(result.passed for result in results):
        results = (*results[:-1], _case(cases[-1], False, rng))
    explained = not right and kept > 0 and rng.random() < 0.8
    mistakes = rng.choices(known, [5 if mistake.id in COMMON else 1 for mistake in known]) if explained else []
    return QuestionResult(question.id, question.title, question.points, results, diagnoses=_diagnoses(mistakes))


def _diagnoses(mistakes: list[Mistake]) -> tuple:
    return tuple(mistake.diagnosis for mistake in mistakes)


def _case(case, passed: bool, rng: Random) -> CaseResult:
    figures = {}
    for model, middle in (("MLP", 2.27), ("transformer", 1.84)):
        if f"the {model} comes down" in case.name or f"{model} goes below" in case.name:
            figures = {
                f"{model.lower()}_loss": round(middle + rng.gauss(0, 0.02) + (not passed) * rng.uniform(0.2, 1.5), 4)
            }
    return CaseResult(case.name, case.points, case.hidden, passed, "" if passed else "not as promised", figures)


if __name__ == "__main__":
    write_results(Path(sys.argv[1]), int(sys.argv[2]), n_failed=2)
