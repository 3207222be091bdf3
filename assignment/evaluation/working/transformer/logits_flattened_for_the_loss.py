"""Returns logits flattened over batch and length

The lecture flattens them for the loss; the model should return (..., L, n_vocab).
"""

VERDICT = "wrong"
SOURCE = "ng-video-lecture: logits.view(B*T, C)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        T = input_ids.shape[-1]
        if T > self.max_len:
            raise ValueError(f"T = {T} but at most {self.max_len}")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(T, device=input_ids.device))
        logits = self.lm_head(self.model(x))
        return logits.view(-1, logits.size(-1))
