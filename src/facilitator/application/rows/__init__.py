"""What queries return and documents and pages show: frozen rows, no ORM objects, no SQL."""
