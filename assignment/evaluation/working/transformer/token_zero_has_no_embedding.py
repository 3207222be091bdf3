"""Embeddings of id 0 are set to zero, as for padding

Id 0 is a character of the vocabulary here; nothing is padded.
"""

VERDICT = "wrong"
SOURCE = "nn.Embedding padding_idx=0 in tutorials"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = nn.functional.embedding(input_ids, self.word_to_embedding.weight)
        x = x * (input_ids != 0).unsqueeze(-1)
        x = x + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        return self.lm_head(self.model(x))
