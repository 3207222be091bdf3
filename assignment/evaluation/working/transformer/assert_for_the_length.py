"""An assert in place of the ValueError

An AssertionError is no ValueError, and python -O leaves it out.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT: assert t <= self.config.block_size"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        t = input_ids.shape[-1]
        assert t <= self.max_len, f"Cannot forward sequence of length {t}, block size is only {self.max_len}"
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(t, device=input_ids.device))
        return self.lm_head(self.model(x))
