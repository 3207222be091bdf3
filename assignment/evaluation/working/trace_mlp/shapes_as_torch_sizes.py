"""The shapes are torch.Size objects

torch.Size is a kind of tuple, and equal to the tuple of the same numbers.
"""

VERDICT = "right"
SOURCE = "PyTorch habit of comparing with torch.Size"
CELL = "mlp_predict"

predicted_shapes = {
    name: torch.Size((9, *rest))
    for name, rest in [
        ("token ids", ()),
        ("embeddings", (32,)),
        ("hidden", (128,)),
        ("output", (32,)),
        ("logits", (256,)),
    ]
}
