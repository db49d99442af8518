"""
Prints the fake JTL for a SQL Server: ``python -m sandbox jtl-script > jtl.sql``.
"""

import argparse
import sys
from collections.abc import Sequence

from sandbox.jtl.script import DATABASE, sql_server_script
from sandbox.jtl.setup import JtlSetup
from sandbox.world import SCENARIOS

NAME = "jtl-script"


def print_script(arguments: Sequence[str]) -> int:
    """
    Print the script in batches that ``sqlcmd`` and Management Studio run.
    """
    parser = argparse.ArgumentParser(prog=f"python -m sandbox {NAME}", description=__doc__)
    parser.add_argument("--scenario", choices=sorted(SCENARIOS), default="small")
    parser.add_argument("--database", default=DATABASE, help="name of the new database")
    options = parser.parse_args(arguments)
    told = SCENARIOS[options.scenario]()
    setup = JtlSetup(articles=told.articles, shipping_methods=told.shipping_methods)
    try:
        for batch in sql_server_script(setup, options.database):
            sys.stdout.write(f"{batch}\nGO\n\n")
    except ValueError as error:
        parser.error(str(error))
    return 0
