"""The two pictures of the README: `python tools/front_pictures.py feedback.html explorer.html docs/pictures`.

The first page comes from `autograder grade --feedback`, the second from `python -m lab3 explore`. Both are shown in
light mode and in windows of one size. Needs Chromium.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from screenshots import FLAGS, write

SIZE = {"width": 900, "height": 1000}
STATION = "view=walk&station=raw_scores&place=9&column=3"


def main(feedback: Path, explorer: Path, folder: Path) -> None:
    """Write front_feedback.png and front_explorer.png into `folder`."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("front_pictures: there is no Chromium here: on Debian, apt-get install chromium")
    with sync_playwright() as driver, driver.chromium.launch(executable_path=program, args=FLAGS) as browser:
        view = opened(browser, feedback.resolve().as_uri())
        view.locator("details summary").first.click()
        view.evaluate("document.querySelector('.diagnosis').closest('article').scrollIntoView()")
        write(view, folder / "front_feedback.png")
        view = opened(browser, f"{explorer.resolve().as_uri()}#{STATION}")
        view.wait_for_selector("#app:not([hidden])")
        view.wait_for_timeout(300)
        write(view, folder / "front_explorer.png")


def opened(browser: Browser, address: str) -> Page:
    """A page in a window."""
    view = browser.new_page(viewport=SIZE, color_scheme="light")
    view.goto(address)
    return view


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
