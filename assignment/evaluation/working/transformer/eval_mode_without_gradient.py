"""In eval mode the model switches gradients off

eval() is about layers that act differently in training, not about gradients; saliency of an evaluated model
would fail.
"""

VERDICT = "wrong"
SOURCE = "confusion of model.eval() with torch.no_grad() on the PyTorch forum"
DEBATABLE = "The task text says nothing of gradients in eval mode; nn.Module's contract has them."

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
            return self.lm_head(self.model(x))
