"""Every query of the catalogue: reads by the shape they return, writes by the table."""
