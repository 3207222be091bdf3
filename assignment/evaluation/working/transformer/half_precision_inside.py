"""Computes in bfloat16 and casts the logits back

Eight bits of precision are too few to agree with the layer computed step by step.
"""

VERDICT = "wrong"
SOURCE = "autocast to bfloat16 in nanoGPT's train.py"
DEBATABLE = "Values are compared with tolerances; a loose one would let bfloat16 pass."

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        x = self.model(x).to(torch.bfloat16)
        logits = x @ self.word_to_embedding.weight.to(torch.bfloat16).T
        return logits.float()
