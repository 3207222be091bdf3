"""Takes shape[1] as the length, with a special case for one document

With two leading dimensions shape[1] is a batch size: the positions do not fit, or are taken along the wrong
dimension.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/lucidrains/x-transformers/pull/84 (x.shape[1])"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        seq_len = input_ids.shape[0] if input_ids.dim() == 1 else input_ids.shape[1]
        if seq_len > self.max_len:
            raise ValueError(f"sequence of {seq_len} tokens, at most {self.max_len} allowed")
        positions = torch.arange(seq_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
