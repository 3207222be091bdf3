"""`make dist`: the wheel, the zips for students and for Gradescope, and the site, with one version, into dist/.

The version is that of pyproject.toml. The same sources give the same bytes, except for the site.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import autograder
from autograder.lab import open_lab
from autograder.lib.zips import pack_zip
from autograder.platforms.gradescope.build import build

ROOT = Path(__file__).resolve().parents[1]
LAB = open_lab(ROOT / "assignment")
TOOL = ROOT / "autograder"
OUT = ROOT / "dist"
SITE = ROOT / "build" / "site"
IN_THE_WHEEL = ("pyproject.toml", "README.md", "LICENSE")
LONG_AGO = "315532800"
"""The first second that a zip can name, 1 January 1980."""


def main() -> None:
    """Check that the release is that of the master, and write all files."""
    if not SITE.is_dir():
        sys.exit("make dist: there is no build/site: run `make site` first")
    version = the_version()
    run("autograder", "release", "--check")
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUT, prefix=".dist-") as name:
        new = Path(name)
        write_wheel(new)
        package = LAB.settings.package
        write_student_zip(new / f"{package}-student-{version}.zip", version)
        build(LAB, new / f"{package}-gradescope-{version}.zip")
        pack_zip(SITE, new / f"{package}-site-{version}.zip")
        for path in sorted(new.iterdir()):
            os.replace(path, OUT / path.name)
            print(f"wrote {(OUT / path.name).relative_to(ROOT)}, {(OUT / path.name).stat().st_size:,} bytes")


def the_version() -> str:
    """The version of the project; ends the program where the package names another one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if project["version"] != autograder.__version__:
        sys.exit(f"make dist: pyproject.toml is version {project['version']}, autograder {autograder.__version__}")
    return str(project["version"])


def write_wheel(folder: Path) -> None:
    """Build the wheel from a copy: a `build/` of an earlier one would add files that are gone."""
    with tempfile.TemporaryDirectory(prefix="wheel-") as name:
        sources = Path(name) / "sources"
        shutil.copytree(TOOL, sources / TOOL.name, ignore=shutil.ignore_patterns("__pycache__"))
        for file in IN_THE_WHEEL:
            shutil.copyfile(ROOT / file, sources / file)
        for path in sources.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        run("pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(sources))


def write_student_zip(path: Path, version: str) -> None:
    """The students' tree with a file VERSION in it."""
    with tempfile.TemporaryDirectory(prefix="student-") as name:
        tree = shutil.copytree(LAB.student_release, Path(name) / "tree")
        (tree / "VERSION").write_text(f"{version}\n", encoding="utf-8")
        pack_zip(tree, path)


def run(*module: str) -> None:
    """Run a module of this Python; ends the program where it fails."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": LONG_AGO}
    if code := subprocess.run([sys.executable, "-m", *module], cwd=ROOT, env=environment).returncode:
        sys.exit(f"make dist: {module[0]} ended with exit code {code}")


if __name__ == "__main__":
    main()
