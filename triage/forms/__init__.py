"""What patients and guests send from the pages of a check-in, read strictly."""
