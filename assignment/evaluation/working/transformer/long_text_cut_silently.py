"""Cuts a long text to its last max_len tokens

Cropping is the business of generate; forward should refuse, and here it returns fewer rows than there were
tokens.
"""

VERDICT = "wrong"
SOURCE = "ng-video-lecture: idx[:, -block_size:] moved from generate into forward"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        input_ids = input_ids[..., -self.max_len :]
        positions = torch.arange(input_ids.shape[-1], device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
