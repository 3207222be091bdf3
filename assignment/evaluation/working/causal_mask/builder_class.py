"""A small class with a method for each step

Nothing but the triangle comes out of it; the class only gives names to its parts.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: over-engineered course submissions"

class CausalMaskBuilder:
    def __init__(self, size, device):
        self.size = size
        self.options = {"device": device, "dtype": torch.float32}

    def blocked(self):
        ones = torch.ones((self.size, self.size), dtype=torch.bool, device=self.options["device"])
        return torch.logical_not(torch.tril(ones))

    def build(self):
        canvas = torch.zeros((self.size, self.size), **self.options)
        ink = torch.full((), VERY_SMALL_NUMBER, **self.options)
        return torch.where(self.blocked(), ink, canvas)


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    return CausalMaskBuilder(sequence_len, device).build()
