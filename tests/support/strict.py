"""Whether a results file is one: strict JSON, with the fields and types of docs/results.md."""

import json
from pathlib import Path
from typing import Any

from autograder.grading.results.schema import Results, read_results
from autograder.lab.settings import Settings

NUMBER = (int, float)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs), "a key stands twice"
    return dict(pairs)


def valid_results(path: Path, settings: Settings) -> Results:
    """Read a results file, and assert that it is valid."""
    text = path.read_bytes().decode("utf-8")  # strictly
    assert not any(letter < " " and letter != "\n" for letter in text) and len(text) < 1_000_000
    raw = json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    assert {"score", "execution_time", "output", "tests", "extra_data"} <= set(raw)
    assert _is_number(raw["score"]) and _is_number(raw["execution_time"]) and isinstance(raw["output"], str)
    for test in raw["tests"]:
        texts = ("name", "number", "output", "visibility")
        assert all(isinstance(test[name], str) for name in texts), test
        assert _is_number(test["score"]) and _is_number(test["max_score"]), test
        assert test.get("status", "passed") in ("passed", "failed"), test
    extra = raw["extra_data"]
    assert all(isinstance(value, NUMBER) for value in extra["figures"].values())
    results = read_results(path)
    points = results.points(settings.questions)
    assert set(points) == {question.id for question in settings.questions}
    assert abs(sum(points.values()) - raw["score"]) < 1e-6
    return results


def _is_number(value: Any) -> bool:
    return isinstance(value, NUMBER) and not isinstance(value, bool)
