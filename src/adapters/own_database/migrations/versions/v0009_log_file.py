"""
The run log leaves SQLite's file; see ``log_move``, which carries the lines over.

Tables stay as they are: a server keeps its log in them.  The version keeps older
programs from writing lines where nobody would read them.
"""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """
    Change nothing.
    """


def downgrade() -> None:
    """
    Change nothing; SQLite's lines stay in their own file.
    """
