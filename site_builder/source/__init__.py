"""From the files that authors write to the public catalogue: files → nodes → catalogue → rules → release."""
