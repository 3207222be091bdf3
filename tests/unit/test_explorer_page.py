"""The explorer's page: built from its sources, and with nothing in it that could come from elsewhere."""

import re

import pytest
from support.lazy import lazy
from support.scripts import script

explore = lazy("lab3.explore")


@pytest.fixture(scope="module")
def builder():
    return script("tools/build_explorer.py")


def test_the_page_in_the_lab_is_that_of_the_sources(builder):
    assert builder.PAGE.read_text(encoding="utf-8") == builder.page(), "run `python tools/build_explorer.py`"


def test_the_page_loads_nothing(builder):
    page = builder.page()
    assert not re.search(r"(?:src|href)=|@import|url\(|https?://(?!www\.w3\.org/2000/svg)", page)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy


def test_a_module_comes_after_those_that_it_imports(builder, tmp_path):
    (tmp_path / "a.js").write_text('import { two } from "./b.js";\n\nexport const one = two - 1;\n')
    (tmp_path / "b.js").write_text("export const two = 2;\n")
    script = builder.bundle(tmp_path)
    assert script.index("const two = 2") < script.index("const one = two - 1")
    assert "import" not in script and "export" not in script


def test_two_modules_with_one_name_are_refused(builder, tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.js").write_text("const same = 1;\n")
    with pytest.raises(ValueError, match=r"same is in a\.js and in b\.js"):
        builder.bundle(tmp_path)


def test_no_text_ends_the_data(tmp_path):
    explore.write_explorer({"text": "</script><script>alert(1)</script>"}, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page and r"\u003c/script>" in page
