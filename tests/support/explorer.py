"""Pages of the explorer for tests: models whose weights are drawn instead of trained, and what the page computes."""

import base64
import json
import re
from argparse import Namespace
from contextlib import contextmanager
from typing import Any

import torch

from support.lazy import lazy

data_of = lazy("lab3.explore_data")
explore = lazy("lab3.explore")
models = lazy("lab3.models")
transformers = lazy("lab3.transformer")

DATA = re.compile(r'(<script type="application/json" id="data">)(.*?)(</script>)', re.DOTALL)
STORIES = "Tom had a red ball. The dog sat on a mat. Once upon a time there was a cat.\n" * 40


def drawn(model, seed=0, std=0.25):
    """The model with weights that give every station something to do."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * std)
    return model


def transformer(**sizes):
    """A transformer of other sizes than the lab's."""
    chosen = {"n_vocab": 256, "max_len": 32, "emb_dim": 32, "n_hidden": 128, "head_dim": 8, "n_heads": 4} | sizes
    return drawn(transformers.TransformerLM(**chosen), seed=1)


def data(model=None, **changes) -> dict[str, Any]:
    """The data of a page, with three checkpoints."""
    model = model or transformer()
    ids = data_of.code_points(STORIES)
    checkpoints = {step: weights_of(transformer_like(model, step)) for step in (0, 10)}
    checkpoints[20] = weights_of(model)
    unmasked = weights_of(transformer_like(model, 5))
    mlp = drawn(models.make_model("mlp"))
    return data_of.explorer_data(mlp, model, ids, ids, "Tom had a red ball.", checkpoints, unmasked) | changes


def weights_of(model):
    """The weights by name, as a training would have noted them."""
    return [(name, weight.detach().clone()) for name, weight in data_of.named_weights(model)]


def transformer_like(model, seed):
    """Another transformer of the same sizes."""
    return drawn(transformers.TransformerLM(**data_of.sizes_of_transformer(model)), seed)


def options(**changes):
    """The options of the command."""
    usual = {"model": None, "text": "Tom", "no_browser": True, "source": "embedded", "seed": 0, "device": "cpu"}
    return Namespace(**(usual | changes))


def write(path, content):
    """A page with this data."""
    explore.write_explorer(content, path)
    return path


def read(path) -> dict[str, Any]:
    """The data of a page."""
    return json.loads(DATA.search(path.read_text(encoding="utf-8")).group(2))


def nudged(content, name, index, by=0.05):
    """The data with one weight of the page's transformer changed: `index` counts within the parameter `name`."""
    sizes = content["transformer"]["sizes"]
    model = transformers.TransformerLM(**sizes)
    start = 0
    for other, weight in data_of.named_weights(model):
        if other == name:
            break
        start += weight.numel()
    numbers = torch.frombuffer(bytearray(base64.b64decode(content["transformer"]["weights"])), dtype=torch.float32)
    numbers[start + index] += by
    weights = base64.b64encode(numbers.numpy().tobytes()).decode()
    return content | {"transformer": {"sizes": sizes, "weights": weights}}


@contextmanager
def opened(browser, path, **settings):
    """The page in a browser, ready; at its end, it logged nothing and asked nothing of the network."""
    with browser.open(path, **settings) as view:
        view.page.wait_for_selector("#app:not([hidden])")
        yield view
        assert view.errors == view.requests == []


def numbers(view, text, station, without=(), weights="trained"):
    """A station of the page's transformer as a tensor."""
    found = view.page.evaluate(
        """([text, station, without, weights]) => {
            const run = app.runs.of({ ...app.state, text, without, weights });
            const { rows, columns, data } = run.changed[station];
            return [rows, columns, Array.from(data)];
        }""",
        [text, station, list(without), weights],
    )
    return torch.tensor(found[2]).reshape(found[0], found[1])
