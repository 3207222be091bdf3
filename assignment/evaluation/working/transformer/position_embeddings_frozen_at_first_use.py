"""Copies the position table once and uses the copy ever after

The copy is detached and goes stale: the positions do not learn, and loading weights after the first call
changes nothing.
"""

VERDICT = "wrong"
SOURCE = "sinusoidal encodings as a constant buffer, carried over to learned ones"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"L={L}, max_len={self.max_len}")
        if getattr(self, "pe", None) is None:
            self.pe = self.pos_to_embedding.weight.detach().clone()
        x = self.word_to_embedding(input_ids) + self.pe[:L].to(input_ids.device)
        return self.lm_head(self.model(x))
