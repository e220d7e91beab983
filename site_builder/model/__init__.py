"""What an archive describes: frozen types without any reading or writing of files."""
