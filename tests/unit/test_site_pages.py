"""The site of `make site`: what is in its navigation, and which faults of its pages are found."""

import zipfile

import pytest
from support.lab import ROOT
from support.scripts import script

conf, build_site, build_dist = map(script, ("docs/conf.py", "tools/build_site.py", "tools/build_dist.py"))


def test_every_page_of_the_documentation_is_in_the_navigation_once():
    listed = [page for pages in conf.navigation().values() for _, page in pages]
    pages = [
        path.relative_to(ROOT).with_suffix("").as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
    ]
    assert sorted(listed) == sorted({*pages, "student_release/README"} - {conf.root_doc})


def test_the_navigation_is_in_the_order_of_the_contents():
    assert list(conf.navigation())[1:3] == ["Try it", "Teach with it"]
    assert conf.navigation()["Teach with it"][:2] == [("The handout", "student_release/README"), ("", "docs/git-hosts")]


def test_the_first_page_has_a_diagram_that_needs_no_script():
    source = [(ROOT / "README.md").read_text(encoding="utf-8")]
    assert "```mermaid" in source[0]
    conf.prepare(None, "README", source)
    assert "```mermaid" not in source[0] and "--autograder release-->" in source[0]
    assert source[0].count("```{toctree}") == len(conf.navigation())


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<a href="other.html#here">fine</a> <a href="#top">fine</a> <a href="https://a.example/">fine</a>', ""),
        ('<a href="none.html">gone</a>', "a.html links to none.html, which is not there"),
        ('<a href="other.html#gone">gone</a>', "a.html links to other.html#gone, which is not there"),
        ('<img src="none.png">', "a.html links to none.png, which is not there"),
        ('<script src="https://a.example/x.js"></script>', "a.html loads https://a.example/x.js"),
        ('<link rel="stylesheet" href="//a.example/x.css">', "a.html loads //a.example/x.css"),
    ],
)
def test_faults_of_pages_are_found(tmp_path, body, problem):
    (tmp_path / "a.html").write_text(f'<h1 id="top">A</h1>{body}')
    (tmp_path / "other.html").write_text('<h1 id="here">B</h1>')
    assert build_site.problems(tmp_path) == [problem] * bool(problem)


def test_all_files_of_a_version_name_it(tmp_path):
    version = build_dist.the_version()
    assert version == conf.release
    for name in ("a.zip", "b.zip"):
        build_dist.write_student_zip(tmp_path / name, version)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert packed.read("VERSION").decode() == f"{version}\n"
