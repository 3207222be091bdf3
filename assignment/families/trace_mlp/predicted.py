"""The shapes that are predicted before the trace begins."""

CELL = "mlp_predict"
CHOICES = {
    "all_shapes": {
        "without_places": "predicted_without_places",
        "batch_first": (
            "each shape is predicted with a batch dimension, which a single text does not have",
            "Print `mlp_ids.shape`: how many dimensions does it have? What does a model do with the dimensions that "
            "come before those of a token?",
        ),
        "columns": (
            "each token is predicted to be a column, where it is a row",
            "Print `tuple(mlp_embeddings.shape)` and compare it with your prediction. Which of the two numbers counts "
            "the characters?",
        ),
        "seven": (
            "the shapes are predicted for seven characters: the two spaces are left out",
            'Print `len("Tom had a")` and `mlp_ids.shape`. Is a space a character?',
        ),
    },
    "ids_shape": {
        "one_hot": (
            "the token ids are predicted to be vectors as long as the vocabulary, where each one is a single number",
            "Print `mlp_ids`. How many numbers stand for each character?",
        ),
        "column": (
            "the token ids are predicted to be a matrix with one column, where they are a plain row of numbers",
            "Print `mlp_ids` and its shape. How many dimensions does it have?",
        ),
        "row": (
            "the token ids are predicted to be a matrix with one row, where they have one dimension",
            "Print `mlp_ids` and its shape. How many dimensions does it have?",
        ),
        "embedded": (
            "the token ids are predicted to be vectors already",
            "Print `mlp_ids`. At which station does a number become a vector?",
        ),
    },
    "embeddings_shape": {
        "column": (
            "the embeddings are predicted with a column for each character, where it should be a row",
            "Compare `predicted_shapes['embeddings']` with `tuple(mlp_embeddings.shape)`. Which of the two numbers "
            "counts the characters?",
        ),
        "one_place": (
            "the embeddings are predicted for one character, and not for nine",
            "Compare `predicted_shapes['embeddings']` with `tuple(mlp_embeddings.shape)`. How many characters go "
            "through the model at once?",
        ),
        "matrix": (
            "the embeddings are predicted to be the whole matrix, and not one row of it for each character",
            "Compare `predicted_shapes['embeddings']` with `tuple(mlp_embeddings.shape)`. How many rows does station 1 "
            "pick?",
        ),
        "vocabulary": (
            "the embeddings are predicted to be as wide as the vocabulary",
            "Compare `predicted_shapes['embeddings']` with `tuple(mlp_embeddings.shape)`. With which emb_dim was the "
            "model built?",
        ),
        "hidden": (
            "the embeddings are predicted to be as wide as the hidden layer",
            "Compare `predicted_shapes['embeddings']` with `tuple(mlp_embeddings.shape)`. With which emb_dim was the "
            "model built?",
        ),
    },
    "hidden_shape": {
        "column": (
            "the hidden layer is predicted with a column for each character, where it should be a row",
            "Compare `predicted_shapes['hidden']` with `tuple(mlp_hidden.shape)`. Which of the two numbers counts "
            "the characters?",
        ),
        "one_place": (
            "the hidden layer is predicted for one character, and not for nine",
            "Compare `predicted_shapes['hidden']` with `tuple(mlp_hidden.shape)`. How many characters go through "
            "the model at once?",
        ),
        "embedding": "predicted_hidden_wrong",
        "vocabulary": (
            "the hidden layer is predicted to be as wide as the vocabulary",
            "Compare `predicted_shapes['hidden']` with `tuple(mlp_hidden.shape)`. Which argument of the model is the "
            "size of the hidden layer?",
        ),
    },
    "output_shape": {
        "column": (
            "the output of the MLP is predicted with a column for each character, where it should be a row",
            "Compare `predicted_shapes['output']` with `tuple(mlp_output.shape)`. Which of the two numbers counts "
            "the characters?",
        ),
        "one_place": (
            "the output of the MLP is predicted for one character, and not for nine",
            "Compare `predicted_shapes['output']` with `tuple(mlp_output.shape)`. How many characters go through "
            "the model at once?",
        ),
        "hidden": (
            "the output of the MLP is predicted to be as wide as its hidden layer",
            "Compare `predicted_shapes['output']` with `tuple(mlp_output.shape)`. What does the second linear layer "
            "bring its input back to?",
        ),
        "vocabulary": (
            "the output of the MLP is predicted to be as wide as the vocabulary",
            "Compare `predicted_shapes['output']` with `tuple(mlp_output.shape)`. Which station comes after the MLP, "
            "and makes scores?",
        ),
    },
    "logits_shape": {
        "column": (
            "the logits are predicted with a column for each character, where it should be a row",
            "Compare `predicted_shapes['logits']` with `tuple(mlp_logits.shape)`. Which of the two numbers counts "
            "the characters?",
        ),
        "one_row": (
            "the logits are predicted for one place, where each of the nine has its own",
            "Compare `predicted_shapes['logits']` with `tuple(mlp_logits.shape)`. How many guesses does the model "
            "make?",
        ),
        "one_number": (
            "one logit is predicted for each place, where each character of the vocabulary gets one",
            "Compare `predicted_shapes['logits']` with `tuple(mlp_logits.shape)`. How many characters are "
            "candidates for the next place?",
        ),
        "embedding": (
            "the logits are predicted to be as wide as the embeddings",
            "Compare `predicted_shapes['logits']` with `tuple(mlp_logits.shape)`. How many characters are candidates "
            "for the next place?",
        ),
        "hidden": (
            "the logits are predicted to be as wide as the hidden layer",
            "Compare `predicted_shapes['logits']` with `tuple(mlp_logits.shape)`. How many characters are candidates "
            "for the next place?",
        ),
    },
}

places = 7 if chosen("all_shapes") == "seven" else 9
widths = {
    "embeddings": {"vocabulary": 256, "hidden": 128}.get(chosen("embeddings_shape"), 32),
    "hidden": {"embedding": 32, "vocabulary": 256}.get(chosen("hidden_shape"), 128),
    "output": {"hidden": 128, "vocabulary": 256}.get(chosen("output_shape"), 32),
    "logits": {"embedding": 32, "hidden": 128}.get(chosen("logits_shape"), 256),
}
predicted_shapes = {"token ids": (places,)} | {name: (places, width) for name, width in widths.items()}
for name, width in widths.items():
    if chosen(f"{name}_shape") == "column":
        predicted_shapes[name] = (width, places)
    if chosen(f"{name}_shape") == "one_place":
        predicted_shapes[name] = (width,)
match chosen("all_shapes"):
    case "without_places":
        predicted_shapes = {"token ids": (1,)} | {name: (width,) for name, width in widths.items()}
    case "batch_first":
        predicted_shapes = {name: (1, *shape) for name, shape in predicted_shapes.items()}
    case "columns":
        predicted_shapes = {name: shape[::-1] for name, shape in predicted_shapes.items()}
if chosen("ids_shape"):
    predicted_shapes["token ids"] = {
        "one_hot": (places, 256),
        "column": (places, 1),
        "row": (1, places),
        "embedded": (places, 32),
    }[chosen("ids_shape")]
if chosen("embeddings_shape") == "matrix":
    predicted_shapes["embeddings"] = (256, 32)
if chosen("logits_shape").startswith("one"):
    predicted_shapes["logits"] = {"one_row": (256,), "one_number": (places,)}[chosen("logits_shape")]
