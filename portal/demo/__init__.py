"""What `make demo` makes: sample pages, one person per role, and a few check-ins. Refuses to run elsewhere."""
