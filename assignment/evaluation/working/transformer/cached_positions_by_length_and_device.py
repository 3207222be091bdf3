"""Positions are cached in a dict under length and device

The key holds all that the tensor depends on, so a hit is always right.
"""

VERDICT = "right"
SOURCE = "rotary embedding implementations that cache by length and device"

class TransformerLM(nn.Module):
    def _positions(self, length, device):
        if not hasattr(self, "_position_cache"):
            self._position_cache = {}
        key = (length, str(device))
        if key not in self._position_cache:
            self._position_cache[key] = torch.arange(length, device=device)
        return self._position_cache[key]

    def forward(self, input_ids):
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{self.max_len} tokens at most, please: this text has {length}")
        positions = self._positions(length, input_ids.device)
        return self.lm_head(self.model(self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)))
