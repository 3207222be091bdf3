"""Tools that people use around their models work in a worker, under full confinement; what compiles runs as it is."""

import contextlib
import textwrap

import pytest
from support.lab import LAB, SETTINGS, with_files
from support.lazy import lazy

probes = lazy("autograder.grading.cases.reference")
sessions = lazy("autograder.grading.judge.session")
stages = lazy("autograder.grading.judge.stage")
views = lazy("autograder.grading.judge.views")

pytestmark = pytest.mark.slow

IMPORTS = "import torch, torch.nn.functional as F\nfrom torch import nn\nx = torch.arange(12.0).reshape(3, 4)\n"

CHECKPOINT = """
    from torch.utils.checkpoint import checkpoint
    def answer():
        leaf = x.clone().requires_grad_()
        checkpoint({function}, leaf, {settings}).sum().backward()
        return leaf.grad
"""
NESTED = "lambda a: checkpoint(lambda b: b.relu() * 2, a, use_reentrant=False) * 2"

TOOLS = {
    "checkpoint": CHECKPOINT.format(function="lambda a: a * 2", settings="use_reentrant=False"),
    "checkpoint, reentrant": CHECKPOINT.format(function="F.dropout", settings="use_reentrant=True"),
    "checkpoint, nested": CHECKPOINT.format(function=NESTED, settings="use_reentrant=False"),
    "checkpoint, other numbers": CHECKPOINT.format(
        function="F.dropout", settings="use_reentrant=False, preserve_rng_state=False"
    ),
    "checkpoint by default": CHECKPOINT.format(function="lambda a: a * 2", settings=""),
    "checkpoint_sequential": """
    from torch.utils.checkpoint import checkpoint_sequential
    def answer():
        return checkpoint_sequential(nn.Sequential(nn.Linear(4, 4), nn.ReLU()), 2, x, use_reentrant=False)
    """,
    "@torch.compile": "@torch.compile\ndef answer(): return x * 2",
    "@torch.compile with settings": "@torch.compile(backend='inductor', fullgraph=True)\ndef answer(): return x * 2",
    "@torch.compile of a method": """
    class Model(nn.Module):
        @torch.compile(mode="max-autotune")
        def forward(self, x):
            return x * 2
    def answer():
        return Model()(x)
    """,
    "torch.compile(model)": "def answer(): return torch.compile(nn.Linear(4, 4), dynamic=False)(x)",
    "model.compile()": """
    def answer():
        model = nn.Linear(4, 4)
        model.compile(backend="eager")
        return model(x)
    """,
    "torch.compiler": """
    torch.compiler.set_stance("force_eager")
    @torch.compiler.disable(recursive=False)
    @torch.compiler.disable
    def answer():
        with torch.compiler.set_stance("default"):
            torch.compiler.reset()
            return x * (2 - torch.compiler.is_compiling())
    """,
    "settings of the compiler": """
    import torch._dynamo.config
    torch._dynamo.config.suppress_errors = True
    def answer():
        torch._dynamo.reset()
        return x * torch._dynamo.config.suppress_errors
    """,
    "the real compiler's own modules": "from torch._dynamo.utils import counters\ndef answer(): return x",
    "jit.script": "def answer(): return torch.jit.script(nn.Sequential(nn.Linear(4, 4), nn.ReLU()))(x)",
    "jit.trace": "def answer(): return torch.jit.trace(lambda a: a * 2, x)(x)",
    "vmap": "def answer(): return torch.func.vmap(lambda row: row.softmax(-1))(x)",
    "func.grad": "def answer(): return torch.func.grad(lambda a: (a**2).sum())(x)",
    "func.jacrev": "def answer(): return torch.func.jacrev(lambda a: a * 2)(x[0])",
    "autograd.Function": """
    class Twice(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2
        @staticmethod
        def backward(ctx, gradient):
            return gradient * 2
    def answer():
        leaf = x.clone().requires_grad_()
        Twice.apply(leaf).sum().backward()
        return leaf.grad
    """,
    "autocast": """
    def answer():
        with torch.amp.autocast("cpu", dtype=torch.bfloat16):
            return (x @ x.T).float()
    """,
    "sdpa_kernel": """
    from torch.nn.attention import SDPBackend, sdpa_kernel
    def answer():
        with sdpa_kernel(SDPBackend.MATH):
            return F.scaled_dot_product_attention(x, x, x, is_causal=True)
    """,
    "CausalBias": """
    from torch.nn.attention.bias import causal_lower_right
    def answer():
        return F.scaled_dot_product_attention(x[None], x[None], x[None], attn_mask=causal_lower_right(3, 3))
    """,
    "parametrize": """
    from torch.nn.utils import parametrize
    def answer():
        model = nn.Linear(4, 4)
        parametrize.register_parametrization(model, "weight", nn.Tanh())
        return model(x)
    """,
    "custom_op": """
    @torch.library.custom_op("mine::twice", mutates_args=())
    def twice(x: torch.Tensor) -> torch.Tensor:
        return x * 2
    def answer():
        return twice(x)
    """,
    "einops": """
    from einops import einsum, rearrange, reduce, repeat
    def answer():
        heads = rearrange(x, "l (h d) -> h l d", h=2)
        scores = einsum(heads, heads, "h i d, h j d -> h i j")
        return repeat(reduce(scores, "h i j -> i j", "mean"), "i j -> i j again", again=2)
    """,
    "einops.layers": """
    from einops.layers.torch import EinMix, Rearrange
    def answer():
        split = Rearrange("l (h d) -> h l d", h=2)
        return nn.Sequential(split, EinMix("h l d -> h l e", weight_shape="d e", d=2, e=3))(x)
    """,
}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_works_in_a_worker(sandbox, tool):
    code = IMPORTS + textwrap.dedent(TOOLS[tool])
    with contextlib.ExitStack() as opened:
        stage = opened.enter_context(stages.staged(with_files({"causal_mask.py": code}), LAB))
        session = sessions.Session(sandbox, stage, "lab3", SETTINGS.limits, lambda: 60.0)
        opened.callback(session.end)
        session.begin_case()
        assert views.RemoteLab(session, probes.reference_view(LAB).probe_names).causal_mask.answer().shape
