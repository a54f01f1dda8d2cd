"""Every number the README states, with its peers in the same run."""
