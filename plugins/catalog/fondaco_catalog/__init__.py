"""The catalog: products, variants, prices per channel, categories and collections."""
