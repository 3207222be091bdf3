"""The browser in which pages are tested sees what is wrong with one."""

import pytest
from support.lazy import lazy

browsers = lazy("support.browser")

pytestmark = pytest.mark.slow

PAGE = """<!DOCTYPE html><html lang="en"><head><title>A page</title></head>
<body><main><h1>A page</h1>{}</main></body></html>"""


@pytest.fixture
def write(tmp_path):
    def page(body):
        (tmp_path / "page.html").write_text(PAGE.format(body))
        return tmp_path / "page.html"

    return page


def test_a_page_without_faults_has_none(browser, write):
    for dark in (False, True):
        with browser.open(write("<p>Fine.</p>"), dark=dark) as view:
            assert view.errors == view.requests == view.violations() == [] and view.overflow() == 0
            assert view.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == dark


def test_what_a_page_asks_of_the_network_is_stopped_and_noted(browser, write):
    body = "<img alt='' src='http://127.0.0.1:1/a.png'><script>fetch('https://b.invalid/c')</script>"
    with browser.open(write(body)) as view:
        view.page.wait_for_load_state("networkidle")
        assert set(view.requests) == {"http://127.0.0.1:1/a.png", "https://b.invalid/c"}


def test_errors_low_contrast_and_wide_pages_are_found(browser, write, tmp_path):
    body = "<p style='color: #bbb; width: 500px'>grey</p><script>console.error('oh'); missing()</script>"
    with browser.open(write(body), browsers.PHONE) as view:
        assert view.errors == ["oh", "missing is not defined"] and view.overflow() == 500 + 8 - 360
        (violation,) = view.violations()
        assert violation.startswith("color-contrast") and "grey" in violation
        view.screenshot(tmp_path / "page.png")
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
