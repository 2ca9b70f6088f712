"""Server-rendered storefronts out of themes that have no Python in them."""
