"""Our own books in SQLite, PostgreSQL or SQL Server."""
