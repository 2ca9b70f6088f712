"""Import and export of products, as a command and as a job."""
