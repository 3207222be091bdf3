"""What a person sees who runs notebooks: `python -m support.in_the_notebook FOLDER`, in a folder with the lab.

Prints by notebook and question whether `grader.check` passes when IPython has run the notebook from the top, with
training made instant and without pictures, and what the checks say that read the file.
"""

import builtins
import contextlib
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

QUESTIONS = ("trace_mlp", "trace_transformer")


def main(folder: Path) -> None:
    """Check all notebooks of a folder, and print the verdicts as JSON."""
    sys.path.insert(0, "")
    import otter
    from IPython.core.interactiveshell import InteractiveShell

    from checks.lab import lab
    from checks.public_tests import run_question
    from checks.settings import HOME, read_settings

    _make_instant()
    usual = HOME / read_settings().notebook
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        usual.write_bytes(path.read_bytes())
        lab.notebook = None
        lab._from_file.clear()
        by_file = {}
        for question in QUESTIONS:
            cases = run_question(question)
            message = " ".join(case.message for case in cases)
            by_file[question] = {"passed": all(case.passed for case in cases), "message": message}
        verdicts: dict[str, bool] = {}

        class Grader:
            def __init__(self, **settings: Any) -> None:
                pass

            def check(self, question: str) -> None:
                if question in QUESTIONS:
                    verdicts[question] = all(case.passed for case in run_question(question))  # noqa: B023

        otter.Notebook = Grader
        shell = InteractiveShell.instance()
        shell.displayhook.flush = lambda: None  # collects garbage, which takes long
        shell.reset(new_session=False)
        cells = json.loads(path.read_bytes())["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        sources = [source for source in sources if "follow_files(" not in source]  # looks at all files before each cell
        checks = [number for number, source in enumerate(sources) if '.check("trace_' in source]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for source in sources[: checks[-1] + 1 if checks else None]:
                shell.run_cell(source, silent=True)
            lab.notebook = shell.user_ns
            for question in QUESTIONS:
                if question not in verdicts:
                    Grader().check(question)
        found[path.name] = {
            question: {"notebook": verdicts[question], "file": by_file[question]} for question in QUESTIONS
        }
    print(json.dumps(found))


def _make_instant() -> None:
    import lab3.data
    import lab3.plotting
    import lab3.training

    import checks.in_notebook

    checks.in_notebook.explain_checks = lambda grader: None  # the verdicts are noted by a grader of our own
    history = SimpleNamespace(step=[0], train_loss=[3.0], held_out_loss=[3.0])
    lab3.training.train = lambda *args, **settings: history
    lab3.data.load_stories = lambda *args, **settings: {"text": ["Tom had a cat. "]}
    for name in dir(lab3.plotting):
        if name.startswith(("plot_", "show")):
            setattr(lab3.plotting, name, lambda *args, **settings: None)
    builtins.input = lambda prompt="": "some words"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
