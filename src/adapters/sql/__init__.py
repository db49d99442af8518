"""What every SQL adapter stands on: engine, transactions, list parameter, upsert, errors."""
