"""What is to be made is planned whole, then written beside the site, then exchanged with it."""
