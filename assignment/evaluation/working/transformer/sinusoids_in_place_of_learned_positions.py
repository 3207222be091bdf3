"""Sine and cosine encodings in place of the learned table

The lab learns its positions; here the table of positions is not used at all.
"""

VERDICT = "wrong"
SOURCE = "Attention Is All You Need, section 3.5, and the PyTorch tutorial's PositionalEncoding"

import math


class TransformerLM(nn.Module):
    def _sinusoids(self, length, device):
        d = self.word_to_embedding.embedding_dim
        position = torch.arange(length, device=device, dtype=torch.float32).unsqueeze(1)
        rate = torch.exp(torch.arange(0, d, 2, device=device) * (-math.log(10000.0) / d))
        pe = torch.zeros(length, d, device=device)
        pe[:, 0::2] = torch.sin(position * rate)
        pe[:, 1::2] = torch.cos(position * rate)[:, : d // 2]
        return pe

    def forward(self, input_ids):
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens are more than {self.max_len}")
        x = self.word_to_embedding(input_ids) + self._sinusoids(length, input_ids.device)
        return self.lm_head(self.model(x))
