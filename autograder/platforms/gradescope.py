"""Gradescope: the zip that a course uploads, and what runs in Gradescope's container.

Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

import json
import shutil
import tempfile
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.config import ASSIGNMENT, NOTEBOOK, ROOT, SOLUTIONS, STUDENT_RELEASE, VALUES, Gradescope, LabConfig
from autograder.grade import Grade, QuestionResult
from autograder.judge.process import JudgeFailed, JudgeProcess
from autograder.release.archive import pack_zip
from autograder.results import gradescope_results, question_text, write_json
from autograder.sandbox.warm import WarmSandbox
from autograder.submission import read_submission

FILES = Path(__file__).parent / "gradescope_files"
NOT_YET = "not graded yet"


def build(config: LabConfig, out: Path) -> None:
    """Write the zip to upload; the same sources give the same bytes."""
    with tempfile.TemporaryDirectory(prefix="gradescope-") as name:
        folder = Path(name)
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(ROOT / "autograder", folder / "autograder", ignore=ignored)
        shutil.copytree(ASSIGNMENT / config.package, folder / "assignment" / config.package, ignore=ignored)
        shutil.copy(ASSIGNMENT / "lab.toml", folder / "assignment")
        for tree in (STUDENT_RELEASE, SOLUTIONS):
            (folder / tree.name).mkdir()
            (folder / tree.name / NOTEBOOK).write_text(without_outputs(tree / NOTEBOOK), encoding="utf-8")
        shutil.copy(VALUES, folder / SOLUTIONS.name)
        shutil.copy(ROOT / "pyproject.toml", folder)
        for script in FILES.iterdir():
            text = script.read_text(encoding="utf-8").replace("@TORCH_INDEX@", config.gradescope.torch_index)
            (folder / script.name).write_text(text.replace("@TORCH@", torch_requirement()), encoding="utf-8")
            (folder / script.name).chmod(0o755)
        pack_zip(folder, out)


def without_outputs(path: Path) -> str:
    """A notebook without its outputs, which are many times larger than its code."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    return json.dumps(notebook, ensure_ascii=False) + "\n"


def torch_requirement() -> str:
    """The version of PyTorch that `pyproject.toml` asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return next(requirement for requirement in project["dependencies"] if requirement.startswith("torch=="))


def run(config: LabConfig, root: Path) -> int:
    """Grade what lies in `root`/submission into `root`/results/results.json; returns the exit code.

    There is a valid file from the beginning, and after each question, so that a container that is killed has
    said what it knew.
    """
    for private in ("source", "results", "submission"):
        (root / private).mkdir(exist_ok=True)
        (root / private).chmod(0o700)
    metadata = read_metadata(root / "submission_metadata.json")
    results = root / "results" / "results.json"

    def write(known: tuple[QuestionResult, ...], output: str = "") -> None:
        write_json(results, container_results(Grade(known), config, metadata, output))

    write((), f"The autograder has begun; what it has not come to yet is {NOT_YET}.")
    with WarmSandbox() as sandbox:
        judge = JudgeProcess(sandbox, config)
        known: tuple[QuestionResult, ...] = ()

        def progress(question: str, so_far: tuple[QuestionResult, ...]) -> None:
            nonlocal known
            known = so_far
            write(known, f"The autograder has come as far as {question}.")

        try:
            grade = judge.grade(read_submission(root / "submission", config), progress)
        except JudgeFailed as error:
            write(known, "The autograder itself failed; this is not your fault. Your instructor can run it again.")
            print(f"autograder: {error}")
            return 3
    write_json(results, container_results(grade, config, metadata))
    return 0


def read_metadata(path: Path) -> dict[str, Any]:
    """What is kept of Gradescope's metadata: who handed in, when, and how often before; {} where there is none."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        users = [{key: user.get(key) for key in ("id", "name", "email")} for user in raw.get("users", [])]
        before = len(raw.get("previous_submissions", []))
        return {"id": raw.get("id"), "created_at": raw.get("created_at"), "users": users, "resubmissions": before}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def container_results(grade: Grade, config: LabConfig, metadata: dict[str, Any], output: str = "") -> dict[str, Any]:
    """A results file with what students see at once apart from what they see later, and with what is not graded yet."""
    results = gradescope_results(grade)
    results["output"] = "\n".join(filter(None, (output, results["output"])))
    results["stdout_visibility"] = "hidden"
    results["tests"] = [entry for question in grade.questions for entry in _entries(question, config.gradescope)]
    graded = {question.id for question in grade.questions}
    for question in config.questions:
        if question.id not in graded:
            results["tests"].append(
                {"name": question.title, "number": question.id, "score": 0, "max_score": question.points,
                 "output": NOT_YET, "visibility": config.gradescope.visibility(question.id, hidden=False)}
            )  # fmt: skip
    results["extra_data"]["submission"] = metadata
    results["extra_data"]["max_score"] = sum(question.points for question in config.questions)
    loss = own_loss(grade)
    if config.gradescope.leaderboard and loss is not None:
        results["leaderboard"] = [{"name": "held-out loss (nats)", "value": loss, "order": "asc"}]
    return results


def own_loss(grade: Grade) -> float | None:
    """The held-out loss in nats of the student's transformer, where it passed its test without code of ours."""
    for question in grade.questions:
        for case in question.cases:
            if case.passed and not question.replaced and "transformer_loss" in case.figures:
                return case.figures["transformer_loss"]
    return None


def _entries(question: QuestionResult, shown: Gradescope) -> list[dict[str, Any]]:
    """One entry for the public cases of a question, and one for the hidden ones; the first that failed is explained."""
    entries, told = [], False
    for hidden in (False, True):
        cases = tuple(case for case in question.cases if case.hidden == hidden)
        part = replace(question, cases=cases, replaced=() if hidden else question.replaced)
        part = replace(part, diagnoses=() if part.passed or told else question.diagnoses)
        told = told or bool(part.diagnoses)
        if cases:
            entries.append(
                {
                    "name": f"{question.title} (hidden tests)" if hidden else question.title,
                    "number": question.id,
                    "score": part.score,
                    "max_score": sum(case.points for case in cases),
                    "status": "passed" if part.passed else "failed",
                    "output": question_text(part),
                    "visibility": shown.visibility(question.id, hidden),
                    "tags": ["carried forward"] if question.replaced else [],
                }
            )
    return entries
