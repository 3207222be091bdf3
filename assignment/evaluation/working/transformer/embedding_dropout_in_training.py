"""Dropout on the embeddings while training

There is no dropout in the lab, so training mode gives random logits.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT: self.transformer.drop(tok_emb + pos_emb)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        if self.training:
            x = nn.functional.dropout(x, p=0.1)
        return self.lm_head(self.model(x))
