"""Where a language's days and hours are not written as Django writes them."""
