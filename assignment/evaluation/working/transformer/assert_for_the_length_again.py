"""Checks the length with assert

An AssertionError is no ValueError, and with python -O there is no check at all.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT model.py: assert t <= block_size"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        T = input_ids.shape[-1]
        assert T <= self.max_len, f"Cannot forward sequence of length {T}, block size is only {self.max_len}"
        pos = torch.arange(0, T, dtype=torch.long, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(pos)
        return self.lm_head(self.model(x))
