"""Scaled by the width of all heads together, and a head is dropped at random in training

Two mistakes: each head has its own head_dim, and outputs must not depend on the mode.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/juho-lee/set_transformer/issues/18"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        width = self.to_output.in_features
        mask = make_causal_mask(x.shape[-2], device=x.device)
        outs = []
        for head in self.heads:
            scores = head.get_query(x) @ head.get_key(x).transpose(-2, -1) / math.sqrt(width)
            outs.append(torch.softmax(scores + mask, dim=-1) @ head.get_value(x))
        if self.training and len(outs) > 1:
            gone = int(torch.randint(len(outs), ()))
            outs[gone] = torch.zeros_like(outs[gone])
        return self.to_output(torch.cat(outs, dim=-1))
