"""Only batches of documents, and an assert for the length

Two mistakes: a single document cannot be unpacked, and the error is of the wrong kind.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT model.py read as a template (b, t unpacked; assert on t)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        b, t = input_ids.size()
        assert t <= self.max_len, f"{t} > {self.max_len}"
        pos = torch.arange(0, t, dtype=torch.long, device=input_ids.device).unsqueeze(0).repeat(b, 1)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(pos)
        x = self.model(x)
        return self.lm_head(x)
