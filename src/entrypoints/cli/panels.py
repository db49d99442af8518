"""The headings under which the help lists the commands."""

from typing import Final

from cyclopts import Group

START: Final = Group("Start here", sort_key=1)
WORK: Final = Group("Work", sort_key=2)
MEND: Final = Group("Look and mend", sort_key=3)
HOUSE: Final = Group("Switches and housekeeping", sort_key=4)
HELP: Final = Group("Help", sort_key=5)
EVERYWHERE: Final = Group("Options of every command", sort_key=1000)
