"""Remembers the position ids for each length and device

Only whole numbers are remembered, never embeddings, so the cache cannot go stale when the parameters change.
"""

VERDICT = "right"
SOURCE = "functools caches for position ids in forum answers"

_POSITIONS = {}


def positions_for(length, device):
    key = (length, device)
    if key not in _POSITIONS:
        _POSITIONS[key] = torch.tensor(list(range(length)), dtype=torch.int64, device=device)
    return _POSITIONS[key]


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        try:
            length_is_fine = input_ids.shape[-1] <= self.max_len
            assert length_is_fine
        except AssertionError:
            raise ValueError(f"L = {input_ids.shape[-1]} but max_len = {self.max_len}") from None
        places = positions_for(input_ids.shape[-1], str(input_ids.device))
        return self.lm_head(self.model(self.word_to_embedding(input_ids) + self.pos_to_embedding(places)))
