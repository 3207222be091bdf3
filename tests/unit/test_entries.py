"""Entries of the catalogue that begin with a submission: their code, what a person completes, and what is refused."""

import ast
import json
from pathlib import Path, PurePosixPath

import pytest
from support.lab import LAB, SETTINGS, reference, starter, with_files

from autograder.authoring.entries.draft import catching, entry_file, shortest_draft
from autograder.authoring.entries.own_code import own_code
from autograder.cli.main import main
from autograder.grading.cases.case import Case
from autograder.grading.diagnosis.catalogue import read_mistake
from autograder.grading.diagnosis.splice import apply_variant, replace_cells
from autograder.lab import open_lab
from autograder.lib.errors import CatalogueError, InputError

HEAD, ONE_LINE = SETTINGS.question("attention"), "return torch.softmax(scores + mask, dim=-1)"
HELPED = '''        # mine
        return mixed(self, scores + mask)  # "why"'''
HELPERS = '''
import math as maths
LOWER, OTHER = -1, 0


def mixed(head, scores):
    """Why."""
    return torch.softmax(head.scale(scores), dim=LOWER) * maths.e


def unused():
    return OTHER
'''
PATTERN = "3fa9c1d20b7e"


def changed(module, *pairs, more=""):
    """The reference with other text in a module."""
    source = reference().files[PurePosixPath(f"{module}.py")].decode()
    for old, new in pairs:
        assert old in source
        source = source.replace(old, new)
    return with_files({f"{module}.py": source + more})


def names(code):
    return [getattr(node, "name", ast.unparse(node)) for node in ast.parse(code).body]


def test_only_what_differs_is_kept_without_comments_and_docstrings():
    own = own_code(changed("attention", (ONE_LINE, f"# odd\n        {ONE_LINE} * 2")), LAB, HEAD)
    (kept,) = ast.parse(own.code).body
    assert (own.module, own.cell, own.left_out) == ("attention", "", ())
    assert [method.name for method in kept.body] == ["attention_weights"]
    assert "#" not in own.code and '"""' not in own.code and own.code.endswith("dim=-1) * 2")


def test_helpers_imports_and_constants_come_along_and_other_questions_stay_ours():
    method = "    def scale(self, scores):\n        return scores\n\n    def forward(self, x: Tensor) -> Tensor:\n"
    other_question = ("head(x) for head in self.heads", "head(x) * 3 for head in self.heads")
    submission = changed("attention", (f"        {ONE_LINE}", HELPED), other_question, more=HELPERS)
    source = submission.files[PurePosixPath("attention.py")].decode()
    first = source.index("    def forward(self, x: Tensor)")
    source = source[:first] + method + source[source.index("\n", first) + 1 :]
    own = own_code(with_files({"attention.py": source}), LAB, HEAD)
    assert names(own.code) == ["BareBonesAttentionHead", "import math as maths", "LOWER, OTHER = (-1, 0)", "mixed"]
    assert [method.name for method in ast.parse(own.code).body[0].body] == ["attention_weights", "scale"]
    both = apply_variant(reference(), own.module, own.cell, own.code)
    spliced = both.files[PurePosixPath("attention.py")].decode()
    assert "def mixed" in spliced and "* 3" not in spliced


def test_a_given_part_that_a_student_changed_comes_along():
    given = ("self.head_dim = head_dim", "self.head_dim = 1")
    own = own_code(changed("attention", (ONE_LINE, f"{ONE_LINE} * 2"), given), LAB, HEAD)
    assert [method.name for method in ast.parse(own.code).body[0].body] == ["__init__", "attention_weights"]


def test_a_cell_of_the_notebook_comes_with_what_it_needs_from_added_cells():
    name = "mlp_output"
    notebook = replace_cells(reference().notebook, {name: "# odd\nmlp_output = half(mlp_hidden)\nmlp_logits = 1"})
    content = json.loads(notebook)
    added = {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "execution_count": None}
    content["cells"].append(added | {"source": "def half(t):\n    return t / 2\nprint(3)"})
    submission = with_files({})
    submission = type(submission)(submission.files, json.dumps(content).encode())
    own = own_code(submission, LAB, SETTINGS.question("trace_mlp"))
    assert (own.module, own.cell) == ("", name)
    assert own.code == "def half(t):\n    return t / 2\nmlp_output = half(mlp_hidden)\nmlp_logits = 1"


@pytest.mark.parametrize(("source", "sentence"), [
    ("def f(:\n", "its attention.py is not Python, line 1"), ("\x00", "is not Python"), ("(" * 9000, "is not Python"),
    ("#" * 70_000, "more than 60,000 bytes"), ("", "it has no attention.py"),
])  # fmt: skip
def test_code_that_cannot_be_read_is_refused_in_a_sentence(source, sentence):
    with pytest.raises(InputError, match=sentence) as refused:
        own_code(with_files({"attention.py": source}), LAB, HEAD)
    assert "\n" not in str(refused.value)


def test_code_that_does_not_differ_or_takes_a_word_of_entries_is_refused():
    with pytest.raises(InputError, match="does not differ"):
        own_code(reference(), LAB, HEAD)
    with pytest.raises(InputError, match="defines SOURCE"):
        own_code(changed("attention", (ONE_LINE, f"{ONE_LINE} * SOURCE"), more="\nSOURCE = f()\n"), LAB, HEAD)
    with pytest.raises(InputError, match="it has no notebook"):
        own_code(type(starter())({}), LAB, SETTINGS.question("trace_mlp"))


def test_nothing_of_a_submission_is_run(tmp_path):
    trap = f"\nopen({str(tmp_path / 'run')!r}, 'w')\n"
    for more in (trap, f"\nclass Odd:{trap.replace(chr(10), chr(10) + '    ')}\n"):
        own_code(changed("attention", (ONE_LINE, f"{ONE_LINE} * 2"), more=more), LAB, HEAD)
    assert not (tmp_path / "run").exists()


def test_the_case_that_is_there_for_it_is_short_hidden_and_has_many_points():
    def case(name, points, hidden, parameters=("lab",)):
        return Case(name, points, hidden, "", parameters, None)

    cases = [case("public", 5, False), case("small", 1, True), case("large", 2, True), case("also", 2, True)]
    long = case("long", 9, True, ("lab", "data"))
    assert catching([*cases, long]).name == "large" and catching([cases[0], long]).name == "public"


@pytest.fixture
def desk(tmp_path):
    """The lab with an empty catalogue, a class of three that fails in the same way, and its submissions."""
    root = tmp_path / "assignment"
    root.mkdir()
    for part in LAB.root.iterdir():
        if part != LAB.mistakes:
            (root / part.name).symlink_to(part)
    (tmp_path / "student_release").symlink_to(LAB.student_release)
    work = {
        "ada": changed("attention", (ONE_LINE, f"weights = {ONE_LINE[7:]}\n        return weights * 2")),
        "ben": changed("attention", (ONE_LINE, f"{ONE_LINE} * 2")),
        "cy": with_files({"attention.py": "def f(:"}),
    }
    for name, submission in work.items():
        submission.write_to(tmp_path / "handed_in" / name, SETTINGS.package, SETTINGS.notebook)
        write_results(tmp_path / "graded" / "results" / f"{name}.json", name)
    return tmp_path


def write_results(path, name, case="scores are scaled by the square root of head_dim"):
    questions = {q.id: {"score": q.points, "max_score": q.points, "diagnoses": []} for q in SETTINGS.questions}
    questions["attention"] |= {"score": 1, "pattern": PATTERN}
    cases = [{"name": case, "hidden": True, "points": 2, "passed": False}]
    note = {"name": name, "key": "0", "status": "graded", "attempts": 1}
    extra = {"questions": questions, "cases": {"attention": cases}, "batch": note}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"extra_data": extra}))


def new(desk, *arguments, group="attention-3f"):
    folders = [str(desk / "graded"), "--submissions", str(desk / "handed_in")]
    return main(["mistakes", "new", group, *folders, "--lab", str(desk / "assignment"), *arguments])


def test_a_group_becomes_a_file_that_is_refused_until_a_person_completes_it(desk, capsys):
    assert new(desk, "--name", "doubled") == 0
    path = open_lab(desk / "assignment").mistakes / "attention" / "doubled.py"
    said = capsys.readouterr().out
    assert f"wrote {path} from the submission of ben: read it before you run anything" in said
    assert "autograder verify" in said and "autograder release" in said
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Written from a submission: read it before you run anything.\n")
    assert text.count("TODO:") == 3 and "- scores are scaled by the square root of head_dim\n" in text
    with pytest.raises(CatalogueError, match="has an unfinished title"):
        read_mistake(path, HEAD)
    lines = text.split("\n")
    lines[1] = '"""the weights are doubled'
    path.write_text("\n".join(lines))
    with pytest.raises(CatalogueError, match="has an unfinished hint"):
        read_mistake(path, HEAD)
    path.write_text("\n".join([*lines[:3], "Print a row. Reread part 4.", *lines[lines.index('"""') :]]))
    mistake = read_mistake(path, HEAD)
    assert (mistake.title, mistake.hint) == ("the weights are doubled", "Print a row. Reread part 4.")
    assert mistake.caught_by == "scores are scaled by the square root of head_dim"
    spliced = apply_variant(reference(), mistake.module, mistake.cell, mistake.code)
    assert b"dim=-1) * 2" in spliced.files[PurePosixPath("attention.py")]


def test_a_file_is_not_overwritten(desk, capsys):
    assert new(desk) == 0
    path = desk / "assignment" / "mistakes" / "attention" / f"group_{PATTERN}.py"
    path.write_text("mine")
    assert new(desk) == 2 and "exists already" in capsys.readouterr().err
    assert path.read_text() == "mine"


@pytest.mark.parametrize(("change", "arguments", "sentence"), [
    (None, ["--name", "../../odd"], "use letters, digits and _"),
    ("handed_in", [], "has none of the submissions of attention-3fa9c1d20b7e"),
    ("cases", [], "have changed since the class was graded"),
    ("broken", [], "no entry can be written from the submission ada: its attention.py is not Python, line 1"),
    ("release", [], "run `autograder release` first"),
])  # fmt: skip
def test_what_cannot_be_used_is_one_sentence(desk, capsys, change, arguments, sentence):
    if change == "handed_in":
        for name in ("ada", "ben", "cy"):
            (desk / "handed_in" / name).rename(desk / "handed_in" / f"other_{name}")
    elif change == "cases":
        for name in ("ada", "ben", "cy"):
            write_results(desk / "graded" / "results" / f"{name}.json", name, case="an old one")
    elif change == "broken":
        for path in (desk / "handed_in").glob("*/*/attention.py"):
            path.write_text("def f(:")
    elif change == "release":
        (desk / "student_release").unlink()
    assert new(desk, *arguments) == 2
    said = capsys.readouterr()
    assert sentence in said.err and said.err.count("\n") == 1 and said.out == ""
    assert not (desk / "assignment" / "mistakes").exists()


def test_a_group_that_is_not_there_is_one_sentence(desk, capsys):
    assert new(desk, group="mlp") == 2
    assert "there is no group mlp" in capsys.readouterr().err


def test_names_of_cases_cannot_leave_the_docstring():
    case = Case('a """ \\ name', 1, True, "", ("lab",), None)
    from autograder.authoring.entries import draft

    own = own_code(changed("attention", (ONE_LINE, f"{ONE_LINE} * 2")), LAB, HEAD)
    tree = ast.parse(draft.Draft(HEAD, "ada", own, (case,)).text)
    assert ast.get_docstring(tree).endswith('- a """ \\ name')
    assert ast.literal_eval(tree.body[1].value) == case.name


def test_a_cell_is_named_in_the_entry(tmp_path):
    question = SETTINGS.question("trace_mlp")
    notebook = replace_cells(reference().notebook, {"mlp_next": "mlp_next_ids = mlp_logits.argmax(dim=0)"})
    submission = type(reference())(reference().files, notebook)
    failed = {"output, logits and guesses have the right values"}
    path: Path = tmp_path / "entry.py"
    path.write_text(shortest_draft(LAB, question, failed, [("ada", submission)]).text.replace("TODO:", "Done:"))
    assert read_mistake(path, question).cell == "mlp_next"
    assert entry_file(LAB, question, "brand_new") == LAB.mistakes / "trace_mlp" / "brand_new.py"
