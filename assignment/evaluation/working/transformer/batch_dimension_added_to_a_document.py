"""Positions with a leading 1 give a single document a batch dimension

For (L,) the result is (1, L, n_vocab); batches are right.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/bbruceyuan/LLMs-Zero-to-Hero/issues/3 (positions with unsqueeze(0))"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"length {length} over max_len {self.max_len}")
        positions = torch.arange(length, device=input_ids.device).unsqueeze(0)  # (1, L)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        x = self.model(x)
        return self.lm_head(x)
