"""What is said to have been misunderstood: each mistake alone, two at a time, and nothing where nothing is known."""

import json
from functools import cache

import pytest
from support.lab import IDS, LAB, SETTINGS, mistakes
from support.lazy import lazy

from autograder.grading.diagnosis.splice import replace_definitions
from autograder.grading.grade import Grade, QuestionResult
from autograder.grading.results.schema import results_of
from autograder.grading.results.sentences import question_text

torch = lazy("torch")
cases = lazy("autograder.grading.cases.case")
changed = lazy("autograder.grading.diagnosis.changed_lab")
diagnosis = lazy("autograder.grading.diagnosis.diagnose")
harness = lazy("autograder.checks.mistakes")
observe = lazy("autograder.grading.cases.observe")
precomputed = lazy("autograder.grading.diagnosis.precomputed")
recording = lazy("autograder.checks.recording")
reference_of = lazy("autograder.grading.cases.reference")
signatures = lazy("autograder.authoring.release.signatures")


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@cache
def plans():
    """The cells that questions need, in the solution's notebook."""
    return changed.solution_plans(LAB)


@cache
def diagnostician():
    """One that knows how every mistake behaves."""
    return diagnosis.Diagnostician(LAB, plans(), precomputed.load_precomputed(LAB))


def observations(question, modules, cells=None):
    """What the cases of a question see of the reference with these changes; long cases are left out."""
    with changed.changed_lab(LAB, modules, cells or {}, plans()) as lab:
        seen = {}
        for case in cases.load_cases(LAB.test_file(question)):
            if not case.is_long:
                lab.seed()
                seen[case.name] = observe.observe(case, lab, reference_of.reference_view(LAB))
    return seen


def diagnosed(question, modules, cells=None):
    found = diagnostician().diagnose(SETTINGS.question(question), observations(question, modules, cells))
    return [diagnosis.id for diagnosis in found]


PAIRS = (
    ("tokenization/utf8_bytes", "tokenization/decodes_to_a_list"),
    ("tokenization/ids_as_int32", "tokenization/decodes_to_a_list"),
    ("objective/targets_not_shifted", "objective/loss_summed"),
    ("objective/inputs_and_targets_swapped", "objective/loss_in_bits"),
    pytest.param(("mlp/no_relu", "mlp/residual_added"), marks=pytest.mark.slow),
    ("attention/not_scaled", "attention/key_as_value"),
    ("attention/scaled_by_emb_dim", "attention/weights_transposed"),
    ("attention/no_mask", "attention/weights_transposed"),
    ("generation/temperature_ignored", "generation/prompt_dropped"),
    ("trace_mlp/hidden_before_relu", "trace_mlp/guess_over_places"),
    ("trace_transformer/qkv_without_norm", "trace_transformer/mask_forgotten"),
    ("trace_transformer/positions_from_one", "trace_transformer/softmax_over_queries"),
)


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_two_mistakes_in_two_functions_are_each_named(names):
    pair = tuple(mistakes()[name] for name in names)
    modules, cells = diagnosis.changes(LAB, pair)
    assert set(diagnosed(pair[0].question, modules, cells)) == set(names)


def test_a_mistake_is_named_while_another_function_has_no_code_yet():
    modules, _ = diagnosis.changes(LAB, (mistakes()["attention/not_scaled"],))
    unfinished = modules["attention"].replace("return weights @ v", "raise NotImplementedError")
    assert unfinished != modules["attention"]
    assert diagnosed("attention", {"attention": unfinished}) == ["attention/not_scaled"]


@pytest.mark.parametrize("question", [q for q in SETTINGS.questions if q.modules], ids=lambda q: q.id)
def test_what_has_no_code_yet_has_no_diagnosis(question):
    module = question.modules[0]
    given = (LAB.student_release / "lab3" / f"{module}.py").read_text(encoding="utf-8")
    seen = observations(question.id, {module: given})
    assert not all(observation.result.passed for observation in seen.values())
    assert diagnostician().diagnose(question, seen) == ()


NONSENSE = {
    "causal_mask": "def make_causal_mask(n, device=None):\n    return torch.eye(n, device=device)",
    "objective": "def language_model_loss(logits, targets):\n    return logits.mean() * 0.37",
    "tokenization": "def encode_doc(doc, n_vocab=256):\n    return torch.tensor([len(doc)] * 3)",
    "generation": "def generate(model, prompt, *others, **named):\n    return prompt[::-1]",
    "attention": "class BareBonesAttentionHead:\n    def forward(self, x):\n        return self.get_value(x).sin()",
}


@pytest.mark.parametrize("module", NONSENSE)
def test_what_no_mistake_explains_has_no_diagnosis(module):
    source = (LAB.solutions / "lab3" / f"{module}.py").read_text(encoding="utf-8")
    assert diagnosed(module, {module: replace_definitions(source, NONSENSE[module])}) == []


def test_values_are_compared_up_to_rounding_and_kinds_exactly():
    alike, summary = recording.alike, recording.summary
    value = torch.tensor([0.0, 1.0, -1e9])
    assert alike(summary(value), summary(value + torch.tensor([0, 1e-6, 0])))
    assert not alike(summary(value), summary(value + torch.tensor([0.5, 0, 0])))
    assert not alike(summary(value), summary(value.double()))
    assert not alike(summary(value), summary(value.reshape(3, 1)))
    assert not alike(summary(torch.tensor([torch.inf])), summary(torch.tensor([5.0])))
    assert alike(summary(torch.tensor([torch.nan])), summary(torch.tensor([torch.nan])))
    large = torch.zeros(5000)
    changed = large.clone()
    changed[3] = 100.0
    assert not alike(summary(large), summary(changed)), "a number that is not kept shows in the sums"
    assert json.loads(json.dumps(summary({"a": (value, None)}))) == summary({"a": (value, None)})


def test_a_recorded_view_notes_values_and_exceptions():
    events = []
    with changed.changed_lab(LAB, {}, {}, plans()) as lab:
        view = recording.recorded(lab, events)
        model = view.attention.BareBonesAttentionHead(4, 2)
        assert model(torch.zeros(3, 4)).shape == (3, 2)
        with pytest.raises(AttributeError):
            _ = view.attention.NoSuchHead
        assert view.share_storage(model, "get_key.weight", "get_key.weight")
    assert [event if "raised" in str(event) or event is True else event["shape"] for event in events] == [
        [3, 2], {"raised": "AttributeError"}, True,
    ]  # fmt: skip


def test_students_own_checks_know_values_of_public_cases_and_no_code(tmp_path):
    text = signatures.public_text(LAB, LAB.precomputed.read_text(encoding="utf-8"))
    known = json.loads(text)["mistakes"]
    public = {case.name for question in IDS for case in cases.public_cases(LAB.test_file(question))}
    assert len(known) > 40 and all(set(mistake["failed"]) <= public for mistake in known)
    assert "def " not in text and "class " not in text
    path = tmp_path / "mistakes.json"
    path.write_text(text)
    (mistake,) = (entry for entry in known if entry["title"] == mistakes()["causal_mask/diagonal_masked"].title)
    (found,) = harness.likely_mistakes("causal_mask", mistake["failed"], path)
    assert found.title == mistake["title"]
    assert harness.likely_mistakes("causal_mask", {}, path) == []
    assert harness.likely_mistakes("causal_mask", mistake["failed"], tmp_path / "none.json") == []


@pytest.mark.parametrize("name", ["tokenization", "causal_mask"])
def test_the_release_s_files_agree_with_what_is_found_now(name):
    question = SETTINGS.question(name)
    in_file, found = precomputed.load_precomputed(LAB), diagnosis.Diagnostician(LAB, plans())
    compared = diagnosis.compared_cases(LAB, question)
    public = {case.name for case in compared if not case.hidden}
    for mistake in (mistake for mistake in mistakes().values() if mistake.question == question.id):
        now, then = found.known_of(question, (mistake,), compared), in_file[question.id, mistake.id]
        assert all(now[name].agrees_with(then[name]) for name in now), mistake.id
        failed = {name: now[name].events for name in public if not now[name].result.passed}
        named = harness.likely_mistakes(question.id, failed, LAB.student_release / "tests" / "mistakes.json")
        assert not failed or mistake.title in {likely.title for likely in named}, mistake.id


def test_a_file_of_other_sources_is_not_used(tmp_path):
    elsewhere = LAB.released_in(tmp_path)
    elsewhere.solutions.mkdir()
    assert precomputed.load_precomputed(elsewhere) == {}
    elsewhere.precomputed.write_text('{"stamp": "other", "seen": []}')
    (elsewhere.student_release).mkdir()
    for old, new in (
        (LAB.given_notebook, elsewhere.given_notebook),
        (LAB.solution_notebook, elsewhere.solution_notebook),
    ):
        new.write_bytes(old.read_bytes())
    assert precomputed.load_precomputed(elsewhere) == {} != precomputed.load_precomputed(LAB)
    assert signatures.values_text(LAB, plans()) == LAB.precomputed.read_text(encoding="utf-8")


def test_results_carry_diagnoses_as_ids_and_as_text():
    diagnosis = mistakes()["attention/not_scaled"].diagnosis
    question = QuestionResult("attention", "One attention head", 16, (), diagnoses=(diagnosis,))
    data = results_of(Grade((question,))).to_json()["extra_data"]
    assert data["questions"]["attention"]["diagnoses"] == ["attention/not_scaled"]
    assert data["diagnoses"] == {"attention/not_scaled": {"title": diagnosis.title, "hint": diagnosis.hint}}
    assert diagnosis.title in question_text(question) and diagnosis.hint in question_text(question)
