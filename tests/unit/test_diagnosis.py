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
from autograder.lib.errors import CatalogueError

torch = lazy("torch")
cases = lazy("autograder.grading.cases.case")
changed = lazy("autograder.grading.diagnosis.changed_lab")
diagnosis = lazy("autograder.grading.diagnosis.diagnose")
causes = lazy("autograder.grading.diagnosis.causes")
events = lazy("autograder.grading.diagnosis.events")
families = lazy("autograder.grading.diagnosis.families")
harness = lazy("autograder.checks.mistakes")
observe = lazy("autograder.grading.cases.observe")
matching = lazy("autograder.grading.diagnosis.matching")
patterns = lazy("autograder.grading.diagnosis.pattern")
properties = lazy("autograder.grading.diagnosis.properties")
recording = lazy("autograder.checks.recording")
reference_of = lazy("autograder.grading.cases.reference")
signatures = lazy("autograder.authoring.release.signatures")
signs = lazy("autograder.grading.diagnosis.signs")
stored = lazy("autograder.grading.diagnosis.stored")
tables = lazy("autograder.grading.diagnosis.signatures")


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
    """One that knows the signatures of the release."""
    return diagnosis.Diagnostician(LAB, plans())


def observations(question, modules, cells=None):
    """What the cases of a question see of the reference with these changes; long cases are left out."""
    with changed.changed_lab(LAB, modules, cells or {}, plans()) as lab:
        seen = {}
        for case in cases.load_cases(LAB.test_file(question)):
            if not case.is_long:
                lab.seed()
                seen[case.name] = observe.observe(case, lab, reference_of.reference_view(LAB))
    return seen


def changes(*names):
    """The sources of modules and cells that have these mistakes of the catalogue in them."""
    return causes.changed_sources(LAB, [causes.cause_of(mistakes()[name]) for name in names])


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
    modules, cells = changes(*names)
    assert set(diagnosed(names[0].partition("/")[0], modules, cells)) == set(names)


def test_a_mistake_is_named_while_another_function_has_no_code_yet():
    modules, _ = changes("attention/not_scaled")
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
    "causal_mask": "def make_causal_mask(n, device=None):\n    return torch.rand(n, n, device=device)",
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


def options(question):
    """The options of the families of a question, as causes."""
    return [cause for family in families.load_families(LAB, question) for cause in causes.options_of(family)]


def test_a_family_without_a_choice_is_the_reference():
    for question in SETTINGS.questions:
        right = observations(question.id, {})
        for family in families.load_families(LAB, question):
            code = families.with_choices(family.code, {})
            cause = causes.Cause(None, frozenset(), family.module, family.cell, code)
            seen = observations(question.id, *causes.changed_sources(LAB, [cause]))
            for name, case in seen.items():
                assert case.result.passed, f"{question.id}/{family.name}: {name}: {case.result.message}"
                assert case.agrees_with(right[name]), f"{question.id}/{family.name}: {name}"


def family_of(tmp_path, choices):
    """A family of `causal_mask` with these choices, written to a file and read again."""
    path = tmp_path / "family.py"
    path.write_text(f'"""A family."""\n\nCHOICES = {choices!r}\n\n\ndef make_causal_mask():\n    pass\n')
    return families.read_family(path, SETTINGS.question("causal_mask"), {})


def test_options_can_say_the_same_as_another_one(tmp_path):
    choices = {"size": {"five": ("the size is fixed", "Print it."), "eight": "size=five"}}
    five, eight = family_of(tmp_path, choices).options
    assert five.diagnosis == eight.diagnosis and five.diagnosis.id == "causal_mask/size=five"
    assert (five.name, eight.name) == ("five", "eight")


@pytest.mark.parametrize("said", ["size=six", "size=seven", "six=size"])
def test_an_option_cannot_refer_to_what_has_no_title(tmp_path, said):
    choices = {"size": {"five": ("the size is fixed", "Print it."), "eight": said, "seven": "size=five"}}
    with pytest.raises(CatalogueError, match=f"refers to {said}, which has no title and hint"):
        family_of(tmp_path, choices)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("question", SETTINGS.questions, ids=lambda question: question.id)
def test_each_option_of_a_family_is_wrong_and_named_as_itself(question):
    for cause in options(question):
        seen = observations(question.id, *causes.changed_sources(LAB, [cause]))
        assert not all(case.result.passed for case in seen.values()), cause.diagnosis.id
        titles = {found.title for found in diagnostician().diagnose(question, seen)}
        assert not titles or cause.diagnosis.title in titles, (cause.diagnosis.id, titles)


@pytest.mark.filterwarnings("ignore")
def test_two_misunderstandings_in_one_function_are_both_named():
    question = SETTINGS.question("attention")
    pair = [cause for cause in options(question) if cause.chosen in ({"scale": "emb_dim"}, {"softmax": "over_queries"})]
    assert len(pair) == 2
    seen = observations("attention", *causes.changed_sources(LAB, pair))
    assert set(diagnostician().diagnose(question, seen)) == {cause.diagnosis for cause in pair}


def test_a_misunderstanding_is_named_although_something_else_is_wrong_for_batches():
    modules, _ = changes("attention/not_scaled")
    source = modules["attention"].replace(
        "def attention_weights(self, x):",
        """def attention_weights(self, x):
        if x.dim() == 4:
            raise KeyError("four dimensions are too many")""",
    )
    assert diagnosed("attention", {"attention": source}) == ["attention/not_scaled"]


def scaled_by(statement):
    """The head with this in place of the division by the root of head_dim."""
    source = LAB.module("attention").read_text(encoding="utf-8")
    line = "scores = scores / math.sqrt(self.head_dim)"
    assert line in source
    return {"attention": source.replace(line, statement)}


@pytest.mark.parametrize(
    "statement",
    [
        "scores = scores / torch.tensor([self.head_dim]) ** 0.5",
        "scores = scores * torch.tensor([[1 / math.sqrt(self.head_dim)]])",
    ],
)
def test_a_scale_on_the_cpu_is_not_called_a_mask(statement):
    seen = observations("attention", scaled_by(statement))
    (said,) = diagnostician().diagnose(SETTINGS.question("attention"), seen)
    assert said.title == "a tensor, such as the mask or the scale, is made on the CPU, wherever x is"
    assert [case for case, each in seen.items() if not each.result.passed] == [
        "length, training, evaluation, dtype and device make no difference",
        "the future changes nothing, and gradients flow",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "scores = scores / torch.tensor(self.head_dim) ** 0.5",
        "scores = scores / torch.sqrt(torch.tensor(float(self.head_dim)))",
        "scores = scores / torch.tensor([self.head_dim], device=x.device) ** 0.5",
        "scores = scores / scores.new_tensor([self.head_dim]) ** 0.5",
    ],
)
def test_a_scale_that_a_gpu_takes_loses_nothing(statement):
    assert all(each.result.passed for each in observations("attention", scaled_by(statement)).values())


def test_what_numpy_cannot_take_from_a_gpu_is_not_called_a_tensor_on_the_cpu():
    numpy = "scores = scores / float(np.sqrt(self.head_dim + 0 * x.detach().numpy().max()))"
    modules = {name: f"import numpy as np\n{source}" for name, source in scaled_by(numpy).items()}
    assert "attention/tensor_on_the_cpu" not in diagnosed("attention", modules)


def test_events_agree_up_to_rounding_and_exceptions_by_name():
    event = events.shortened
    tensor = recording.summary(torch.tensor([0.1, 0.2, 0.3, 0.4]))
    other = recording.summary(torch.tensor([0.1, 0.2, 0.3, 0.4001]))
    near = recording.summary(torch.tensor([0.1, 0.2, 0.3, 0.400001]))
    assert event(tensor).agrees_with(event(near)) and not event(tensor).agrees_with(event(other))
    assert event(tensor).says_much and not event(recording.summary(torch.zeros(9))).says_much
    value, index = event({"raised": "ValueError"}), event({"raised": "IndexError"})
    rows = [tables.Row(False, (number,)) for number in range(2)]
    exactly, roughly = matching.Column(rows, [index, event(tensor)], 0).agreement(value)
    assert not value.agrees_with(index) and not exactly[0] and roughly[0]
    assert not roughly[1]


def test_a_table_of_signatures_survives_its_file():
    question = SETTINGS.question("causal_mask")
    table = stored.load_table(LAB, question, plans())
    assert tables.Table.from_json(json.loads(json.dumps(table.to_json()))) == table


def test_students_own_checks_know_values_of_public_cases_and_no_code(tmp_path):
    text = signatures.public_text([stored.load_raw(LAB, question) for question in SETTINGS.questions])
    known = json.loads(text)["mistakes"]
    public = {case.name for question in IDS for case in cases.public_cases(LAB.test_file(question))}
    assert len(known) > 40 and all(set(mistake["failed"]) <= public for mistake in known)
    assert "def " not in text and "class " not in text
    path = tmp_path / "mistakes.json"
    path.write_text(text)
    (mistake,) = (entry for entry in known if entry["title"] == mistakes()["causal_mask/diagonal_masked"].title)
    assert mistake["title"] in {
        found.title for found in harness.likely_mistakes("causal_mask", mistake["failed"], path)
    }
    assert harness.likely_mistakes("causal_mask", {}, path) == []
    assert harness.likely_mistakes("causal_mask", mistake["failed"], tmp_path / "none.json") == []


@pytest.mark.parametrize("name", ["tokenization", "causal_mask"])
def test_the_signatures_of_the_release_agree_with_what_is_found_now(name):
    question = SETTINGS.question(name)
    assert stored.load_table(LAB, question, plans()) is not None, "run `autograder release`"
    for mistake in (mistake for mistake in mistakes().values() if mistake.question == question.id):
        assert mistake.id in diagnosed(name, *changes(mistake.id)), mistake.id


def test_signatures_of_other_sources_are_not_used_and_the_catalogue_is_still_known(tmp_path):
    elsewhere, question = LAB.released_in(tmp_path), SETTINGS.question("causal_mask")
    assert stored.load_table(elsewhere, question, plans()) is None
    elsewhere.signatures.mkdir(parents=True)
    elsewhere.signature_file(question.id).write_text('{"stamp": "other"}')
    assert stored.load_table(elsewhere, question, plans()) is None
    seen = observations(question.id, *changes("causal_mask/transposed"))
    found = diagnosis.Diagnostician(elsewhere, plans()).diagnose(question, seen)
    assert [each.id for each in found] == ["causal_mask/transposed"]


def test_unchanged_sources_keep_the_text_of_their_signatures():
    texts = signatures.signature_texts(LAB, plans())
    assert texts == {name: LAB.signature_file(name).read_text(encoding="utf-8") for name in IDS}


def test_the_same_failure_has_the_same_pattern_and_another_one_another():
    first, again, other = (
        patterns.pattern_of(observations("causal_mask", *changes(f"causal_mask/{name}")))
        for name in ("transposed", "transposed", "diagonal_masked")
    )
    assert first == again != other
    assert patterns.pattern_of(observations("causal_mask", {})) == ""
    source = LAB.module("causal_mask").read_text(encoding="utf-8")
    rounded = source.replace(
        "return torch.triu(everywhere, diagonal=1)", "return torch.tril(everywhere, diagonal=-1) * 1.0000001"
    )
    assert patterns.pattern_of(observations("causal_mask", {"causal_mask": rounded})) == first


@pytest.mark.parametrize("question", SETTINGS.questions, ids=lambda question: question.id)
def test_properties_hold_for_the_reference(question):
    with changed.changed_lab(LAB, {}, {}, plans()) as lab:
        for case in properties.properties(LAB, question):
            lab.seed()
            result = observe.observe(case, lab, reference_of.reference_view(LAB)).result
            assert result.passed, f"{case.name}: {result.message}"


def signs_of(cases, modules, cells=None):
    """Which of these signs the reference with these changes shows, by name."""
    with changed.changed_lab(LAB, modules, cells or {}, plans()) as lab:
        seen = []
        for case in cases:
            lab.seed()
            if observe.observe(case, lab, reference_of.reference_view(LAB)).result.passed:
                seen.append(case.name)
        return seen


@pytest.mark.parametrize("question", SETTINGS.questions, ids=lambda question: question.id)
def test_a_right_solution_shows_no_sign(question):
    assert signs_of(signs.signs(LAB, question), {}) == []


@pytest.mark.parametrize("question", SETTINGS.questions, ids=lambda question: question.id)
def test_a_mistake_of_the_catalogue_shows_its_sign(question):
    cases = signs.signs(LAB, question)
    for case in cases:
        name = f"{question.id}/{case.name}"
        if name in mistakes():
            of_this_name = [other for other in cases if other.name == case.name]
            assert case.name in signs_of(of_this_name, *changes(name)), case.name


def test_the_first_property_that_does_not_hold_is_said_with_values_only_where_these_may_be_shown():
    question = SETTINGS.question("causal_mask")
    modules, _ = changes("causal_mask/nothing_masked")
    with changed.changed_lab(LAB, modules, {}, plans()) as lab:
        shown, hidden = (
            properties.broken_property(LAB, question, lambda case: observe.observe(case, lab, None).result, hidden)
            for hidden in (False, True)
        )
    assert [each.kind for each in shown] == ["property"] and shown[0].title == hidden[0].title
    assert hidden[0].hint in shown[0].hint and len(shown[0].hint) > len(hidden[0].hint)
    assert shown[0].sentence == f"This does not hold yet: {shown[0].title}."


def test_results_carry_diagnoses_as_ids_and_as_text():
    diagnosis = mistakes()["attention/not_scaled"].diagnosis
    question = QuestionResult("attention", "One attention head", 16, (), diagnoses=(diagnosis,))
    data = results_of(Grade((question,))).to_json()["extra_data"]
    assert data["questions"]["attention"]["diagnoses"] == ["attention/not_scaled"]
    about = {"title": diagnosis.title, "hint": diagnosis.hint, "kind": "mistake"}
    assert data["diagnoses"] == {"attention/not_scaled": about}
    assert diagnosis.title in question_text(question) and diagnosis.hint in question_text(question)
