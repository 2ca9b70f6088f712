"""What stock is and how it is shared out: values and pure rules."""
