"""Mean 0 and spread 1 by hand, without the norm's weight and bias

The model stretches and shifts after norming; and std() divides by n - 1 here.
"""

VERDICT = "wrong"
SOURCE = "annotated transformer, LayerNorm; textbook definitions that leave gamma and beta out (from memory, not looked up)"
CELL = "transformer_norm"

mean = x.mean(dim=-1, keepdim=True)
spread = x.std(dim=-1, keepdim=True)
normed = (x - mean) / spread  # (9, 32)
print(tuple(normed.shape))
