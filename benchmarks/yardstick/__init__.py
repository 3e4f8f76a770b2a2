"""What Signpost is measured against: a Django hello, and a plain DRF create of one row."""
