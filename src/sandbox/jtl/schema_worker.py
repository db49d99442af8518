"""
The worker's own notebook beside JTL's tables, and the watch that counts what others change.
"""

# In the same file because a booking and the note that it is done must be one transaction.
TABLES = (
    "CREATE TABLE sandbox_mark (writing int NOT NULL)",
    "INSERT INTO sandbox_mark VALUES (0)",
    "CREATE TABLE sandbox_counters (name TEXT PRIMARY KEY, value int NOT NULL)",
    """CREATE TABLE sandbox_agenda (
        id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, kind TEXT NOT NULL,
        order_key int, payload TEXT NOT NULL)""",
    "CREATE INDEX sandbox_agenda_order ON sandbox_agenda (order_key)",
    "CREATE TABLE sandbox_booked (order_key INTEGER PRIMARY KEY, at REAL NOT NULL)",
    "CREATE INDEX sandbox_agenda_due ON sandbox_agenda (due, id)",
    "CREATE TABLE sandbox_inbox (row_id INTEGER PRIMARY KEY, open_orders int NOT NULL)",
    "CREATE TABLE sandbox_files (name TEXT, digest TEXT, PRIMARY KEY (name, digest))",
    "CREATE TABLE sandbox_stories (external TEXT PRIMARY KEY COLLATE NOCASE, story TEXT NOT NULL)",
    "CREATE TABLE sandbox_documents (external TEXT PRIMARY KEY, times int NOT NULL)",
    "CREATE TABLE sandbox_refused (id INTEGER PRIMARY KEY, number TEXT, why TEXT)",
    """CREATE TABLE sandbox_foreign_writes (
        table_name TEXT, verb TEXT, times int NOT NULL, PRIMARY KEY (table_name, verb))""",
)

#: Rows may be put into the inbox by anyone; that is what it is for.
INBOX = "tXMLBestellImport"


def watch_triggers(table: str) -> tuple[str, ...]:
    """
    Return the triggers that note each row of *table* somebody else writes.

    The mark is 1 only inside the worker's own transactions, which nobody else can see.
    """
    verbs = ("UPDATE", "DELETE") if table == INBOX else ("INSERT", "UPDATE", "DELETE")
    return tuple(
        f"""CREATE TRIGGER sandbox_watch_{verb.lower()}_{table} AFTER {verb} ON {table}
            WHEN (SELECT writing FROM sandbox_mark) = 0
            BEGIN
                INSERT INTO sandbox_foreign_writes VALUES ('{table}', '{verb}', 1)
                ON CONFLICT (table_name, verb) DO UPDATE SET times = times + 1;
            END"""
        for verb in verbs
    )
