"""Pictures of a report for the documentation: `python tools/screenshots.py graded/report.html docs/pictures`.

Needs Chromium.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

COLOURS, SCALE = 96, 0.75
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]


def main(page: Path, folder: Path) -> None:
    """Write report.png and report_students.png into `folder`."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("screenshots: there is no Chromium here: on Debian, apt-get install chromium")
    with sync_playwright() as driver, driver.chromium.launch(executable_path=program, args=FLAGS) as browser:
        write(opened(browser, page, 1620), folder / "report.png")
        view = opened(browser, page, 1300)
        view.locator(".match summary").first.click()
        view.evaluate("document.querySelector('.tall').style.maxHeight = '26rem'")
        view.evaluate("document.getElementById('students-title').scrollIntoView()")
        write(view, folder / "report_students.png")


def opened(browser: Browser, page: Path, height: int) -> Page:
    """The page in a window of this height."""
    view = browser.new_page(viewport={"width": 1200, "height": height})
    view.goto(page.resolve().as_uri())
    return view


def write(view: Page, path: Path) -> None:
    """What the window shows, smaller and with few colours."""
    picture = Image.open(io.BytesIO(view.screenshot())).convert("RGB")
    smaller = picture.resize((round(picture.width * SCALE), round(picture.height * SCALE)), Image.Resampling.LANCZOS)
    smaller.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
