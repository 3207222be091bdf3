"""argmax without a dimension

The result is one number, the place of the largest score in the flattened matrix.
"""

VERDICT = "wrong"
SOURCE = "http://ningg.top/ai-series-argmax-intro (argmax without dim)"
CELL = "mlp_next"

mlp_next_ids = torch.argmax(mlp_logits)
print("the best next id is", mlp_next_ids.item())
