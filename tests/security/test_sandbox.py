"""The sandbox: values come back, and whatever a submission does, the judge continues."""

import contextlib
import os
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest
from support.lab import LAB, SETTINGS, reference, with_files
from support.lazy import lazy

probes = lazy("autograder.grading.cases.reference")
requests = lazy("autograder.grading.sandbox.requests")
sessions = lazy("autograder.grading.judge.session")
student_errors = lazy("autograder.grading.cases.student_errors")
starved = lazy("autograder.grading.sandbox.starved")
stages = lazy("autograder.grading.judge.stage")
torch = lazy("torch")
views = lazy("autograder.grading.judge.views")
warm_sandboxes = lazy("autograder.grading.sandbox.forkserver.client")
workers = lazy("autograder.grading.sandbox.client")

pytestmark = pytest.mark.slow


@pytest.fixture
def lab_with(sandbox):
    """A function that gives the view of a submission: the reference with some files replaced."""
    names = probes.reference_view(LAB).probe_names
    with contextlib.ExitStack() as opened:

        def make(seconds=60.0, **files):
            texts = {f"{name}.py": textwrap.dedent(text) for name, text in files.items()}
            stage = opened.enter_context(stages.staged(with_files(texts), LAB))
            session = sessions.Session(sandbox, stage, "lab3", SETTINGS.limits, lambda: seconds)
            opened.callback(session.end)
            session.begin_case()
            return views.RemoteLab(session, names)

        yield make


def mask_that(code):
    body = textwrap.indent(textwrap.dedent(code), "    ")
    return "import os, sys, time, torch\ndef make_causal_mask(n, device=None):\n" + body


@pytest.mark.parametrize("code", ["torch.newest()", "torch.nn.functional.newest(1)", "from torch.nn import newest"])
def test_what_the_graders_torch_lacks_is_said_with_its_version(lab_with, code):
    lab = lab_with(causal_mask=mask_that(code))
    with pytest.raises(student_errors.StudentError) as caught:
        lab.causal_mask.make_causal_mask(3)
    assert str(caught.value).endswith(f"(the grader has PyTorch {torch.version.__version__})")


def test_what_the_students_own_code_lacks_is_said_without_it(lab_with):
    lab = lab_with(causal_mask=mask_that("torch.ones(2).newest"))
    with pytest.raises(student_errors.StudentError, match=r"no attribute 'newest'$"):
        lab.causal_mask.make_causal_mask(3)


def test_functions_constants_and_models_work_as_in_one_process(lab_with):
    lab = lab_with()
    assert lab.causal_mask.VERY_SMALL_NUMBER == -1e9
    assert lab.causal_mask.make_causal_mask(3).shape == (3, 3)
    assert lab.causal_mask.make_causal_mask(3, device="meta").is_meta
    assert lab.causal_mask.make_causal_mask(3, device=torch.device("meta")).is_meta
    head = lab.attention.BareBonesAttentionHead(8, 4)
    state = head.state_dict()
    assert set(state) == {"get_query.weight", "get_key.weight", "get_value.weight"}
    head.load_state_dict({name: torch.zeros_like(value) for name, value in state.items()})
    assert head(torch.ones(2, 3, 8)).abs().sum() == 0
    assert torch.allclose(head.attention_weights(torch.ones(3, 8)).sum(-1), torch.ones(3))


def test_probes_work_on_models_that_stay_in_the_worker(lab_with):
    lab = lab_with()
    model = lab.mlp.FeedForwardLM(5, 4, 3)
    assert lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight")
    gradients = lab.gradients(model, torch.tensor([1, 2]), torch.ones(2, 5))
    assert gradients["model.model.0.bias"].shape == (3,)
    before = model.state_dict()["lm_head.weight"]
    lab.sgd_step(model, torch.tensor([1, 2]), torch.ones(2, 5), 0.1)
    after = model.state_dict()
    assert not torch.equal(before, after["lm_head.weight"])
    assert torch.equal(after["lm_head.weight"], after["word_to_embedding.weight"])
    assert lab.last_logits(model, torch.zeros(7, 3, dtype=torch.int64)).shape == (7, 5)
    assert lab.on_meta(model, torch.tensor([1, 2])).is_meta


def test_an_exception_comes_back_with_its_types_text_and_line(lab_with):
    lab = lab_with(causal_mask=mask_that("class Odd(ValueError): pass\nraise Odd('too odd')"))
    with pytest.raises(student_errors.StudentError, match="too odd") as caught:
        lab.causal_mask.make_causal_mask(3)
    assert caught.value.type_names[:2] == ("Odd", "ValueError")
    assert caught.value.where == "lab3/causal_mask.py, line 4"


def test_a_syntax_error_names_file_and_line_and_leaves_other_modules_alone(lab_with):
    lab = lab_with(objective="def next_token_pairs(x)\n    return x\n")
    with pytest.raises(student_errors.ModuleBroken, match=r"lab3/objective.py cannot be imported.*line 1"):
        lab.objective.next_token_pairs(torch.arange(3))
    assert lab.tokenization.decode([97]) == "a"


def test_a_module_in_another_encoding_is_named_as_such(lab_with):
    with pytest.raises(student_errors.ModuleBroken, match=r"objective.py cannot be imported: its text is not in UTF-8"):
        lab_with(objective="x\0=\x001\0\n").objective.next_token_pairs(torch.arange(3))


def test_settings_of_torch_that_a_module_changes_are_back_in_the_next_case(lab_with):
    change = "torch.set_default_dtype(torch.float64)\ntorch.set_grad_enabled(False)\n"
    lab = lab_with(objective=f"import torch\n{change}torch.use_deterministic_algorithms(True)\n")
    assert lab.import_errors(("objective",)) == {}
    lab.seed()
    model = lab.mlp.MLP(4, 8)
    assert lab.causal_mask.make_causal_mask(3).dtype == torch.float32
    gradients = lab.gradients(model, torch.ones(2, 4), torch.ones(2, 4))
    assert gradients["inputs"].dtype == torch.float32


def test_a_log_file_costs_nothing_and_is_not_written(lab_with):
    log = "import logging\nlogging.basicConfig(filename='lab.log')\nlogging.warning('here')\n"
    lab = lab_with(causal_mask=log + mask_that("open('more.txt', 'w+').write('x')\nreturn torch.zeros(n, n)"))
    assert lab.causal_mask.make_causal_mask(2).shape == (2, 2)
    for code in ("open('/tmp/elsewhere.txt', 'w')", "open('lab3/causal_mask.py', 'a')", "open('nothing.txt')"):
        lab = lab_with(causal_mask=mask_that(code))
        with pytest.raises(student_errors.StudentError, match="Error"):
            lab.causal_mask.make_causal_mask(2)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("os._exit(0)", "ended itself"),
        ("os.kill(os.getpid(), 9)", "Operation not permitted|signal 9"),
        ("import ctypes; ctypes.string_at(0)", "signal 11"),
        ("sys.exit('bye')", "SystemExit: bye"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("return {1, 2}", "a set cannot be sent"),
        ("return torch.ones(3).to_sparse()", "cannot be sent"),
        ("return torch.ones(1).expand(1 << 40)", "too large"),
        ("return make_causal_mask(n)", "RecursionError|signal 11|did not finish"),  # python/cpython#132744 in 3.13
        ("x = bytearray(1 << 40)", "MemoryError"),
    ],
)
def test_bad_ends_become_sentences_and_the_next_case_is_run(lab_with, code, sentence):
    lab = lab_with(causal_mask=mask_that(code))
    with pytest.raises(student_errors.StudentError, match=sentence):
        lab.causal_mask.make_causal_mask(3)
    lab._session.begin_case()
    assert lab.tokenization.decode([97]) == "a"


def test_an_exception_without_a_readable_text_is_reported(lab_with):
    code = """
    class Mean(BaseException):
        def __str__(self):
            raise RuntimeError
    raise Mean
    """
    with pytest.raises(student_errors.StudentError, match="without a readable text"):
        lab_with(causal_mask=mask_that(code)).causal_mask.make_causal_mask(3)


def test_a_loop_is_ended_and_not_waited_for_twice(lab_with):
    lab = lab_with(seconds=0.3, causal_mask=mask_that("while True: pass"))
    lab.tokenization.decode([97])
    for _ in range(2):
        with pytest.raises(student_errors.StudentError, match="did not finish"):
            lab.causal_mask.make_causal_mask(3)
        lab._session.begin_case()
    assert len(lab._session.hung) == 1


@pytest.mark.parametrize("code", ["bytearray(1 << 40)", "torch.ones(1 << 40)"])
def test_what_fills_the_memory_is_soon_called_no_more_and_costs_no_patience(lab_with, code):
    lab = lab_with(causal_mask=f"import torch\ncalls = []\ndef make_causal_mask(n):\n    calls.append(n)\n    {code}\n"
                   "def how_many():\n    return len(calls)\n")  # fmt: skip
    for _ in range(sessions.MOST_FILLED + 2):
        with pytest.raises(student_errors.StudentError, match=r"MemoryError|allocate memory"):
            lab.causal_mask.make_causal_mask(3)
    assert lab.causal_mask.how_many() == sessions.MOST_FILLED
    assert lab._session.waits == 0


def test_a_flood_of_output_goes_nowhere(lab_with, capfd):
    lab = lab_with(causal_mask=mask_that("os.write(1, b'x' * 5_000_000); return torch.zeros(n, n)"))
    assert lab.causal_mask.make_causal_mask(2).shape == (2, 2)
    assert not capfd.readouterr().out


def test_a_forged_answer_is_no_answer(lab_with):
    code = """
    import socket
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, (12).to_bytes(4, "big") + (0).to_bytes(4, "big") + b'{"value": 1}')
        except OSError:
            pass
    return torch.zeros(n, n)
    """
    lab = lab_with(causal_mask=mask_that(code))
    with pytest.raises(student_errors.StudentError, match="sent"):
        lab.causal_mask.make_causal_mask(3)


def test_a_file_of_the_submission_shadows_nothing(lab_with):
    lab = lab_with(torch="raise SystemExit", causal_mask=mask_that("return torch.zeros(n, n)"))
    assert lab.causal_mask.make_causal_mask(2).shape == (2, 2)


COMPUTE = "until = time.process_time() + 0.4\nwhile time.process_time() < until: pass\nreturn torch.zeros(n, n)"


def test_a_busy_machine_costs_no_time(sandbox, busy_core):
    limits = replace(SETTINGS.limits, call_seconds=0.6)
    with stages.staged(with_files({"causal_mask.py": mask_that(COMPUTE)}), LAB) as stage:
        given_back = []
        session = sessions.Session(sandbox, stage, "lab3", limits, lambda: 60.0, give_back=given_back.append)
        session.begin_case()
        os.sched_setaffinity(session.worker.pid, {busy_core})
        lab = views.RemoteLab(session, ())
        assert lab.causal_mask.make_causal_mask(2).shape == (2, 2)
        assert sum(given_back) > 0.2
        session.end()


@pytest.fixture
def busy_core():
    """A core on which three processes compute all the time."""
    core = min(os.sched_getaffinity(0))
    pin = f"import os; os.sched_setaffinity(0, {{{core}}})\nprint(flush=True)\nwhile True: pass"
    command = [sys.executable, "-c", pin]
    with contextlib.ExitStack() as ended:
        for _ in range(3):
            process = ended.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE))
            ended.callback(process.kill)
            process.stdout.readline()
        yield core


def test_a_submission_that_is_in_its_own_way_waits_for_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.grading.sandbox.starved.PROCESSES", tmp_path)
    ticks = starved.TICKS
    for pid, computed, waited, all_threads in ((7, 1, 5, 1), (8, 1, 5, 4), (9, 0, 0, 9)):
        (tmp_path / str(pid)).mkdir()
        (tmp_path / str(pid) / "schedstat").write_text(f"{computed}000000000 {waited}000000000 3\n")
        fields = " ".join(["0"] * 11)
        (tmp_path / str(pid) / "stat").write_text(f"{pid} (a ) name) {fields} {(all_threads - 1) * ticks} {ticks} 0 0")
    assert starved.waited_for_a_core(7) == 5
    assert starved.waited_for_a_core(8) == 2  # its other threads computed for three seconds
    assert starved.waited_for_a_core(7, 9) == 0  # while one of the two waits, threads of the other compute
    assert starved.waited_for_a_core(10) == 0


def test_nothing_is_left_when_the_sandbox_ends():
    with warm_sandboxes.WarmSandbox() as warm, stages.staged(reference(), LAB) as stage:
        worker = workers.Worker(warm, stage, "lab3", 60, 512)
        assert worker.ask(requests.Load("mlp"), 30) == workers.Answer()
        pids = worker.pid, warm.process.pid
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
