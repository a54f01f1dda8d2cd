"""The weights of Afterview's deeper reader; `afterview.reader.deep` loads them."""
