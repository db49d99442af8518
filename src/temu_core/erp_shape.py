"""Of what the ERP's tables are made, as far as we read them."""

import attrs


@attrs.frozen(kw_only=True, order=True)
class ErpColumn:
    """
    One column of a table or view.
    """

    #: With its schema, as a person would look for it.
    table: str
    name: str
    #: The type without its length, in the ERP's database's own words.
    kind: str


@attrs.frozen(kw_only=True)
class ErpShape:
    """
    What we need of the ERP, and what of it is there.
    """

    #: Tables with the columns we name in our questions.
    needed: frozenset[tuple[str, str]]
    #: Those of them that are there, and every column of the tables we write.
    found: frozenset[ErpColumn]
    #: The tables we write: there a column we do not know counts as well.
    written: frozenset[str] = frozenset()
