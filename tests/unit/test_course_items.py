"""Every item of the course material that the lab grew from has its place in the students' notebook."""

from functools import cache

import pytest
from support.lab import LAB
from support.lazy import lazy

notebooks = lazy("autograder.authoring.release.notebook")

ITEMS = {
    "objective: parts of a self-attention layer": {"title": "NC-SelfAttention)", "part_4": "NC-SelfAttention."},
    "objective: attention matrices": {"title": "NC-SelfAttentionExample", "attention_text": "NC-SelfAttentionExample"},
    "objective: data shapes": {"title": "NC-TransformerDataFlow", "part_3": "NC-Tr", "part_6": "NC-Transformer"},
    "objective: logits": {"title": "MS-LLM-Generation", "part_2_model": "MS-LLM-Gen", "generation_text": "MS-LLM-Gen"},
    "objective: tokenizer": {"title": "MS-LLM-Tokenization", "part_1": "MS-LLM-Tokenization"},
    "teaser: a text of each model": {"teaser": "first model** wrote", "train_longer_answer": "dramatic difference"},
    "teaser: why the difference": {"teaser": "Why the dramatic difference?"},
    "why transformers": {"why_transformers": "2017 self-attention far apart GPT Llama Gemma data and parameters"},
    "why this matters": {"outcomes": "Why this matters"},
    "context": {"why_transformers": "adapt to the context"},
    "the network rewires itself": {"part_4": "rewires itself"},
    "tokens attend to all previous ones, weights from content": {"part_4": "before it relevant weights mixture"},
    "heads focus on different patterns": {"part_4_heads": "several patterns"},
    "query, key, value": {"part_4_head": "what do I want to know? what information is there? what is the answer?"},
    "code points, vocabulary of 256, out of vocabulary": {"part_1": "code point 256 dropped"},
    "embeddings, MLP, head, tied weights": {"part_2_model": "embedding MLP head tied"},
    "Once and upon": {"once_mlp": "Once ", "once_answer": "cannot connect", "once_transformer": "u"},
    "the table (256, 32)": {"mlp_embeddings_text": "table", "mlp_table": "word_to_embedding.weight.shape"},
    "embeddings (9, 32)": {"mlp_embeddings": "mlp_embeddings"},
    "before the ReLU (9, 128)": {"mlp_before_relu": "(9, 128)"},
    "after the ReLU (9, 128)": {"mlp_hidden": "ReLU"},
    "output (9, 32) and logits (9, 256)": {"mlp_output": "mlp_output mlp_logits"},
    "one distribution for each position": {"mlp_proof_text": "one for each of the nine places"},
    "effectively a bigram model": {"once_answer": "bigram model", "floor_text": "bigram entropy"},
    "Q, K, V, scores, softmax, weighted sum": {
        "transformer_qkv": "`q`, `k` and `v`", "transformer_scores": "raw_scores", "transformer_weights": "softmax",
        "transformer_output": "values mixed by the weights",
    },
    "mask: zeros and large negative values": {"part_4_head": "added to these 0 −1e9", "mask_picture": "plot_mask"},
    "token and position embeddings": {"part_5": "order", "transformer_embed": "position_embeddings"},
    "layer norm for stability": {"norms_text": "Why layer norm?", "norms": "spreads", "norms_answer": "stable"},
    "residuals for gradient flow": {"residuals_text": "Why residuals? gradient", "residuals": "gradients"},
    "tied weights of the transformer": {"part_5": "tied table"},
    "the attention picture": {"transformer_weights_picture": "plot_attention", "trained_attention": "plot_attention"},
    "the rest of the forward pass": {"transformer_logits": "after_attention after_mlp logits"},
    "question: flow of information": {"part_6": "from earlier tokens to later ones?", "flow": "changes"},
    "question: causality": {"part_6": "causality enforced?", "causality_text": "Where exactly", "causality": "softmax"},
    "question: no positions": {"positions_question": "removed?", "extension_positions": "zeros_"},
    "learning outcomes": {"outcomes": "What you can do now"},
    **{f"check question {n}": {f"reflection_{n}_question": f"{n}."} for n in range(1, 6)},
    **{
        f"extension: {name}": {f"extension_{name}_text": "Your turn", f"extension_{name}": "Your turn",
                               f"extension_{name}_notes": "What I found"}
        for name in ("heads", "embeddings", "positions", "sampling", "corpus")
    },
    "resources": {"resources": "good for Illustrated Transformer arxiv.org/abs/1706.03762"},
    "the picture of the architecture": {f"here_{part}": "where_am_i" for part in (1, 2, 3, 4, 5, 6, "writing")}
    | {"whole_picture": "where_am_i"},
}  # fmt: skip
"""For each item the cells that have it, and words that stand there."""


@cache
def cells():
    """The text of each cell of the students' notebook, on one line and without emphasis."""
    notebook = notebooks.student_notebook(notebooks.read_master(LAB.master_notebook))
    return {cell.id: " ".join(cell.source.replace("**", "").split()) for cell in notebook.cells}


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_of_the_course_has_its_cells(item):
    for name, words in ITEMS[item].items():
        text = cells().get(name, "")
        together = words.replace("**", "")
        assert together in text or all(word in text for word in together.split()), f"{name} lacks {words!r}"


def test_each_resource_says_what_it_is_good_for():
    entries = cells()["resources"].split(" - ")[1:]
    assert len(entries) >= 6
    assert all("](https://" in entry and "good " in entry for entry in entries)


def test_no_cell_gives_a_prediction_away_in_its_source():
    assert not [name for name, text in cells().items() if "alt=" in text]
