"""What measures speed and size; nothing here is part of the program."""
