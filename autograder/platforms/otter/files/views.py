"""What the tests ask for by name in a stock otter run: `lab`, `reference`, `notes` and the lab's fixtures.

Becomes `grading_views/__init__.py` in the zip. The student's package is completed with the given modules that it lacks;
the solution is a package of another name. Nothing here is hidden from student code: otter runs all in one process.
"""

import importlib
import inspect
import json
import sys
from functools import cache, partial
from pathlib import Path
from typing import Any

import torch

HERE = Path(__file__).resolve().parent
SETTINGS = json.loads((HERE / "settings.json").read_text(encoding="utf-8"))
PACKAGE: str = SETTINGS["package"]
NOTEBOOK: str = SETTINGS["notebook"]
MAX_DEPTH = 2


def find_package(submission: Path) -> Path | None:
    """The folder of the package in a submission, at most two folders down; None where there is none."""
    found = [path for depth in range(MAX_DEPTH + 1) for path in sorted(submission.glob("*/" * depth + PACKAGE))]
    return next((path for path in found if path.is_dir() and "__MACOSX" not in path.parts), None)


def find_notebook(folder: Path) -> Path:
    """The notebook in a folder: that of the lab where it exists, else the first one."""
    others = sorted(folder.glob("*.ipynb"))
    usual = folder / NOTEBOOK
    return others[0] if others and not usual.exists() else usual


def forget(package: str) -> None:
    """Have a package imported anew: a notebook may have imported the submission's own."""
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]


submitted = find_package(Path.cwd())
notebook = find_notebook(submitted.parent if submitted else Path.cwd())

# The student's package where a notebook has imported it, else the given modules in this zip.
package = importlib.import_module(PACKAGE)
package.__path__ = list(
    dict.fromkeys([*package.__path__, *(str(path) for path in (HERE.parent / PACKAGE, submitted) if path)])
)
sys.path.insert(0, str(HERE.parent))
forget("checks")

import checks  # noqa: E402
from checks.checking import Lab, load_probes  # noqa: E402

from .hooks import HOOKS  # noqa: E402


class SubmittedLab(Lab):
    """The view of the submission, and of its notebook."""

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except Exception:
            raise
        except BaseException as error:  # such as `sys.exit()`, which would end all tests
            raise ImportError(f"{PACKAGE}/{name}.py ends the program when it is imported ({error!r})") from error

    def notebook_file(self) -> Path:
        return notebook


class Notes:
    """Takes what cases note in addition to passing or failing; otter shows nothing of it."""

    def figure(self, name: str, value: float) -> None:
        """Forget a number."""

    def keep_curve(self, name: str, points: Any) -> None:
        """Forget a curve."""


torch.set_num_threads(1)
probes = load_probes(Path(checks.__path__[0]) / "probes.py", "checks.probes")
lab = SubmittedLab(PACKAGE, probes)
reference = Lab(f"{__name__}.solution", probes)
notes = Notes()


@cache
def fixture(name: str) -> Any:
    """A fixture of the lab, from the data that the lab brings."""
    return HOOKS.fixtures[name](reference, SETTINGS["fixtures"], "embedded")


def provide(test_file: dict[str, Any]) -> None:
    """Give each case of a test file the views that it asks for, whatever a notebook has under these names."""
    views = {"lab": lab, "reference": reference, "notes": notes}
    for case in test_file.values():
        if type(case).__name__ == "test_case":
            names = inspect.signature(case.test_func).parameters
            given = [views[name] if name in views else fixture(name) for name in names]
            case.test_func = partial(case.test_func, *given)
