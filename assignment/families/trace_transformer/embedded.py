"""The sum of the embeddings of characters and positions."""

CELL = "transformer_embed"
CHOICES = {
    "positions": {
        "from_one": "positions_from_one",
        "not_added": (
            "x has no positions: it is the embeddings of the characters alone",
            "Print `x - token_embeddings`: is it zero? Part 5 asks how a model tells `trail` from `trial`.",
        ),
        "of_words": (
            "the positions are looked up in the table of characters",
            "Print `position_embeddings[0]` and the first rows of both tables, `trace_model.word_to_embedding.weight` "
            "and `trace_model.pos_to_embedding.weight`. From which of them is it?",
        ),
        "all_first": (
            "all characters have the position 0",
            "Print `position_embeddings`: do its rows differ? Which numbers do you look up?",
        ),
    },
    "embedded": {
        "scaled": (
            "the embeddings of the characters are multiplied by the root of their size",
            "Compare `token_embeddings[0]` with the row of `trace_model.word_to_embedding.weight` that belongs to `T`.",
        ),
        "by_place": (
            "the first rows of the character table are taken, and not the rows of the nine ids",
            "Two of the nine characters are the same: compare `token_embeddings[5]` with `token_embeddings[8]`. Which "
            "number should pick the row?",
        ),
    },
    "added": {
        "multiplied": (
            "the two embeddings are multiplied, where they should be added",
            "Compare `x[0]` with `token_embeddings[0]` and `position_embeddings[0]`. What does the text above the cell "
            "make of the two?",
        ),
        "side_by_side": (
            "the two embeddings stand side by side, where they should be added",
            "Print the shape of x, which should be (9, 32).",
        ),
        "batch_added": (
            "x has a batch dimension, which a single text does not have",
            "Print the shape of x, which should be (9, 32).",
        ),
    },
}

places = torch.arange(len(trace_ids))
token_embeddings = trace_model.word_to_embedding(trace_ids)
position_embeddings = trace_model.pos_to_embedding(places)
match chosen("embedded"):
    case "scaled":
        token_embeddings = token_embeddings * math.sqrt(32)
    case "by_place":
        token_embeddings = trace_model.word_to_embedding(places)
match chosen("positions"):
    case "from_one":
        position_embeddings = trace_model.pos_to_embedding(places + 1)
    case "of_words":
        position_embeddings = trace_model.word_to_embedding(places)
    case "all_first":
        position_embeddings = trace_model.pos_to_embedding(torch.zeros_like(places))
x = token_embeddings if chosen("positions") == "not_added" else token_embeddings + position_embeddings
match chosen("added"):
    case "multiplied":
        x = token_embeddings * position_embeddings
    case "side_by_side":
        x = torch.cat([token_embeddings, position_embeddings], dim=-1)
    case "batch_added":
        x = x.unsqueeze(0)
