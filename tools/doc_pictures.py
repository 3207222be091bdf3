"""Every picture of pages in this documentation: `python tools/doc_pictures.py`, which takes some minutes.

It grades a made-up class and three submissions, writes the explorer's page, and photographs what comes out, for
docs/pictures and the README. Needs Chromium. `tools/explorer_pictures.py` has more of the explorer.
"""

import io
import shutil
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

import build_site
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from autograder.authoring.verification import samples
from autograder.grading.diagnosis.catalogue import load_catalogue
from autograder.grading.submission.read import Submission
from autograder.lab import open_lab

ROOT = Path(__file__).resolve().parents[1]
LAB = open_lab(ROOT / "assignment")
PICTURES = ROOT / "docs" / "pictures"
STUDENTS, COPIES = 200, 5
MISTAKES = {"causal_mask": "sees_one_ahead", "generation": "temperature_multiplied"}
STATION = "view=walk&station=raw_scores&place=9&column=3"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]
run = partial(build_site.run, who="doc_pictures")
COLOURS, SCALE = 96, 0.75
"""How many colours a picture has, and its size in that of the window: small files, and sharp enough."""


def main() -> None:
    """Make the pages, and write their pictures."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("doc_pictures: there is no Chromium here: on Debian, apt-get install chromium")
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        folder = Path(name)
        write_report(folder)
        write_feedback(folder)
        run(["lab3", "explore", "--no-browser", "--out", str(folder / "explorer.html")], LAB.root)
        with sync_playwright() as driver, driver.chromium.launch(executable_path=program, args=FLAGS) as browser:
            of_report(browser, folder / "graded" / "report.html")
            of_feedback(browser, folder / "three" / "feedback")
            of_explorer(browser, folder / "explorer.html")


def write_report(folder: Path) -> None:
    """Grade a made-up class, and write the page about it, `graded/report.html`."""
    handed_in, graded = str(folder / "submissions"), str(folder / "graded")
    run(["autograder", "simulate", "--out", str(folder), "--students", str(STUDENTS), "--copies", str(COPIES)])
    run(["autograder", "batch", handed_in, "--out", graded])
    run(["autograder", "report", graded, "--similarity", handed_in])


def write_feedback(folder: Path) -> None:
    """Grade one student who understood two things wrongly, one who has just begun, and one with everything right."""
    everything = samples.reference(LAB).submission
    handed_in = {"ben": with_mistakes(everything), "eve": samples.starter(LAB).submission, "ada": everything}
    for name, submission in handed_in.items():
        package = folder / "handed_in" / name / LAB.settings.package
        package.mkdir(parents=True)
        for path, content in submission.files.items():
            (package / path).write_bytes(content)
        if submission.notebook:
            (package.parent / LAB.settings.notebook).write_bytes(submission.notebook)
    run(["autograder", "batch", str(folder / "handed_in"), "--out", str(folder / "three")])


def with_mistakes(submission: Submission) -> Submission:
    """A submission with the mistakes of `MISTAKES`, each in the module of its question."""
    known = {mistake.id: mistake for mistake in load_catalogue(LAB)}
    changed = {}
    for question, name in MISTAKES.items():
        module = PurePosixPath(f"{question}.py")
        changed[module] = samples.mistaken(LAB, known[f"{question}/{name}"]).submission.files[module]
    return replace(submission, files=submission.files | changed)


def of_report(browser: Browser, page: Path) -> None:
    """The top of the report, and its students with a pair that is alike."""
    write(opened(browser, page, (1200, 1620)), "report")
    view = opened(browser, page, (1200, 1300))
    view.locator(".match summary").first.click()
    view.evaluate("document.querySelector('.tall').style.maxHeight = '26rem'")
    view.evaluate("document.getElementById('students-title').scrollIntoView()")
    write(view, "report_students")


def of_feedback(browser: Browser, folder: Path) -> None:
    """The three feedback pages, and a diagnosis alone for the README."""
    write(opened(browser, folder / "ben.html", (900, 2000)), "feedback_mistake")
    write(opened(browser, folder / "ada.html", (900, 2000)), "feedback_right")
    write(opened(browser, folder / "eve.html", (360, 800), dark=True), "feedback_unfinished")
    view = opened(browser, folder / "ben.html", (900, 1000))
    view.locator("details summary").first.click()
    view.evaluate("document.querySelector('.diagnosis').closest('article').scrollIntoView()")
    write(view, "front_feedback")


def of_explorer(browser: Browser, page: Path) -> None:
    """One station of the explorer, for the README."""
    view = opened(browser, page, (900, 1000), STATION)
    view.wait_for_selector("#app:not([hidden])")
    view.wait_for_timeout(300)
    write(view, "front_explorer")


def opened(browser: Browser, page: Path, size: tuple[int, int], state: str = "", dark: bool = False) -> Page:
    """A page in a window of this width and height."""
    width, height = size
    view = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
        device_scale_factor=2 if width < 500 else 1,
    )  # fmt: skip
    view.goto(f"{page.resolve().as_uri()}#{state}")
    return view


def write(view: Page, name: str) -> None:
    """What the window shows, smaller and with few colours."""
    picture = Image.open(io.BytesIO(view.screenshot())).convert("RGB")
    smaller = picture.resize((round(picture.width * SCALE), round(picture.height * SCALE)), Image.Resampling.LANCZOS)
    smaller.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
    print(f"wrote {PICTURES / name}.png", flush=True)


if __name__ == "__main__":
    main()
