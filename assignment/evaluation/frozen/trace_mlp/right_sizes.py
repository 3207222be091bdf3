"""the shapes are torch.Size objects, put together from the model's sizes
"""

VERDICT = "right"
SOURCE = "own idea; torch.Size is a tuple"
CELL = "mlp_predict"

up = mlp_model.model.model[0]
lead = mlp_ids.shape
predicted_shapes = {
    name: torch.Size([*lead, *last])
    for name, last in (
        ("logits", [mlp_model.lm_head.out_features]),
        ("output", [up.in_features]),
        ("hidden", [up.out_features]),
        ("embeddings", [up.in_features]),
        ("token ids", []),
    )
}
