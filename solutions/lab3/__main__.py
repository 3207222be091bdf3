"""`python -m lab3`: train the models, compare them, let them write, check your work, and hand it in."""

import argparse
import codecs
import importlib
import math
import os
import sys
import traceback
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DEVICES = "auto, cpu, cuda or mps"
TEMPERATURES = (0.001, 1000.0)
LARGEST_SEED = 2**63 - 1
SIGNS = {"✓": "+", "✗": "x", "→": "->", "…": "...", "–": "-", "“": '"', "”": '"', "’": "'"}
"""What is printed where the terminal, or the file, cannot hold a sign; other characters become such as \\xe9."""


class UsageError(Exception):
    """What was asked for cannot be done; the text is one sentence."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def _end(self, message):
        self.exit(2, f"lab3: {message.removeprefix('argument ')}; `{self.prog} --help` shows what there is\n")

    error = _end


def main() -> int:
    """Run one command; returns 0, or 2 after one line about what is wrong."""
    print_whatever_the_encoding()
    try:
        try:
            return _run(parser().parse_args())
        finally:  # also where argparse ends the program, as after --help
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:  # nobody reads on, as in `python -m lab3 check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(options: argparse.Namespace) -> int:
    """Run the chosen command; an error becomes a line, unless --traceback is given."""
    try:
        return options.command(options) or 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        raise
    except Exception as error:  # also those of code that is not finished yet
        if options.traceback:
            raise
        print(f"lab3: {_sentence(error)}", file=sys.stderr)
        return 2


def print_whatever_the_encoding() -> None:
    """Let no character that the output cannot hold end the program."""
    codecs.register_error("lab3", _in_ascii)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="lab3")


def _in_ascii(error):
    if not isinstance(error, UnicodeEncodeError):
        raise error
    characters = error.object[error.start : error.end]
    return "".join(SIGNS.get(c, c.encode("ascii", "backslashreplace").decode()) for c in characters), error.end


def _sentence(error: Exception) -> str:
    """An exception in one line; what is none of ours also says where it comes from."""
    from .data import StoriesError

    text = " ".join(str(error).split())
    if isinstance(error, UsageError | StoriesError | NotImplementedError) and text:
        return text
    if isinstance(error, SyntaxError):
        return f"{_shown(error.filename)}, line {error.lineno}: {error.msg}"
    if isinstance(error, ModuleNotFoundError) and not str(error.name).startswith(PACKAGE.name):
        return f"there is no package {error.name} here: run `pip install -r requirements.txt`"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent == PACKAGE]
    place = f" in {_shown(frames[-1].filename)}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}: {text} (--traceback shows all of it)"


def _shown(file: str | None) -> str:
    return f"{PACKAGE.name}/{Path(file).name}" if file and Path(file).parent == PACKAGE else str(file)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--traceback", action="store_true", help="show where an error came from")
    common.add_argument("--source", default="embedded", help="embedded (default), tinystories, or the path of a file")
    common.add_argument("--seed", type=_seed, default=0, metavar="N", help="of weights, batches and texts (default 0)")
    common.add_argument("--steps", type=_positive, metavar="N",
                        help="training steps (default: mlp 500, transformer 200)")  # fmt: skip
    common.add_argument("--device", default="cpu", help=f"{DEVICES} (default: cpu); auto takes a GPU if there is one")
    which = argparse.ArgumentParser(add_help=False)
    which.add_argument("--model", choices=("mlp", "transformer"), default="transformer", help="(default: transformer)")
    which.add_argument("--weights", type=Path, metavar="FILE", help="weights that `train` saved, instead of training")

    top = _Parser(prog="python -m lab3", description=__doc__)
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    train = commands.add_parser("train", parents=[common, which], help="train one model and save its weights")
    train.add_argument("--save", type=Path, default=Path("model.pt"), metavar="FILE", help="(default: model.pt)")
    train.set_defaults(command=train_command)

    compare = commands.add_parser("compare", parents=[common], help="train both, draw their losses, write with each")
    compare.add_argument("--out", type=Path, default=Path("losses.png"), metavar="FILE",
                         help="the picture (default: losses.png)")  # fmt: skip
    _add_text_options(compare)
    compare.set_defaults(command=compare_command)

    generate = commands.add_parser("generate", parents=[common, which], help="let a model write")
    _add_text_options(generate)
    generate.set_defaults(command=generate_command)

    attention = commands.add_parser("attention", parents=[common, which], help="draw what the transformer looks at")
    attention.add_argument("text", nargs="?", default="Tom had a red ball.", help="at most 32 characters")
    attention.add_argument("--out", type=Path, default=Path("attention.png"), metavar="FILE",
                           help="(default: attention.png)")  # fmt: skip
    attention.set_defaults(command=attention_command)

    explore = commands.add_parser("explore", parents=[common], help="your models in one page that a browser opens")
    explore.add_argument("--model", type=Path, metavar="FILE", help="weights of a transformer, instead of training one")
    explore.add_argument("--text", default="Tom had a red ball.", help="what the page opens with")
    explore.add_argument("--out", type=Path, default=Path("explorer.html"), metavar="FILE",
                         help="the page (default: explorer.html)")  # fmt: skip
    explore.add_argument("--no-browser", action="store_true", help="write the page, and do not open it")
    explore.set_defaults(command=explore_command)

    check = commands.add_parser("check", help="run the public tests")
    check.add_argument("questions", nargs="*", metavar="QUESTION", help="such as attention (default: all)")
    check.add_argument("--more", action="store_true", help="also say what to try where a mistake is recognised")
    check.add_argument("--traceback", action="store_true", help="show where an error came from")
    check.set_defaults(command=check_command)

    handin = commands.add_parser("handin", help="write the zip to hand in")
    handin.add_argument("--out", type=Path, default=Path(f"{PACKAGE.name}-handin.zip"), metavar="FILE",
                        help=f"the zip (default: {PACKAGE.name}-handin.zip)")  # fmt: skip
    handin.add_argument("--traceback", action="store_true", help="show where an error came from")
    handin.set_defaults(command=hand_in_command)
    return top


def _add_text_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("text", nargs="?", help='how the text begins (default: "Once upon a time")')
    command.add_argument("--prompt", metavar="TEXT", help="the same")
    command.add_argument("--tokens", type=_not_negative, default=200, metavar="N",
                         help="characters to write (default 200)")  # fmt: skip
    command.add_argument("--temperature", type=_temperature, default=0.8, metavar="X",
                         help="below 1 safer, above 1 wilder (default 0.8)")  # fmt: skip


def _whole(text: str, smallest: int, largest: float, what: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = smallest - 1
    if not smallest <= number <= largest:
        raise argparse.ArgumentTypeError(f"{text!r} should be {what}")
    return number


def _positive(text: str) -> int:
    return _whole(text, 1, math.inf, "a whole number, at least 1")


def _not_negative(text: str) -> int:
    return _whole(text, 0, math.inf, "a whole number, at least 0")


def _seed(text: str) -> int:
    return _whole(text, 0, LARGEST_SEED, f"a whole number from 0 to {LARGEST_SEED}")


def _temperature(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not TEMPERATURES[0] <= number <= TEMPERATURES[1]:
        raise argparse.ArgumentTypeError(f"{text!r} should be a number from {TEMPERATURES[0]:g} to {TEMPERATURES[1]:g}")
    return number


def train_command(options: argparse.Namespace) -> None:
    """Train one model, and save its weights."""
    import torch

    _writable(options.save, "--save")
    model, history, floor = _train(options.model, options)
    torch.save(model.state_dict(), options.save)
    print(f"held-out loss {history.held_out_loss[-1]:.3f} nats per character; the bigram floor is {floor:.3f}")
    print(f"wrote {options.save}")


def compare_command(options: argparse.Namespace) -> None:
    """Train both models; print their losses next to the floor, and a text from each."""
    from .plotting import plot_losses

    prompt, out = _prompt(options), _picture(options.out)
    models, histories, floor = {}, {}, 0.0
    for kind in ("mlp", "transformer"):
        models[kind], histories[kind], floor = _train(kind, options)
    plot_losses(histories, floor).savefig(out, dpi=120)
    print(f"\n{'':14}loss (nats)   perplexity per character")
    for name, loss in [("bigram floor", floor), *((kind, h.held_out_loss[-1]) for kind, h in histories.items())]:
        print(f"{name:14}{loss:8.3f}   {2.718281828459045**loss:12.2f}")
    for kind, model in models.items():
        print(f"\n{kind}: {_write(model, prompt, options)}")
    print(f"\nwrote {out}")


def generate_command(options: argparse.Namespace) -> None:
    """Write a text with one model."""
    prompt = _prompt(options)
    print(_write(_model(options), prompt, options))


def attention_command(options: argparse.Namespace) -> None:
    """Draw the attention of every head of the transformer on a text."""
    from .models import CONTEXT_LEN, attention_of, check_text
    from .plotting import plot_attention

    if options.model != "transformer":
        raise UsageError("the MLP has no attention: leave --model out")
    if problem := check_text(options.text, CONTEXT_LEN):
        raise UsageError(problem)
    out = _picture(options.out)
    weights = attention_of(_model(options), options.text)
    plot_attention(weights, options.text).savefig(out, dpi=120)
    print(f"wrote {out}")


def explore_command(options: argparse.Namespace) -> None:
    """Write both models into one page, and open it."""
    from .explore import explore
    from .explore_data import ExplorerError

    _writable(options.out, "--out")
    options.device = _device(options.device)
    try:
        explore(options)
    except ExplorerError as error:
        raise UsageError(error) from None


def check_command(options: argparse.Namespace) -> int:
    """Run public tests, and print what each of them says; returns 0 when all passed, else 1."""
    check = _checks("command").check
    try:
        return check(options.questions, options.more)
    except FileNotFoundError as error:
        raise UsageError(error) from None


def hand_in_command(options: argparse.Namespace) -> int:
    """Write the zip to hand in, and say what is in it and what may be forgotten."""
    hand_in = _checks("hand_in")
    try:
        return hand_in.hand_in(options.out)
    except (FileNotFoundError, hand_in.CannotHandIn) as error:
        raise UsageError(error) from None


def _checks(name: str):
    """A module of the folder `checks/`; raises `UsageError` where it is not here."""
    try:
        return importlib.import_module(f"checks.{name}")
    except ModuleNotFoundError as error:
        if not str(error.name).startswith("checks"):
            raise
        raise UsageError("there is no folder checks/ here: run this in the folder of the starter code") from None


def _prompt(options: argparse.Namespace) -> str:
    """How the text begins; there has to be something in it that a model can see."""
    from .tokenization import N_VOCAB

    if options.text is not None and options.prompt is not None:
        raise UsageError("the beginning of the text is given twice: leave --prompt out")
    given = options.prompt if options.text is None else options.text
    prompt = "Once upon a time" if given is None else given
    if not any(ord(character) < N_VOCAB for character in prompt):
        raise UsageError(
            f"no character of {prompt!r} is in the vocabulary: give at least one, such as a letter from a to z"
        )
    return prompt


def _writable(path: Path, option: str) -> None:
    """Raise `UsageError` where a file cannot be written: better now than after the training."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file with {option}")
    if not path.parent.exists():
        raise UsageError(f"there is no folder {path.parent}: make it first, or name another file with {option}")
    existed = path.exists()
    try:
        with path.open("ab"):
            pass
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}): name another file with {option}") from None
    if not existed:
        path.unlink()


def _picture(path: Path) -> Path:
    """The file of a picture, which can be written and has a format; raises `UsageError`."""
    from matplotlib.figure import Figure

    known = Figure().canvas.get_supported_filetypes()
    path = path if path.suffix or path.is_dir() else path.with_name(f"{path.name}.png")
    if path.suffix and path.suffix[1:].lower() not in known:
        raise UsageError(f"--out {path}: no picture can have the ending {path.suffix}; there are {', '.join(known)}")
    _writable(path, "--out")
    return path


def _device(name: str) -> str:
    """The device with this name; raises `UsageError` where it is not there."""
    import torch

    mps = torch.backends.mps.is_available()
    if name == "auto":
        return "cuda" if torch.cuda.is_available() else "mps" if mps else "cpu"
    kind, _, number = name.partition(":")
    if kind not in ("cpu", "cuda", "mps") or (number and not number.isdecimal()):
        raise UsageError(f"there is no device {name!r}: give {DEVICES} for --device")
    if kind == "cuda" and not torch.cuda.is_available():
        raise UsageError("there is no CUDA GPU here that PyTorch can use: give --device auto, or leave it out")
    there = torch.cuda.device_count() if kind == "cuda" else 1
    if number and int(number) >= there:
        raise UsageError(f"there is no device {name!r}: the last one is {kind}:{there - 1}")
    if kind == "mps" and not mps:
        raise UsageError("there is no Apple GPU here that PyTorch can use: give --device auto, or leave it out")
    return name


def _train(kind: str, options: argparse.Namespace):
    """A trained model, its history, and the bigram floor of the stories."""
    from .data import load_stories, stories_as_text
    from .models import CONTEXT_LEN, STEPS, make_model
    from .tokenization import encode_doc
    from .training import bigram_floor, train

    device = _device(options.device)
    train_ids, held_out_ids = (
        encode_doc(stories_as_text(load_stories(split, options.source))) for split in ("train", "validation")
    )
    if min(len(train_ids), len(held_out_ids)) <= CONTEXT_LEN:
        raise UsageError(
            f"{options.source} is too short: its splits have {len(train_ids)} and {len(held_out_ids)} characters of "
            f"the vocabulary; each needs more than {CONTEXT_LEN}"
        )
    model = make_model(kind, options.seed).to(device)
    steps = options.steps or STEPS[kind]
    history = train(model, train_ids, steps, held_out_ids, context_len=CONTEXT_LEN, seed=options.seed)
    return model, history, bigram_floor(train_ids, held_out_ids)


def _model(options: argparse.Namespace):
    """The model with saved weights where given, else one trained now."""
    import torch

    from .models import make_model

    if options.weights is None:
        return _train(options.model, options)[0]
    device = _device(options.device)
    model = make_model(options.model)
    try:
        model.load_state_dict(torch.load(options.weights, weights_only=True, map_location="cpu"))
    except FileNotFoundError:
        raise UsageError(f"there is no file {options.weights}: `python -m lab3 train` makes one") from None
    except Exception:  # torch.load and load_state_dict raise many kinds for a file that does not fit
        raise UsageError(f"{options.weights} holds no weights of a {options.model}: see --model") from None
    return model.to(device)


def _write(model, prompt: str, options: argparse.Namespace) -> str:
    import torch

    from .generation import generate

    generator = torch.Generator().manual_seed(options.seed)
    return generate(model, prompt, options.tokens, options.temperature, generator)


if __name__ == "__main__":
    sys.exit(main())
