"""Positions run along the first dimension

The old PyTorch tutorial has the sequence first; here every document of a batch gets one position, its number
in the batch.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/KasperGroesLudvigsen/influenza_transformer/issues/9 (x.size(0) of the seq-first tutorial)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        if input_ids.shape[-1] > self.max_len:
            raise ValueError(f"{input_ids.shape[-1]} is more than {self.max_len}")
        x = self.word_to_embedding(input_ids)
        pos = self.pos_to_embedding(torch.arange(input_ids.size(0), device=input_ids.device))
        if input_ids.dim() == 2:
            pos = pos.unsqueeze(1)
        return self.lm_head(self.model(x + pos))
