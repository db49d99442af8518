"""What every adapter that calls out over HTTP builds on."""
