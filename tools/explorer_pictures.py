"""Pictures of the explorer: `python tools/explorer_pictures.py explorer.html FOLDER`.

A picture of each station, of each view, of what-ifs, of the large mode and of a phone, as a window shows them. Needs
Chromium. `--few` writes those of the documentation only, smaller and with few colours. One of them, explore_page.png,
belongs into assignment/lab3/: the notebook displays it.
"""

import argparse
import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]
DESKTOP, PHONE, PROJECTOR = (1200, 800), (360, 740), (1600, 1000)
COLOURS, SCALE = 256, 0.75
FEW = {
    "explore_page": ("view=walk&station=raw_scores&place=9&column=3", (1200, 790), False),
    "explorer_attention": ("view=attention&place=15&head=2", (1200, 860), False),
    "explorer_what_if": ("view=what-if&without=mask&weights=unmasked&text=The+cat+sat.", (1200, 760), False),
}
"""By name: what is shown, the window's size, and whether it is dark."""
VIEWS = {
    "guesses": ("place=5", DESKTOP, False),
    "all_stations": ("view=walk&all=true", DESKTOP, False),
    "what_if_positions": ("view=what-if&without=positions", DESKTOP, False),
    "what_if_head": ("view=what-if&without=head_2", DESKTOP, False),
    "write": ("view=write", DESKTOP, False),
    "training": ("view=training&weights=8", DESKTOP, False),
    "tasks": ("view=tasks", DESKTOP, False),
    "dark": ("view=walk&station=masked_scores&place=9&column=3", DESKTOP, True),
    "large": ("view=attention&place=15&head=2&large=true", PROJECTOR, False),
    "phone_guesses": ("", PHONE, False),
    "phone_walk": ("view=walk&station=weights&place=9", PHONE, False),
    "phone_attention": ("view=attention&place=15", PHONE, True),
}


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--few", action="store_true")
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("explorer_pictures: there is no Chromium here: on Debian, apt-get install chromium")
    options.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver, driver.chromium.launch(executable_path=program, args=FLAGS) as browser:
        wanted = FEW if options.few else FEW | VIEWS | stations(browser, options.page)
        for name, (shown, size, is_dark) in wanted.items():
            picture = picture_of(browser, options.page, shown, size, is_dark)
            write(picture, options.folder / f"{name}.png", options.few)


def stations(browser: Browser, page: Path) -> dict[str, tuple[str, tuple[int, int], bool]]:
    """One picture for each station that the page offers."""
    view = browser.new_page()
    view.goto(page.resolve().as_uri())
    view.wait_for_selector("#app:not([hidden])")
    names = view.eval_on_selector_all(
        "#panel-walk select >> nth=0 >> option", "options => options.map((it) => it.value)"
    )
    return {
        f"station_{number:02}_{name}": (f"view=walk&station={name}&place=9&column=3", DESKTOP, False)
        for number, name in enumerate(names, start=1)
    }


def picture_of(browser: Browser, page: Path, shown: str, size: tuple[int, int], is_dark: bool) -> Image.Image:
    """What a window shows of the page at an address."""
    with browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if is_dark else "light"
    ) as context:
        view = context.new_page()
        view.goto(f"{page.resolve().as_uri()}#{shown}")
        view.wait_for_selector("#app:not([hidden])")
        if "view=write" in shown:
            for _ in range(2):
                view.click("text=write 20")
        if "what-if" in shown:
            view.click("button:has-text('let both write')")
        view.wait_for_timeout(4000 if "training" in shown else 300)
        return Image.open(io.BytesIO(view.screenshot())).convert("RGB")


def write(picture: Image.Image, path: Path, is_small: bool) -> None:
    """Write a PNG."""
    if is_small:
        size = (round(picture.width * SCALE), round(picture.height * SCALE))
        picture = picture.resize(size, Image.Resampling.LANCZOS).quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)


if __name__ == "__main__":
    main()
