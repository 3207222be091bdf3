# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] name="title"
# # Implementing Self-Attention
#
# You build a language model that sees one character at a time, then a transformer that sees everything before. You take
# both apart, number by number, and look at what attention looks at.
#
# When you are done, you can
#
# - explain the parts of a self-attention layer,
# - visualise attention matrices,
# - identify the shapes of the data in a transformer,
# - extract and interpret logits,
# - say what a tokenizer takes and gives.
#
# **How it works.** You write the code in the files of the folder `lab3/`; this notebook uses it. Where the story needs a
# piece, it says which file to open. Save the file and run the cell again: there is no need to restart. Each piece ends
# with a check, and a check that fails says what it expected. In parts 3 and 6 you write code right here.

# %% [markdown] name="set_up_text"
# ## Set-up
#
# The first cell makes sure that everything is there. On your own machine it does nothing; on Colab it installs what is
# missing.

# %% name="install"
import importlib.util
from pathlib import Path

if not Path("lab3/tokenization.py").exists():
    raise FileNotFoundError(
        "The folder lab3/ is not next to this notebook. Keep them together as in the starter code; on Colab, upload the "
        "zip and run `!unzip lab3-student.zip` in this folder first."
    )
missing = [
    name
    for name in ("torch", "datasets", "matplotlib", "otter", "ipywidgets")
    if not importlib.util.find_spec(name)
]
if missing:
    print("installing what is missing:", ", ".join(missing))
    # %pip install -q -r requirements.txt

# %% name="autoreload"
# %load_ext autoreload
# %autoreload 2

# %% name="imports" tags=["trace_mlp", "trace_transformer"]
import math

import torch
from torch import nn

from checks.lab import lab
from checks.parameters import draw_parameters
from lab3.tokenization import decode, encode_doc

# %% name="grader"
import otter

from lab3.data import load_stories, stories_as_text
from lab3.explore import explore_attention
from lab3.generation import generate
from lab3.models import STEPS, attention_of, make_model
from lab3.plotting import (
    plot_attention,
    plot_embeddings,
    plot_losses,
    plot_mask,
    plot_next_characters,
    plot_scores,
    show,
    show_texts,
    visible,
)
from lab3.training import bigram_floor, train

lab.notebook = globals()  # lets the checks see the variables of this notebook
grader = otter.Notebook(tests_dir="tests")

# %% [markdown] name="part_1"
# ## Part 1. From text to numbers
#
# A model computes with numbers, so text has to become numbers first. Our tokenizer is the simplest there is: one token
# for each character, and its id is the character's code point.
#
# *Before you go on: which id does a space have? How many tokens is `"naïve 🙂"`, if the vocabulary ends at 255?*
#
# **Open `lab3/tokenization.py`** and write `encode_doc` and `decode`.

# %% name="tokens_of_a_text"
token_ids = encode_doc("naïve 🙂")
print(token_ids)
print(repr(decode(token_ids)))

# %% name="check_tokenization" tags=["check"]
grader.check("tokenization")

# %% [markdown] name="part_2"
# ## Part 2. A model that sees one character
#
# A language model guesses the next token. Every position of a text is an exercise of its own: seen *this*, guess *that*.
#
# *What are the inputs and the targets of the text `cat`? Why does the last character never serve as an input?*
#
# **Open `lab3/objective.py`** and write `next_token_pairs` and `language_model_loss`.

# %% name="pairs_of_a_text"
from lab3.objective import next_token_pairs

inputs, targets = next_token_pairs(encode_doc("cat"))
for token, target in zip(inputs, targets, strict=True):
    print(f"seen {decode([token])!r}, guess {decode([target])!r}")

# %% name="check_objective" tags=["check"]
grader.check("objective")

# %% [markdown] name="part_2_model"
# The first model looks up a vector for the character it sees, sends it through a small neural network, and scores every
# character of the vocabulary as a candidate for the next place. The scores are called *logits*.
#
# *The same matrix turns characters into vectors at the bottom and vectors into scores at the top. How many numbers does
# this save, with 256 characters and vectors of 32?*
#
# **Open `lab3/mlp.py`** and write `MLP`, the tied weights, and `FeedForwardLM.forward`.

# %% name="check_mlp" tags=["check"]
grader.check("mlp")

# %% [markdown] name="part_3"
# ## Part 3. Trace the MLP
#
# Take nine characters and follow them through the model by hand. The model is untrained, and its parameters are drawn
# with a fixed seed, so that everybody sees the same numbers.

# %% name="mlp_set_up" tags=["trace_mlp"]
from lab3.mlp import FeedForwardLM

trace_text = "Tom had a"
mlp_ids = encode_doc(trace_text)  # (9,)
mlp_model = FeedForwardLM(n_vocab=256, emb_dim=32, n_hidden=128)
draw_parameters(mlp_model, seed=0)

# %% [markdown] name="mlp_predict_text"
# **Predict first.** Write down the shape that the data has at each of the five stations. Guess before you run anything;
# a wrong guess now is worth more than a right number later.

# %% name="mlp_predict" tags=["trace_mlp"]
# TODO(trace_mlp): set `predicted_shapes` to a dict with the keys "token ids", "embeddings", "hidden", "output" and
# "logits". Each value is a tuple, such as (9,) for the ids of nine characters.
### BEGIN SOLUTION
predicted_shapes = {
    "token ids": (9,),
    "embeddings": (9, 32),
    "hidden": (9, 128),
    "output": (9, 32),
    "logits": (9, 256),
}
### END SOLUTION

# %% [markdown] name="mlp_embeddings_text"
# **Station 1: embeddings.** Each id picks a row of a matrix.

# %% name="mlp_embeddings" tags=["trace_mlp"]
# TODO(trace_mlp): set `mlp_embeddings` to the embeddings of `mlp_ids`, by `mlp_model.word_to_embedding`.
### BEGIN SOLUTION
mlp_embeddings = mlp_model.word_to_embedding(mlp_ids)  # (9, 32)
### END SOLUTION
print(tuple(mlp_embeddings.shape))

# %% [markdown] name="mlp_hidden_text"
# **Station 2: the hidden layer.** `mlp_model.model.model` is the `nn.Sequential` that you built. Its layers are
# `[0]`, `[1]` and `[2]`.
#
# *About which part of the numbers will be zero after the ReLU?*

# %% name="mlp_hidden" tags=["trace_mlp"]
# TODO(trace_mlp): set `mlp_hidden` to what comes out of the first linear layer AND the ReLU.
### BEGIN SOLUTION
mlp_hidden = mlp_model.model.model[1](
    mlp_model.model.model[0](mlp_embeddings)
)  # (9, 128)
### END SOLUTION
print(
    tuple(mlp_hidden.shape),
    f"{(mlp_hidden == 0).float().mean():.0%} of the numbers are zero",
)

# %% [markdown] name="mlp_logits_text"
# **Stations 3 and 4: back to 32 numbers, then a score for each character.**

# %% name="mlp_output" tags=["trace_mlp"]
# TODO(trace_mlp): set `mlp_output` to what the second linear layer makes of it, and `mlp_logits` to the logits.
### BEGIN SOLUTION
mlp_output = mlp_model.model.model[2](mlp_hidden)  # (9, 32)
mlp_logits = mlp_model.lm_head(mlp_output)  # (9, 256)
### END SOLUTION
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))

# %% [markdown] name="mlp_next_text"
# **The guess.** The largest logit of each row is the model's favourite for the next character.

# %% name="mlp_next" tags=["trace_mlp"]
# TODO(trace_mlp): set `mlp_next_ids` to the id of the likeliest next character at each of the nine places: int64, (9,).
### BEGIN SOLUTION
mlp_next_ids = mlp_logits.argmax(dim=-1)  # (9,)
### END SOLUTION
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))

# %% [markdown] name="mlp_proof_text"
# Your trace and the model have to agree to the last digit that a float can hold:

# %% name="mlp_proof"
torch.testing.assert_close(mlp_logits, mlp_model(mlp_ids))
print("the trace gives what mlp_model(mlp_ids) gives")

# %% name="check_trace_mlp" tags=["check"]
grader.check("trace_mlp")

# %% [markdown] name="mlp_train_text"
# **Train it.** The stories come with the lab: little tales in the manner of TinyStories.

# %% name="stories"
train_ids, held_out_ids = (
    encode_doc(stories_as_text(load_stories(split)))
    for split in ("train", "validation")
)
print(
    f"{len(train_ids):,} characters to learn from, {len(held_out_ids):,} held out. One begins so:"
)
print(decode(train_ids[:200]))

# %% name="train_mlp"
trained_mlp = make_model("mlp")
mlp_history = train(trained_mlp, train_ids, STEPS["mlp"], held_out_ids)

# %% [markdown] name="mlp_after_text"
# What does each of the nine characters make it expect now? Read a column from top to bottom.
#
# *Some columns are equal. Which ones, and why can it not be otherwise?*

# %% name="mlp_guesses"
show(
    plot_next_characters(trained_mlp(mlp_ids), trace_text),
    alt="A table: for each character of the text, the five likeliest next "
    "characters of the trained MLP. After a space come t, a, s and others; "
    "columns of the same character are the same.",
)

# %% [markdown] name="floor_text"
# **A floor under the loss.** Whoever sees only the present character can know at best how often each character follows
# it. The loss of that best guesser is the *bigram entropy* of the text, and no amount of training gets an MLP below it.

# %% name="floor"
floor = bigram_floor(train_ids, held_out_ids)
print(
    f"bigram floor {floor:.3f} nats, your MLP {mlp_history.held_out_loss[-1]:.3f} nats per character"
)

# %% [markdown] name="floor_question"
# *Your MLP stopped just above the floor. What would you suspect if it went below? What does a model need, to do better
# honestly?*

# %% [markdown] name="part_4"
# ## Part 4. Self-attention
#
# To do better, a token has to learn from the tokens before it. Not from those after it: at the time of guessing, they
# are not there yet. In training they are, so we have to hide them.
#
# *Draw a 4 × 4 matrix: rows are the tokens that look, columns the tokens looked at. Cross out what must not be seen.*
#
# **Open `lab3/causal_mask.py`** and write `make_causal_mask`.

# %% name="mask_picture"
from lab3.causal_mask import VERY_SMALL_NUMBER, make_causal_mask

show(
    plot_mask(make_causal_mask(9), trace_text),
    alt="A 9 by 9 matrix: dark on and below the diagonal, where a query may "
    "look; light above it.",
)

# %% name="check_causal_mask" tags=["check"]
grader.check("causal_mask")

# %% [markdown] name="part_4_head"
# Now one attention head. Every token sends out a *query* (what am I looking for?), shows a *key* (what do I have?), and
# hands over a *value* (what do you get from me?). Where a query and a key point the same way, their product is large,
# and much of that value flows.
#
# *The product of two random vectors of length d spreads like √d. What happens to a softmax if its inputs spread widely?
# And what do we divide by, so that they do not?*
#
# **Open `lab3/attention.py`** and write `attention_weights` and `forward` of `BareBonesAttentionHead`.

# %% name="check_attention" tags=["check"]
grader.check("attention")

# %% [markdown] name="part_4_heads"
# One head can look for one thing. Several heads side by side can look for several; what they find is put next to each
# other and mixed by one more matrix.
#
# **In the same file**, write `BareBonesSelfAttention.forward`.

# %% name="check_multi_head" tags=["check"]
grader.check("multi_head")

# %% [markdown] name="part_5"
# ## Part 5. The transformer
#
# A transformer layer is attention, which moves information between tokens, and an MLP, which works on each by itself.
# Each adds to what is there (a *residual*), and each gets its input *normed*.
#
# *Attention does not care in which order the tokens stand: shuffle the past, and the weighted sum stays the same. How,
# then, can the `l` at the end tell `trail` from `trial`?*
#
# **Open `lab3/transformer.py`** and write both `forward`s.

# %% name="check_transformer" tags=["check"]
grader.check("transformer")

# %% [markdown] name="part_6"
# ## Part 6. Trace the transformer
#
# The same nine characters, now through an untrained transformer, step by step from the weights of one head.

# %% name="transformer_set_up" tags=["trace_transformer"]
from lab3.causal_mask import make_causal_mask
from lab3.transformer import TransformerLM

trace_text = "Tom had a"
trace_ids = encode_doc(trace_text)  # (9,)
trace_model = TransformerLM(
    n_vocab=256, max_len=32, emb_dim=32, n_hidden=128, head_dim=8, n_heads=4
)
draw_parameters(trace_model, seed=1)
layer = trace_model.model
head = layer.self_attention.heads[0]

# %% [markdown] name="transformer_embed_text"
# **What, and where.** The input of the layer is the sum of two embeddings: of the character, and of its position.

# %% name="transformer_embed" tags=["trace_transformer"]
# TODO(trace_transformer): set `token_embeddings` and `position_embeddings`, and `x` to their sum; all (9, 32).
### BEGIN SOLUTION
token_embeddings = trace_model.word_to_embedding(trace_ids)  # (9, 32)
position_embeddings = trace_model.pos_to_embedding(
    torch.arange(len(trace_ids))
)  # (9, 32)
x = token_embeddings + position_embeddings  # (9, 32)
### END SOLUTION
print(tuple(x.shape))

# %% [markdown] name="transformer_norm_text"
# **Layer norm** brings each token's vector to mean 0 and spread 1, and then lets the model stretch and shift it.

# %% name="transformer_norm" tags=["trace_transformer"]
# TODO(trace_transformer): set `normed` to `x` after the layer's first norm, (9, 32).
### BEGIN SOLUTION
normed = layer.norm_1(x)  # (9, 32)
### END SOLUTION
print(tuple(normed.shape))

# %% [markdown] name="transformer_qkv_text"
# **Query, key, value** of the first head.
#
# *Predict their shapes. Which numbers of them depend on the token before?*

# %% name="transformer_qkv" tags=["trace_transformer"]
# TODO(trace_transformer): set `q`, `k` and `v` to the queries, keys and values that `head` makes of `normed`.
### BEGIN SOLUTION
q = head.get_query(normed)  # (9, 8)
k = head.get_key(normed)  # (9, 8)
v = head.get_value(normed)  # (9, 8)
### END SOLUTION
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))

# %% [markdown] name="transformer_scores_text"
# **Scores.** Every query meets every key. Row: who looks. Column: who is looked at.

# %% name="transformer_scores" tags=["trace_transformer"]
# TODO(trace_transformer): set `raw_scores` to the product of each query with each key, and `scaled_scores` to the same,
# scaled as in your head; both (9, 9).
### BEGIN SOLUTION
raw_scores = q @ k.transpose(-2, -1)  # (9, 9)
scaled_scores = raw_scores / math.sqrt(head.head_dim)  # (9, 9)
### END SOLUTION
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")

# %% name="transformer_scores_picture"
show(
    plot_scores(raw_scores, trace_text, "raw scores"),
    alt="A 9 by 9 matrix of raw scores on a diverging scale: brown for "
    "negative, green for positive, on both sides of the diagonal.",
)

# %% [markdown] name="transformer_weights_text"
# **Mask and softmax.** The mask wipes out the future; the softmax turns each row into weights that sum to 1.
#
# *What will the first row be, whatever the numbers?*

# %% name="transformer_weights" tags=["trace_transformer"]
# TODO(trace_transformer): set `masked_scores` to the scaled scores with the causal mask, and `weights` to the softmax
# of them over the keys; both (9, 9).
### BEGIN SOLUTION
masked_scores = scaled_scores + make_causal_mask(len(trace_ids))  # (9, 9)
weights = torch.softmax(masked_scores, dim=-1)  # (9, 9)
### END SOLUTION
print("the rows sum to", weights.sum(dim=-1).tolist())

# %% name="transformer_weights_picture"
show(
    plot_scores(masked_scores, trace_text, "masked scores"),
    alt="The scores once more, scaled: above the diagonal the matrix is empty, "
    "since the mask hides the future.",
)
show(
    plot_attention(weights, trace_text),
    alt="The attention weights of the head: a lower triangle. The first row is "
    "1 on the diagonal; further down, the weight is spread over several "
    "earlier characters.",
)

# %% [markdown] name="transformer_output_text"
# **The weighted sum**, and what all heads make of it together.

# %% name="transformer_output" tags=["trace_transformer"]
# TODO(trace_transformer): set `head_output` to the values mixed by the weights, (9, 8), and `attention_output` to what
# the whole of `layer.self_attention` makes of `normed`, (9, 32).
### BEGIN SOLUTION
head_output = weights @ v  # (9, 8)
attention_output = layer.self_attention(normed)  # (9, 32)
### END SOLUTION
print(tuple(head_output.shape), tuple(attention_output.shape))

# %% [markdown] name="transformer_logits_text"
# **Residuals and logits.** Attention adds to `x`; the MLP adds to that; the tied matrix scores the characters.

# %% name="transformer_logits" tags=["trace_transformer"]
# TODO(trace_transformer): set `after_attention` and `after_mlp`, both (9, 32), to the stream after each residual, and
# `logits` to the logits, (9, 256). Mind which norm goes where.
### BEGIN SOLUTION
after_attention = x + attention_output  # (9, 32)
after_mlp = after_attention + layer.mlp(layer.norm_2(after_attention))  # (9, 32)
logits = trace_model.lm_head(after_mlp)  # (9, 256)
### END SOLUTION
print(tuple(logits.shape))

# %% [markdown] name="transformer_proof_text"
# **The proof.** Step by step and all at once must be the same:

# %% name="transformer_proof"
torch.testing.assert_close(weights, head.attention_weights(normed))
torch.testing.assert_close(logits, trace_model(trace_ids))
print("the trace gives what trace_model(trace_ids) gives")

# %% name="check_trace_transformer" tags=["check"]
grader.check("trace_transformer")

# %% [markdown] name="compare"
# ## Both models, side by side
#
# The transformer has the same embeddings and the same MLP. What it has more is attention and positions.
#
# *Where will its loss end: above the floor, on it, or below?*

# %% name="train_transformer"
trained_transformer = make_model("transformer")
transformer_history = train(
    trained_transformer, train_ids, STEPS["transformer"], held_out_ids
)

# %% name="compare_losses"
histories = {"MLP": mlp_history, "transformer": transformer_history}
show(
    plot_losses(histories, floor),
    alt="Training and held-out losses of both models over the steps. The MLP "
    "flattens out just above the dashed bigram floor; the transformer goes "
    "well below it.",
)
for name, history in histories.items():
    loss = history.held_out_loss[-1]
    print(f"{name:12} {loss:.3f} nats, perplexity {math.exp(loss):.2f} per character")
print(
    f"{'bigram floor':12} {floor:.3f} nats, perplexity {math.exp(floor):.2f} per character"
)

# %% [markdown] name="perplexity_text"
# The *perplexity* says among how many equally likely characters the model still hesitates.

# %% name="check_training" tags=["check"]
grader.check("training")

# %% [markdown] name="generation_text"
# **Let them write.** A model that gives probabilities can be asked for a character, and for another, and another.
#
# *Why do we draw from the probabilities, instead of always taking the likeliest character?*
#
# **Open `lab3/generation.py`** and write `next_token_probabilities` and `generate`.

# %% name="check_generation" tags=["check"]
grader.check("generation")

# %% name="texts"
prompt = "Once upon a time"  # your own words go here
show_texts(
    {
        name: generate(model, prompt, 200, 0.8, torch.Generator().manual_seed(0))
        for name, model in {
            "MLP": trained_mlp,
            "transformer": trained_transformer,
        }.items()
    }
)

# %% [markdown] name="attention_text"
# **What does a trained transformer look at?** All four heads, on a sentence of your choice (at most 32 characters).
#
# *Look for a head that watches the character right before, and for one that finds the beginning of the word.*

# %% name="trained_attention"
sentence = "The cat sat. The dog"
show(
    plot_attention(attention_of(trained_transformer, sentence), sentence),
    alt="The attention weights of four heads on a sentence: lower triangles. "
    "Some heads put most weight near the diagonal, others on spaces or on "
    "the letters of the present word.",
)

# %% [markdown] name="explore_text"
# Where widgets run, you can pick a head and a query here and watch its weights:

# %% name="explore"
explore_attention(attention_of(trained_transformer, sentence), sentence)

# %% [markdown] name="reflection"
# ## Check your understanding
#
# Answer in your own words, two to five sentences each. A person reads this part (10 points).

# %% [markdown] name="reflection_1_question"
# **1.** What can the MLP not do, and how does the transformer overcome it?

# %% [markdown] name="reflection_1" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_1_answer" tags=["instructor"]
# **Model answer.** The MLP sees one character; whatever stood before it makes no difference, so its loss cannot go below
# the bigram entropy. In the transformer each token looks at all tokens before it and takes over a mixture of their
# values, so the guess depends on the whole context: the loss goes below the floor.

# %% [markdown] name="reflection_2_question"
# **2.** What is the causal mask for? What would happen to the training loss, and to the texts, without it?

# %% [markdown] name="reflection_2" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_2_answer" tags=["instructor"]
# **Model answer.** In training, all positions are guessed at once, and the target of each is its right neighbour in the
# input. Without the mask a token can copy its target: the training loss falls towards zero, and held-out loss, measured
# in the same way, too. When writing, there is nothing to copy from, and the texts are rubbish.

# %% [markdown] name="reflection_3_question"
# **3.** Why does a transformer need position embeddings, when the MLP needs none?

# %% [markdown] name="reflection_3" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_3_answer" tags=["instructor"]
# **Model answer.** A weighted sum does not depend on the order of what is summed, and weights come from the contents of
# tokens alone: to the `l` at the end, `trail` and `trial` would look the same. The position embedding becomes part of
# the content. The MLP sees a single character, so there is no order to lose.

# %% [markdown] name="reflection_4_question"
# **4.** A sequence has length 10 and embeddings of size 32. Which shapes do q, k and v have in a head with `head_dim` 8?
# Which shape have the scores, and which does the output of all 4 heads have before and after `to_output`?

# %% [markdown] name="reflection_4" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_4_answer" tags=["instructor"]
# **Model answer.** q, k and v are (10, 8) each, whatever the embedding's size; the scores are (10, 10), one for each pair
# of query and key; four heads side by side give (10, 32), here by chance the size of the embedding, and `to_output`
# gives (10, 32).

# %% [markdown] name="reflection_5_question"
# **5.** Explain self-attention to a colleague who knows matrices but no neural networks.

# %% [markdown] name="reflection_5" tags=["manual"]
# *Your answer here.*

# %% [markdown] name="reflection_5_answer" tags=["instructor"]
# **Model answer.** Every token has three vectors, each made from its embedding by a matrix that is learned: a query, a
# key and a value. The product of its query with the key of another token says how much that one matters. A softmax turns
# these products into weights that sum to 1, after later tokens have been ruled out, and the token gets the sum of the
# values with these weights.

# %% [markdown] name="extensions"
# ## Extensions
#
# Each of these is one cell, runs in seconds, and ends with a picture. Change them.

# %% [markdown] name="extension_heads_text"
# **More heads.** The same 32 numbers, cut into 1, 2, 4 or 8 heads. *Which do you bet on?*

# %% name="extension_heads"
by_heads = {}
for n_heads in (1, 2, 4, 8):
    torch.manual_seed(0)
    model = TransformerLM(256, 32, 32, 128, head_dim=32 // n_heads, n_heads=n_heads)
    by_heads[f"{n_heads} of {32 // n_heads}"] = train(
        model, train_ids, STEPS["transformer"], held_out_ids
    )
show(
    plot_losses(by_heads, floor),
    alt="Losses of transformers with 1, 2, 4 and 8 heads: all go below the "
    "bigram floor; eight small heads end a little above the others.",
)

# %% [markdown] name="extension_embeddings_text"
# **Similar characters.** Where have the characters moved in training? *Expect the vowels to sit together. Do they?*

# %% name="extension_embeddings"
show(
    plot_embeddings(
        trained_transformer.word_to_embedding.weight,
        "abcdefghijklmnopqrstuvwxyzTSHO .,!?",
    ),
    alt="A map of the character embeddings of the trained transformer: vowels, "
    "consonants, capitals and punctuation in different colours, each kind "
    "more or less by itself.",
)

# %% [markdown] name="extension_positions_text"
# **No position embeddings.** Set them to zero and keep them there. *How much does it cost? Look at what the heads do
# now.*

# %% name="extension_positions"
blind = make_model("transformer")
nn.init.zeros_(blind.pos_to_embedding.weight)
blind.pos_to_embedding.weight.requires_grad_(False)
blind_history = train(blind, train_ids, STEPS["transformer"], held_out_ids)
show(
    plot_losses(
        {"with positions": transformer_history, "without": blind_history}, floor
    ),
    alt="Losses of two transformers: the one without position embeddings stays "
    "clearly above the one with them.",
)
show(
    plot_attention(attention_of(blind, sentence), sentence),
    alt="Attention without positions: equal characters get equal weights, "
    "wherever they stand.",
)

# %% [markdown] name="extension_sampling_text"
# **Sampling.** Temperature, and *top-k*: draw from the k likeliest characters only. *Which text would you rather read?*

# %% name="extension_sampling"
from matplotlib.figure import Figure

start = "Tom had a red b"
last_logits = trained_transformer(encode_doc(start))[-1].detach()  # (256,)
figure = Figure(figsize=(9, 3), layout="constrained")
for axes, temperature in zip(
    figure.subplots(1, 3, sharey=True), (0.3, 0.8, 1.5), strict=True
):
    probabilities, likeliest = torch.softmax(last_logits / temperature, dim=-1).topk(10)
    axes.bar(
        [visible(chr(token_id)) for token_id in likeliest.tolist()],
        probabilities.tolist(),
    )
    axes.set(title=f"temperature {temperature}", ylim=(0, 1), xlabel="next character")
show(
    figure,
    alt="Probabilities of the next character at three temperatures: three "
    "characters stand out at 0.3; at 1.5 seven are about equally likely.",
)


class TopK(nn.Module):
    """A model that rules out all but the k likeliest tokens."""

    def __init__(self, model, k):
        super().__init__()
        self.model, self.max_len, self.k = model, model.max_len, k

    def forward(self, input_ids):
        scores = self.model(input_ids)  # (..., L, 256)
        smallest = scores.topk(self.k, dim=-1).values[..., -1:]  # (..., L, 1)
        return scores.masked_fill(scores < smallest, VERY_SMALL_NUMBER)


for name, model, temperature in (
    ("temperature 0.3", trained_transformer, 0.3),
    ("temperature 1.5", trained_transformer, 1.5),
    ("temperature 1, top 3", TopK(trained_transformer, 3), 1.0),
):
    print(
        f"{name}: {generate(model, start, 80, temperature, torch.Generator().manual_seed(0))!r}\n"
    )

# %% [markdown] name="extension_corpus_text"
# **Another corpus.** Python's own `argparse`, say; or any text file of yours, or `load_stories(source="tinystories")`
# where there is a network. *What will the model learn first?*

# %% name="extension_corpus"
import argparse

source_ids = encode_doc(Path(argparse.__file__).read_text(encoding="utf-8"))
split_at = len(source_ids) * 9 // 10
code_ids, held_out_code_ids = source_ids[:split_at], source_ids[split_at:]
code_model = make_model("transformer")
code_history = train(code_model, code_ids, STEPS["transformer"], held_out_code_ids)
show(
    plot_losses(
        {"transformer on Python": code_history},
        bigram_floor(code_ids, held_out_code_ids),
    ),
    alt="Losses of a transformer that learns Python source: it goes below the "
    "bigram floor of that text.",
)
print(generate(code_model, "    def ", 200, 0.6, torch.Generator().manual_seed(0)))

# %% [markdown] name="hand_in"
# ## Hand in
#
# Save the notebook, and hand in a zip with it and your folder `lab3`.
