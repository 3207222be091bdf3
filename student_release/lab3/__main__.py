"""`python -m lab3`: train the models, compare them, let them write, and check your work."""

import argparse
import sys
from pathlib import Path

import torch


class UsageError(Exception):
    """What was asked for cannot be done; the text is one sentence."""


def main() -> int:
    """Run one command; returns 0, or 2 after one line about what is wrong."""
    options = parser().parse_args()
    from .data import StoriesError

    try:
        return options.command(options) or 0
    except KeyboardInterrupt:
        return 130
    except (UsageError, StoriesError, NotImplementedError, OSError, ValueError) as error:
        if options.traceback:
            raise
        print(f"lab3: {' '.join(str(error).split())}", file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    """The command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--traceback", action="store_true", help="show where an error came from")
    common.add_argument("--source", default="embedded", help="embedded (default), tinystories, or the path of a file")
    common.add_argument("--seed", type=int, default=0, help="of weights, batches and texts (default 0)")
    common.add_argument("--steps", type=int, help="training steps (default: mlp 500, transformer 200)")
    common.add_argument("--device", default="cpu", help="cpu (default) or cuda")
    which = argparse.ArgumentParser(add_help=False)
    which.add_argument("--model", choices=("mlp", "transformer"), default="transformer", help="(default: transformer)")
    which.add_argument("--weights", type=Path, metavar="FILE", help="weights that `train` saved, instead of training")

    top = argparse.ArgumentParser(prog="python -m lab3", description=__doc__)
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    train = commands.add_parser("train", parents=[common, which], help="train one model and save its weights")
    train.add_argument("--save", type=Path, default=Path("model.pt"), metavar="FILE", help="(default: model.pt)")
    train.set_defaults(command=train_command)

    compare = commands.add_parser("compare", parents=[common], help="train both, draw their losses, write with each")
    compare.add_argument("--out", type=Path, default=Path("losses.png"), help="the picture (default: losses.png)")
    _add_text_options(compare)
    compare.set_defaults(command=compare_command)

    generate = commands.add_parser("generate", parents=[common, which], help="let a model write")
    _add_text_options(generate)
    generate.set_defaults(command=generate_command)

    attention = commands.add_parser("attention", parents=[common, which], help="draw what the transformer looks at")
    attention.add_argument("text", nargs="?", default="Tom had a red ball.", help="at most 32 characters")
    attention.add_argument("--out", type=Path, default=Path("attention.png"), help="(default: attention.png)")
    attention.set_defaults(command=attention_command)

    check = commands.add_parser("check", help="run the public tests")
    check.add_argument("questions", nargs="*", metavar="QUESTION", help="such as attention (default: all)")
    check.add_argument("--traceback", action="store_true", help="show where an error came from")
    check.set_defaults(command=check_command)
    return top


def _add_text_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--prompt", default="Once upon a time", help='(default: "Once upon a time")')
    command.add_argument("--tokens", type=int, default=200, help="characters to write (default 200)")
    command.add_argument("--temperature", type=float, default=0.8, help="below 1 safer, above 1 wilder (default 0.8)")


def train_command(options: argparse.Namespace) -> None:
    """Train one model, and save its weights."""
    model, history, floor = _train(options.model, options)
    print(f"held-out loss {history.held_out_loss[-1]:.3f} nats per character; the bigram floor is {floor:.3f}")
    torch.save(model.state_dict(), options.save)
    print(f"wrote {options.save}")


def compare_command(options: argparse.Namespace) -> None:
    """Train both models; print their losses beside the floor, and a text from each."""
    from .plotting import plot_losses

    models, histories, floor = {}, {}, 0.0
    for kind in ("mlp", "transformer"):
        models[kind], histories[kind], floor = _train(kind, options)
    plot_losses(histories, floor).savefig(options.out, dpi=120)
    print(f"\n{'':14}loss (nats)   perplexity per character")
    for name, loss in [("bigram floor", floor), *((kind, h.held_out_loss[-1]) for kind, h in histories.items())]:
        print(f"{name:14}{loss:8.3f}   {2.718281828459045**loss:12.2f}")
    for kind, model in models.items():
        print(f"\n{kind}: {_write(model, options)}")
    print(f"\nwrote {options.out}")


def generate_command(options: argparse.Namespace) -> None:
    """Write a text with one model."""
    print(_write(_model(options), options))


def attention_command(options: argparse.Namespace) -> None:
    """Draw the attention of every head of the transformer on a text."""
    from .models import attention_of
    from .plotting import plot_attention

    if options.model != "transformer":
        raise UsageError("the MLP has no attention: leave --model out")
    weights = attention_of(_model(options), options.text)
    plot_attention(weights, options.text).savefig(options.out, dpi=120)
    print(f"wrote {options.out}")


def check_command(options: argparse.Namespace) -> int:
    """Run public tests, and print what each of them says; returns 0 when all passed, else 1."""
    try:
        from checks.public_tests import check
    except ModuleNotFoundError:
        raise UsageError("there is no folder checks/ here: run this in the folder of the starter code") from None
    return check(options.questions)


def _train(kind: str, options: argparse.Namespace):
    """A trained model, its history, and the bigram floor of the stories."""
    from .data import load_stories, stories_as_text
    from .models import CONTEXT_LEN, STEPS, make_model
    from .tokenization import encode_doc
    from .training import bigram_floor, train

    if options.device.startswith("cuda") and not torch.cuda.is_available():
        raise UsageError("there is no CUDA device here: leave --device out")
    if options.steps is not None and options.steps < 1:
        raise UsageError("--steps should be at least 1")
    train_ids, held_out_ids = (
        encode_doc(stories_as_text(load_stories(split, options.source))) for split in ("train", "validation")
    )
    model = make_model(kind, options.seed).to(options.device)
    steps = options.steps or STEPS[kind]
    history = train(model, train_ids, steps, held_out_ids, context_len=CONTEXT_LEN, seed=options.seed)
    return model, history, bigram_floor(train_ids, held_out_ids)


def _model(options: argparse.Namespace):
    """The model with saved weights where given, else one trained now."""
    from .models import make_model

    if options.weights is None:
        return _train(options.model, options)[0]
    model = make_model(options.model)
    try:
        model.load_state_dict(torch.load(options.weights, weights_only=True, map_location="cpu"))
    except FileNotFoundError:
        raise UsageError(f"there is no file {options.weights}: `python -m lab3 train` makes one") from None
    except Exception:  # torch.load and load_state_dict raise many kinds for a file that does not fit
        raise UsageError(f"{options.weights} holds no weights of a {options.model}: see --model") from None
    return model.to(options.device)


def _write(model: torch.nn.Module, options: argparse.Namespace) -> str:
    from .generation import generate

    if not options.prompt or options.temperature <= 0 or options.tokens < 0:
        raise UsageError("a text needs a prompt, a temperature above 0, and no negative number of --tokens")
    generator = torch.Generator().manual_seed(options.seed)
    return generate(model, options.prompt, options.tokens, options.temperature, generator)


if __name__ == "__main__":
    sys.exit(main())
