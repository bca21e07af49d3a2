"""Danish sentences and names, as readers see them."""
