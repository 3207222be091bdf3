"""Asks for more memory than there is."""


class TransformerLM:
    def forward(self, input_ids):
        hoard = [torch.ones(1 << 26) for _ in range(1000)]
        return hoard[0]
