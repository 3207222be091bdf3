"""The Markdown that Gradescope shows: it reads as it was meant, whatever a submission has put into it."""

import pytest
from markdown_it import MarkdownIt
from support.lazy import lazy

from autograder.grading.grade import CaseResult, Diagnosis, Matrix, QuestionResult

markdown = lazy("autograder.platforms.gradescope.markdown")
RENDERER = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
HOSTILE = [
    "<script>alert(1)</script>", "</code><img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
    "![x](http://a/b.png)", "``` \n# big\n```", "~~~\n# big", "| a | b |\n| - | - |\n| 1 | 2 |", "$$\\href{x}{y}$$",
    "# heading",
    "big\n===", "- list", "  1. list", "1) list", "*bold* _it_ ~~gone~~", "&lt;b&gt;", "a\n\n    code", "> quote",
    "\\*",
    "``x`<b>`y``", "***", "---",
]  # fmt: skip


def text_of(html):
    """What a reader sees of HTML that has no markup but paragraphs and code."""
    for tag in ("p", "code", "pre", "strong"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html, html
    for name, letter in {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}.items():
        html = html.replace(name, letter)
    return html


@pytest.mark.parametrize("text", HOSTILE)
def test_an_escaped_text_reads_as_it_is(text):
    line = " ".join(text.split())
    assert text_of(RENDERER.render(markdown.escaped(line))).strip() == line


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_in_a_message_is_code(text):
    case = CaseResult("a case", 1, False, False, message=text)
    html = RENDERER.render(markdown.question_markdown(QuestionResult("mlp", "MLP", 1, (case,))))
    head, _, code = html.partition("<pre><code>")
    assert text_of(head).strip() == "✗ a case (0 of 1)"
    assert text_of("<pre><code>" + code).strip("\n") == text.strip("\n")


def test_only_what_stands_between_backticks_is_code_in_a_hint():
    assert RENDERER.render(markdown.marked("Print `a_b[0]`: <b> is *not* bold, ` is one.")) == (
        "<p>Print <code>a_b[0]</code>: &lt;b&gt; is *not* bold, ` is one.</p>\n"
    )


def test_what_was_misunderstood_comes_first():
    diagnosis = Diagnosis("mlp/x", "nothing `learns`", "Look.")
    question = QuestionResult("mlp", "MLP", 1, (CaseResult("a case", 1, False, False),), ("make_mask",), (diagnosis,))
    text = markdown.question_markdown(question)
    assert text.startswith("**→ It looks as if nothing `learns`.**\n\nLook.")
    assert text.endswith("Graded with our `make_mask`, because yours is not right yet.")


def matrix(yours):
    expected = ((0.0, -1e9), (0.0, 0.0))
    labels = ("0", "|"), ("0", "<1>")
    return Matrix("causal_mask", "`make_causal_mask(2)`", "Row: the query.", *labels, (-1e9, 0.0), yours, expected)


def test_a_matrix_is_a_table_and_what_differs_is_bold():
    html = RENDERER.render(markdown.matrix_markdown(matrix(((0.0, -1e9), (-1e9, float("nan"))))))
    assert html.count("<table>") == 2 and "in bold are not as expected" in html
    assert '<td style="text-align:right"><strong>nan</strong></td>' in html and "&lt;1&gt;" in html
    assert "<td>|</td>" in html
    same = RENDERER.render(markdown.matrix_markdown(matrix(((0.0, -1e9), (0.0, 0.0)))))
    assert same.count("<table>") == 1 and "bold" not in same
    alone = RENDERER.render(markdown.matrix_markdown(matrix(((0.0, 1.0), (0.0, 0.0))), compared=False))
    assert alone.count("<table>") == 1 and "expected" not in alone


def test_long_lines_of_a_message_are_broken():
    lines = markdown.fenced("a long sentence " * 20).split("\n")
    assert max(map(len, lines)) <= 100 and len(lines) > 4
