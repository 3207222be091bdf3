"""What the checks know about this lab: the file `lab.json`, which the release writes."""

import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
"""The folder that holds the package, the notebook, the tests and these checks."""


@dataclass(frozen=True)
class Settings:
    """The name of the package, the file name of the notebook ("" for none), and the ids of the questions in order."""

    package: str
    notebook: str
    questions: tuple[str, ...]


def read_settings(path: Path = HERE / "lab.json") -> Settings:
    """Read the settings; raises `FileNotFoundError` where they are missing."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: unpack the starter code again")
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Settings(raw["package"], raw["notebook"], tuple(raw["questions"]))
