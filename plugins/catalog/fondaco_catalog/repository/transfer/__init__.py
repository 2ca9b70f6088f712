"""The rows of products, many products at a time, and the state of imports and exports."""
