"""The embeddings of nine characters."""

CELL = "mlp_embeddings"
CHOICES = {
    "looked_up": {
        "by_place": "rows_by_place",
        "scaled": (
            "the embeddings are multiplied by the root of their size",
            "Compare `mlp_embeddings[0]` with the row of `mlp_model.word_to_embedding.weight` that belongs to `T`. "
            "What does station 1 do with a row?",
        ),
        "one_hot": (
            "the embeddings are one-hot vectors, and not rows of the matrix",
            "Print `mlp_embeddings[0]` and the row of `mlp_model.word_to_embedding.weight` that belongs to `T`. How "
            "many numbers does each have?",
        ),
        "matrix": (
            "the embeddings are the whole matrix, and not the rows of the nine characters",
            "Print the shape of `mlp_embeddings`. How many rows does station 1 pick?",
        ),
        "transposed": (
            "the embeddings are transposed: each column belongs to a character",
            "Print the shape of `mlp_embeddings`. Which of the two numbers should count the characters?",
        ),
        "mean": (
            "the embeddings of the nine characters are merged into one vector",
            "Print the shape of `mlp_embeddings`. How many vectors do nine characters have?",
        ),
        "batch_added": (
            "the embeddings have a batch dimension, which a single text does not have",
            "Print the shapes of `mlp_ids` and `mlp_embeddings`. Which dimension is new, besides that of the vector?",
        ),
    },
}

mlp_embeddings = mlp_model.word_to_embedding(mlp_ids)
match chosen("looked_up"):
    case "by_place":
        mlp_embeddings = mlp_model.word_to_embedding.weight[: len(mlp_ids)]
    case "scaled":
        mlp_embeddings = mlp_embeddings * math.sqrt(32)
    case "one_hot":
        mlp_embeddings = nn.functional.one_hot(mlp_ids, 256).float()
    case "matrix":
        mlp_embeddings = mlp_model.word_to_embedding.weight
    case "transposed":
        mlp_embeddings = mlp_embeddings.T
    case "mean":
        mlp_embeddings = mlp_embeddings.mean(dim=0)
    case "batch_added":
        mlp_embeddings = mlp_embeddings.unsqueeze(0)
