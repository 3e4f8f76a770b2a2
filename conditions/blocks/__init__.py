"""StreamField blocks: the signs and the few typed content blocks that an editor works with."""
