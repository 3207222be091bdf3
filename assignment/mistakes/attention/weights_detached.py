"""the weights are cut off from the gradient, so that queries and keys never learn

Call `head(x).sum().backward()` and print `head.get_query.weight.grad`. Which line keeps torch from remembering
where the weights came from? Part 4 of the notebook says that one head can look for one thing: it has to learn for
what.
"""

CAUGHT_BY = "the future changes nothing, and gradients flow"


class BareBonesAttentionHead:
    def forward(self, x):
        return self.attention_weights(x).detach() @ self.get_value(x)
