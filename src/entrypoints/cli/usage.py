"""Sentences about a command line that was typed wrong."""

from cyclopts import CycloptsError, MissingArgumentError

PROGRAM = "temu-jtl"


def usage_sentences(error: CycloptsError) -> tuple[str, str]:
    """
    Return what is wrong, and which command shows the help for it.
    """
    chain = " ".join((PROGRAM, *(error.command_chain or ())))
    text = str(error)
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        name = error.argument.name
        # A positional argument is typed without its dashes.
        shown = name.lstrip("-").upper().replace("-", "_") if _required(error) else name
        text = f"{chain} needs {shown}" if _required(error) else f"{name} needs a value after it"
    return text, f"{chain} --help"


def _required(error: MissingArgumentError) -> bool:
    return error.argument is not None and error.argument.required and not error.tokens_so_far
