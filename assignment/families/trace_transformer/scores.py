"""The scores of each query with each key."""

CELL = "transformer_scores"
CHOICES = {
    "product": {
        "transposed": (
            "the scores are transposed: each row belongs to a key",
            "Print `raw_scores[0, 1]` and `(q[0] * k[1]).sum()`. Row: who looks. Column: who is looked at.",
        ),
        "queries_alone": (
            "queries meet queries, and not keys",
            "Compare `raw_scores[0, 1]` with `raw_scores[1, 0]`. Which two vectors make a score?",
        ),
        "keys_alone": (
            "keys meet keys, and not queries",
            "Compare `raw_scores[0, 1]` with `raw_scores[1, 0]`. Which two vectors make a score?",
        ),
        "reshaped": (
            "the keys are reshaped where they should be transposed",
            "Print a matrix of 2 rows and 3 columns, its `transpose(-2, -1)` and its `reshape(3, 2)`.",
        ),
        "scaled": (
            "`raw_scores` are scaled already",
            "Print the spread of both variables: the raw one should be larger. Which operators change a tensor in "
            "place?",
        ),
    },
    "divisor": {
        "root_of_emb_dim": "scaled_by_emb_dim",
        "none": (
            "`scaled_scores` are not scaled",
            "Print the spread of `raw_scores` and of `scaled_scores`. By what does your head divide?",
        ),
        "head_dim": (
            "the scores are divided by head_dim, and not by its root",
            "Print `raw_scores / scaled_scores`: which number is it? By what does your head divide?",
        ),
        "times_root": (
            "the scores are multiplied by the root of head_dim, where they should be divided by it",
            "Print the spread of `raw_scores` and of `scaled_scores`: which of them should be smaller?",
        ),
        "root_of_length": (
            "the scores are divided by the root of the number of characters",
            "Print `raw_scores / scaled_scores`: which number is it, squared? How many numbers does a query have?",
        ),
        "root_of_heads": (
            "the scores are divided by the root of the number of heads",
            "Print `raw_scores / scaled_scores`: which number is it, squared? How many numbers does a query have?",
        ),
    },
}

match chosen("product"):
    case "transposed":
        raw_scores = k @ q.T
    case "queries_alone":
        raw_scores = q @ q.T
    case "keys_alone":
        raw_scores = k @ k.T
    case "reshaped":
        raw_scores = q @ k.reshape(8, 9)
    case _:
        raw_scores = q @ k.T
match chosen("divisor"):
    case "root_of_emb_dim":
        scaled_scores = raw_scores / math.sqrt(32)
    case "none":
        scaled_scores = raw_scores
    case "head_dim":
        scaled_scores = raw_scores / 8
    case "times_root":
        scaled_scores = raw_scores * math.sqrt(8)
    case "root_of_length":
        scaled_scores = raw_scores / 3
    case "root_of_heads":
        scaled_scores = raw_scores / 2
    case _:
        scaled_scores = raw_scores / math.sqrt(8)
match chosen("product"):
    case "scaled":
        raw_scores = scaled_scores
