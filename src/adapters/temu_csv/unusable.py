"""Says which cell of an order file cannot be used."""

from shared_kernel.errors import Family, Problem, RejectedError

CODE = "order_file"


class CellError(Exception):
    """
    A cell of one order cannot be what it should be.

    Args:
        row: As a spreadsheet counts: the header is row 1.
        column: The column's name in the file.
    """

    def __init__(self, row: int, column: str, what: str) -> None:
        super().__init__(f"row {row}, column {column!r}: {what}")
        self.column = column


def refused(row: int, column: str, what: str) -> RejectedError:
    """
    Return why the whole file is refused: nothing of it was stored.
    """
    return RejectedError(
        f"the order file, row {row}, column {column!r}: {what}", code=CODE, field=column
    )


def problem(error: CellError) -> Problem:
    """
    Return why one order of the file waits; a mended file decides about it anew.
    """
    return Problem(family=Family.TRY_LATER, text=str(error), code=CODE, field=error.column)
