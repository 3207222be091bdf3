"""Runs every attack of the catalogue against our grader and against stock `otter run`, and prints a Markdown table.

    python tools/beside_otter.py > docs/attacks.md

Otter's runs take place in namespaces of their own (processes, files) with a limit on processes and memory, because some
attacks would take the machine with them: this needs Linux, root, and the pids and memory cgroups. Takes half an hour.
"""

import contextlib
import datetime
import importlib.metadata
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from tqdm import tqdm

from autograder.authoring.verification.samples import reference
from autograder.grading.judge.pool import JudgePool
from autograder.grading.submission.read import Submission
from autograder.lab import open_lab
from autograder.lib.errors import JudgeFailed

ROOT = Path(__file__).resolve().parents[1]
LAB = open_lab(ROOT / "assignment")
CATALOGUE = ROOT / "tests" / "support" / "attacks.py"
Attacks = dict[str, dict[str, str]]
"""By name, what must hold all the same (`claim`), and the text of a hostile module (`module`)."""
SECONDS = 60
"""A grader that is not done by then hangs: an honest run of otter takes 9."""
CANARY = "canary-4711-in-the-environment"
SECRETS = (CANARY, "root:x:", "STOLEN", "SECRET TEST")
HONEST = "import torch\ndef make_causal_mask(n, device=None):\n    return torch.full((n, n), 7.0)\n"
OTHER_QUESTION = "\ndef double(x):\n    return 2 * x\n"

TESTS = {
    "causal_mask": """OK_FORMAT = False
name = "causal_mask"
points = 10
import torch
from otter.test_files import test_case

@test_case(name="values", points=10, hidden=True)
def values(make_causal_mask):
    expected = torch.triu(torch.full((4, 4), -1e9), diagonal=1)  # SECRET TEST
    got = make_causal_mask(4)
    assert torch.allclose(got, expected)
""",
    "double": """OK_FORMAT = False
name = "double"
points = 8
from otter.test_files import test_case

@test_case(name="twice", points=8)
def twice(double):
    assert double(2) == 4
""",
}

INSIDE = """
echo $$ > "$PIDS/cgroup.procs"; echo $$ > "$MEMORY/cgroup.procs"
exec unshare --mount --pid --ipc --fork --kill-child --mount-proc sh -c '
    mount -t tmpfs tmpfs /tmp && mount -t tmpfs tmpfs /var/tmp && mount -t tmpfs tmpfs /dev/shm || exit 99
    mkdir /tmp/upper /tmp/work && mount -t overlay -o "lowerdir=$PREFIX,upperdir=/tmp/upper,workdir=/tmp/work" x "$PREFIX" || exit 99
    cd "$FOLDER" && "$PREFIX/bin/otter" run --no-logo -a autograder.zip -o out "$SUBMISSION"
    sleep 2; find /tmp /var/tmp /dev/shm -name "*pwned*" -o -name "bomb-*" -o -name hacked.py > left
'
"""  # noqa: E501


def main() -> None:
    """Print the table."""
    if os.geteuid() != 0 or platform.system() != "Linux":
        sys.exit("beside_otter: needs root on Linux, for the namespaces that otter runs in")
    os.environ["LAB_CANARY"] = CANARY
    with targets() as aims:
        catalogue = [sys.executable, CATALOGUE, json.dumps(aims)]
        attacks = json.loads(subprocess.run(catalogue, check=True, capture_output=True).stdout)
        print(table(attacks, graded_by_us(attacks), graded_by_otter(attacks)))


@contextlib.contextmanager
def targets() -> Iterator[dict[str, object]]:
    """A lab with a hidden test, a file and a folder that everybody may use, and a port where somebody listens.

    They are in /run, which both graders could reach.
    """
    with tempfile.TemporaryDirectory(prefix="lab-targets-", dir="/run") as name, socket.create_server(("", 0)) as port:
        folder = Path(name)
        for path in ("lab/questions/one.py", "lab/lab3/one.py", "lab/mistakes/one/one.py", "file", "results/file"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text("OK_FORMAT = False  # SECRET TEST")
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)
        named = {"lab": folder / "lab", "file": folder / "file", "folder": folder / "results"}
        yield {key: str(path) for key, path in named.items()} | {"port": port.getsockname()[1]}


def graded_by_us(attacks: Attacks) -> dict[str, str]:
    """What each attack does to us, on the questions tokenization and causal_mask."""
    settings = LAB.settings
    limits = replace(settings.limits, import_seconds=2, call_seconds=2, submission_seconds=20, memory_megabytes=512)
    questions = tuple(map(settings.question, ("tokenization", "causal_mask")))
    lab = replace(LAB, settings=replace(settings, questions=questions, limits=limits))
    right = dict(reference(LAB).submission.files)

    with JudgePool(lab) as pool:

        def outcome(module: str, honest: float) -> tuple[str, float]:
            try:
                grade = pool.grade(Submission(right | {PurePosixPath("causal_mask.py"): module.encode()}))
            except JudgeFailed as error:
                return f"no results ({error})", 0
            text, others = str(grade), grade.question("tokenization").passed
            score = grade.question("causal_mask").score
            return verdict(score, honest, text, others), score

        _, honest = outcome(HONEST, 0)
        return {name: outcome(attack["module"], honest)[0] for name, attack in tqdm(attacks.items(), desc="ours")}


def graded_by_otter(attacks: Attacks) -> dict[str, str]:
    """What each attack does to stock otter, with one hidden test of the mask and a test of another function."""
    return {name: otter_outcome(attack["module"]) for name, attack in tqdm(attacks.items(), desc="otter")}


def otter_outcome(module: str) -> str:
    """What an attack does to stock otter."""
    with tempfile.TemporaryDirectory(dir="/run", ignore_cleanup_errors=True) as name, cgroups() as groups:
        folder = Path(name)
        (folder / "out").mkdir()
        (folder / "submission.py").write_text(module + OTHER_QUESTION)
        with zipfile.ZipFile(folder / "autograder.zip", "w") as archive:
            archive.writestr("otter_config.json", json.dumps({"show_stdout": True}))
            archive.writestr("files/.keep", "")
            for question, test in TESTS.items():
                archive.writestr(f"tests/{question}.py", test)
            for path in (LAB.student_release / LAB.settings.package).glob("*.py"):
                archive.write(path, f"files/{LAB.settings.package}/{path.name}")
        environment = os.environ | groups | {"FOLDER": name, "PREFIX": sys.prefix, "SUBMISSION": "submission.py"}
        process = subprocess.Popen(
            ["bash", "-c", INSIDE], env=environment, text=True, errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            output, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return "hangs: no results"
        if process.returncode == 99:
            sys.exit(f"beside_otter: the namespace could not be made:\n{output}")
        try:
            results = (folder / "out" / "results.json").read_text()
            scores = {test["name"].split()[0]: test.get("score", 0) for test in json.loads(results)["tests"]}
        except (OSError, ValueError):
            return "no results"
        mask = sum(score for name, score in scores.items() if name.startswith("causal_mask"))
        left = (folder / "left").read_text() if (folder / "left").exists() else ""
        other = any(name.startswith("double") and score for name, score in scores.items())
        return verdict(mask, 0, results, other, left)


@contextlib.contextmanager
def cgroups() -> Iterator[dict[str, str]]:
    """A pids and a memory cgroup (version 1) for one run, by the name of the variable that has the folder."""
    folders = {
        "PIDS": (Path("/sys/fs/cgroup/pids/beside-otter"), "pids.max", "150"),
        "MEMORY": (Path("/sys/fs/cgroup/memory/beside-otter"), "memory.limit_in_bytes", str(3 << 30)),
    }
    for folder, file, limit in folders.values():
        folder.mkdir(exist_ok=True)
        (folder / file).write_text(limit)
    yield {name: str(folder) for name, (folder, _, _) in folders.items()}
    for folder, _, _ in folders.values():
        with contextlib.suppress(OSError):
            folder.rmdir()


def verdict(score: float, honest: float, text: str, other: bool, left: str = "") -> str:
    """What an attack got: points, secrets, or damage."""
    found = []
    if score > honest:
        found.append(f"gains {score - honest:g} points")
    if any(secret in text for secret in SECRETS):
        found.append("leaks")
    if left:
        found.append("leaves files")
    if not other:
        found.append("costs another question")
    return ", ".join(found) or "holds"


def table(attacks: Attacks, ours: dict[str, str], otters: dict[str, str]) -> str:
    """The page of attacks."""
    version = importlib.metadata.version("otter-grader")
    held = Counter(outcome == "holds" for outcome in otters.values())[True]
    lines = [
        "# The attacks, here and in stock otter",
        "",
        "What can a hostile submission do to this grader, and what to stock otter? Each row is an attack of",
        "`tests/support/attacks.py`, planted into a wrong `make_causal_mask`.",
        "",
        f"Recorded on {datetime.date.today()} by `tools/beside_otter.py`, Python {platform.python_version()}, with",
        f"`otter run` of otter-grader {version}. *holds* means: the grade is that of the same wrong code without the",
        "attack, nothing secret is in the results, nothing is left behind, and the other question keeps its points.",
        f"Here {sum(outcome == 'holds' for outcome in ours.values())} of {len(ours)} hold, in stock otter {held}.",
        "",
        "How to read it:",
        "",
        "- `otter run` ran in namespaces with a limit on processes and memory, which we put around it to protect the",
        "  machine. `otter grade` puts a container around the same process; it was not compared.",
        "- *holds* in the column of stock otter proves little. Some attacks aim at our wire, at our workers or at",
        "  objects that the namespaces hide, and have nothing to attack there.",
        "- *leaks* means: a secret, or what an attack reports after it got through, is in the results.",
        f"- *hangs* means: no results after {SECONDS} seconds.",
        "- The attacks find a lab with a hidden test, a file and a folder that everybody may use, and a port where",
        "  somebody listens. [environments.md](environments.md) records them against all targets, with each layer of",
        "  confinement left out.",
        "",
        "| attack | what holds all the same | here | stock otter |",
        "| --- | --- | --- | --- |",
    ]
    for name, attack in attacks.items():
        lines.append(f"| {name} | {attack['claim']} | {ours[name]} | {otters[name]} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
