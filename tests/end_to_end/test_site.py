"""The documentation as a site: it is built without a warning, links lead somewhere, it works without a network."""

import pytest
from support.lazy import lazy
from support.scripts import script

browsers = lazy("support.browser")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def build_site():
    return script("tools/build_site.py")


@pytest.fixture(scope="module")
def site(build_site, tmp_path_factory):
    """The pages of the documentation, with empty files in the place of the example pages."""
    for name in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(name, reason=f"there is no {name}: `make site` installs the extra `site`")
    folder = tmp_path_factory.mktemp("site") / "site"
    build_site.write_docs(folder)
    (folder / "examples").mkdir()
    for name in ("notebook", "explorer", "feedback", "report", "desk"):
        (folder / "examples" / f"{name}.html").touch()
    return folder


def test_links_lead_somewhere_and_nothing_is_loaded_from_elsewhere(build_site, site):
    assert build_site.problems(site) == []


def test_the_notebook_is_a_page_that_loads_nothing_from_elsewhere(build_site, tmp_path):
    pytest.importorskip("nbconvert")
    (tmp_path / "notebook.html").write_text(build_site.notebook_page(), encoding="utf-8")
    (tmp_path / "explorer.html").touch()
    assert build_site.problems(tmp_path) == []


def test_the_search_works_without_a_network(browser, site):
    with browser.open(site / "index.html") as view:
        field = view.page.locator("input[name=q]").first
        field.fill("discrimination")
        field.press("Enter")
        view.page.wait_for_selector("ul.search li")
        assert "The page about a class" in view.page.locator("ul.search").inner_text()
        assert view.errors == view.requests == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("page", ["index.html", "docs/architecture.html", "search.html"])
def test_pages_can_be_read_by_everybody(browser, site, page, dark):
    with browser.open(site / page, dark=dark) as view:
        assert view.violations() == []


def test_pages_fit_on_a_phone(browser, site):
    for page in ("index.html", "docs/architecture.html"):
        with browser.open(site / page, browsers.PHONE) as view:
            assert view.overflow() == 0 and view.errors == view.requests == []
