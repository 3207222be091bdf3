"""The workflow that students' repositories carry, as far as it runs without GitHub."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from support.lab import LAB, ROOT, copy_of

from autograder.lib.zips import pack_zip

WORKFLOW = Path(".github") / "workflows" / "check.yml"
JOB = yaml.safe_load((LAB.root / "handout" / WORKFLOW).read_text(encoding="utf-8"))["jobs"]["check"]
STEPS = {step.get("name", step.get("uses")): step for step in JOB["steps"]}


def test_students_get_the_workflow_in_their_folder_and_in_the_zip(tmp_path):
    pack_zip(LAB.student_release, tmp_path / "student.zip")
    wanted = (LAB.root / "handout" / WORKFLOW).read_bytes()
    assert (LAB.student_release / WORKFLOW).read_bytes() == wanted
    with zipfile.ZipFile(tmp_path / "student.zip") as archive:
        assert archive.read(WORKFLOW.as_posix()) == wanted


def test_it_runs_on_a_push_with_few_rights_and_an_end():
    workflow = yaml.safe_load((LAB.student_release / WORKFLOW).read_text(encoding="utf-8"))
    assert "push" in workflow[True]  # YAML 1.1 reads the key `on` as true
    assert workflow["permissions"] == {"contents": "read"}
    assert list(workflow["jobs"]) == ["check"] and JOB["timeout-minutes"] <= 15
    assert JOB["runs-on"] != "ubuntu-latest"


def test_actions_are_github_s_own_with_their_version():
    actions = [step["uses"] for step in JOB["steps"] if "uses" in step]
    assert [action.partition("@")[0] for action in actions] == ["actions/checkout", "actions/setup-python"]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in actions)
    python = STEPS["actions/setup-python@v6"]["with"]
    assert python == {"python-version": "3.12", "cache": "pip", "cache-dependency-path": "requirements.txt"}
    assert (LAB.student_release / python["cache-dependency-path"]).exists()


def test_the_cpu_build_of_torch_comes_before_the_other_requirements():
    torch, others = STEPS["Install"]["run"].splitlines()
    assert torch == "pip install torch --index-url https://download.pytorch.org/whl/cpu"
    assert others == "pip install -r requirements.txt"


def run_step(name: str, folder: Path) -> int:
    """Run a step as GitHub does where it says `shell: bash`; returns its exit code."""
    assert STEPS[name]["shell"] == "bash"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True).returncode


@pytest.mark.slow
@pytest.mark.parametrize(("name", "passes"), [("skeleton", False), ("solution", True)])
def test_the_tests_run_and_the_summary_says_how_it_went(name, passes, tmp_path):
    folder = copy_of(LAB.student_release, tmp_path / "repository")
    if passes:
        shutil.copytree(LAB.solutions / "lab3", folder / "lab3", dirs_exist_ok=True)
        shutil.copy(LAB.solutions / LAB.settings.notebook, folder)
    assert (run_step("Public tests", folder) == 0) == passes
    assert STEPS["Summary"]["if"] == "always()" and run_step("Summary", folder) == 0
    summary = (folder / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("## Public tests\n~~~~text\n   question           file   ")
    assert ("✗" in summary) != passes and "public tests: " in summary


def test_the_summary_says_so_where_no_test_has_been_run(tmp_path):
    assert run_step("Summary", tmp_path) == 0
    assert "have not been run" in (tmp_path / "summary.md").read_text()


def test_the_snippet_for_other_hosts_is_yaml_and_runs_the_same_commands():
    page = (ROOT / "docs" / "git-hosts.md").read_text(encoding="utf-8")
    job = yaml.safe_load(page.partition("```yaml\n")[2].partition("```")[0])["check"]
    assert job["script"] == [*STEPS["Install"]["run"].splitlines(), "python -m checks"]
