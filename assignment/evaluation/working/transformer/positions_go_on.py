"""Goes on counting positions where the last call ended

There is no key-value cache here: each call sees a whole text, which begins at position 0. The second call
gives other logits.
"""

VERDICT = "wrong"
SOURCE = "ml-explore/mlx-lm PR 93 (offset of a cache that is not there)"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"{n} tokens are too many: this model takes at most {self.max_len}")
        start = getattr(self, "n_seen", 0)
        if start + n > self.max_len:
            start = 0
        self.n_seen = start + n
        positions = torch.arange(start, start + n, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
