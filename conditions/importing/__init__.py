"""Condition pages from files and to files: `import_conditions` and `export_conditions`."""
