"""How every mistake of the catalogue behaves: the release finds it out once, so that no judge has to."""

import json

from autograder.grading.cases.observe import Observation
from autograder.grading.diagnosis.changed_lab import Plans, solution_plans
from autograder.grading.diagnosis.diagnose import Known
from autograder.grading.grade import CaseResult
from autograder.lab import Lab
from autograder.lib.digest import Digest
from autograder.lib.files import all_files


def load_precomputed(lab: Lab) -> Known:
    """What a release found out; nothing where its sources were others than those that are here now."""
    try:
        raw = json.loads(lab.precomputed.read_text(encoding="utf-8"))
        if raw["stamp"] != stamp(lab, solution_plans(lab)):
            return {}
    except (OSError, ValueError):
        return {}
    return {
        (entry["question"], *entry["mistakes"]): {
            name: Observation(CaseResult(name, 0, False, case["passed"]), tuple(case["events"]))
            for name, case in entry["cases"].items()
        }
        for entry in raw["seen"]
    }


def stamp(lab: Lab, plans: Plans) -> str:
    """A fingerprint of everything that the behaviour of mistakes depends on."""
    digest = Digest()
    for folder in (lab.mistakes, lab.questions, lab.package):
        digest.add_files([path for path in all_files(folder) if path.suffix == ".py"], lab.root)
    if lab.probes.exists():
        digest.add_files([lab.probes], lab.root)
    questions = (*lab.settings.questions, *lab.settings.left_out)
    for question in sorted(questions, key=lambda question: question.id):
        if question.notebook:
            digest.add(question.id, repr(plans(question.id).cells).encode())
    return digest.text()
