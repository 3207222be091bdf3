"""Mean 0 and spread 1, without the learned stretch and shift

The weight and the bias of norm_1 are left out.
"""

VERDICT = "wrong"
SOURCE = "F.layer_norm without weight and bias (Stack Overflow)"
CELL = "transformer_norm"

normed = torch.nn.functional.layer_norm(x, (32,))  # (9, 32)
print(tuple(normed.shape))
